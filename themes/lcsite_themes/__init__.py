"""The looks that lcsite brings, one package each."""
