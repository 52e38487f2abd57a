"""Reads of the reporting room: measures are named queries, so a number is the same everywhere."""
