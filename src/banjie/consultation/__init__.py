"""Consultation: what people suggest, propose and ask for, until each of them has an answer."""
