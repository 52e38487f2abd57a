"""Reads official Chinese plans: units, dates, places and targets with the words each came from."""
