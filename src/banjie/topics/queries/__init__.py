"""Reads of the room, named for whom they serve."""
