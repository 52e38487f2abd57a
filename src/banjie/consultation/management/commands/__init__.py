"""Commands of the consultation room."""
