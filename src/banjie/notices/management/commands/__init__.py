"""`banjie manage …` commands about notices."""
