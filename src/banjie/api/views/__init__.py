"""The addresses of the API, one file per noun, and the two pages about it."""
