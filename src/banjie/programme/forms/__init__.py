"""Forms of the programme room."""
