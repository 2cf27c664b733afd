"""Compares the facts of two revisions, and knows what changed since they were published."""
