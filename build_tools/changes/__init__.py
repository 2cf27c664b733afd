"""Compares the facts of two revisions, and lists what changed since publication."""
