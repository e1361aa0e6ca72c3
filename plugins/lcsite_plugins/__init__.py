"""The plugin through which MkDocs, or ProperDocs, drives lcsite."""
