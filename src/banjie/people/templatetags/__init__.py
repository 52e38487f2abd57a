"""Tags of the people room."""
