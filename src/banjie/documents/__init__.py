"""Uploaded documents and their saved readings; the only room that calls the reader."""
