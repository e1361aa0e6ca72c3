"""The content model: what kinds of entries a toolkit has, as data."""
