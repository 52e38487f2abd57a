"""Notices: what the site tells units and accounts, by which channels, and whether it arrived."""
