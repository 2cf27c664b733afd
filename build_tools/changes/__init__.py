"""Compares the facts of two revisions, and lists the changes since publication."""
