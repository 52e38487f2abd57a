"""`banjie manage …` commands about accounts."""
