"""Measures the reader on invented texts, beside the peers that can be installed."""
