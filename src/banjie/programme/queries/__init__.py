"""Reads of the programme room: each named for whom it serves or what it draws."""
