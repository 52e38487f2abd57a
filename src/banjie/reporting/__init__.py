"""Figures with their records, and the summary written from them."""
