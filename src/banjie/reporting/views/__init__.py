"""Pages of the reporting room, one file per noun."""
