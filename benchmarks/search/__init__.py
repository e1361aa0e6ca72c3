"""How well the search finds what a facilitator asks for, beside two others."""
