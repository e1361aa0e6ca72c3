"""The toolkit look: templates, styles, scripts and fonts. Holds no code."""
