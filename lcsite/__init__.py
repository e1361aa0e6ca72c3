"""A community's Markdown and YAML, checked, linked and made into a toolkit site."""

__version__ = "0.1.0"
