"""Programmes, activities, reports: from a reviewed reading to accepted evidence."""
