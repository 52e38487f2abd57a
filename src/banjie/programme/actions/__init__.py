"""Writes of the programme room: one verb each, `by=` says who acts, the transaction is inside."""
