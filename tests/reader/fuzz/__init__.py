"""Looks for inputs that hurt the reader. Nothing but a `ReadingError` may come out."""
