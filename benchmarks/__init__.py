"""Synthetic toolkits of any size, and the time that building them takes beside other generators."""
