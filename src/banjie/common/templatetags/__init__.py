"""Words and numbers for templates of every room."""
