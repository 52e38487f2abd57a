"""Supervision: one thing asked of one unit by a day, until the office strikes it off."""
