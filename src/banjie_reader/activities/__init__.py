"""Clauses to activities: every finder proposes, the clearest shape wins, fields are read once."""

from banjie_reader.activities.gather import find_activities

__all__ = ["find_activities"]
