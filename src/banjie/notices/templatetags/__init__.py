"""Filters of the templates of the notices room."""
