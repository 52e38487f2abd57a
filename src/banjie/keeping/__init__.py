"""Keeping the site: backup and restore, the daily work, what is wrong with this machine."""
