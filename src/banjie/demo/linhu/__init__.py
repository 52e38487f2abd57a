"""The office of an invented town: its plan, a notice, its units and what they reported.

Town, units, streets and posts are invented; nobody in these papers exists.
"""
