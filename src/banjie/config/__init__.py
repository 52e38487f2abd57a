"""Settings, root addresses and the site's commands: the one place that names every room."""
