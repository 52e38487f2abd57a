"""Commands of the keeping room."""
