"""Signing in by a log-in at another site: what is asked there, and who comes back.

django-allauth speaks with the others; of what they tell, one digest of the subject is kept.
"""
