"""Commands of the supervision room."""
