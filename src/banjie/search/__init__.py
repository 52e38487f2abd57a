"""Full-text search over everything one may see; higher rooms say what of theirs can be found."""
