"""Reads of the supervision room: items, what is like them, the report and the ledger."""
