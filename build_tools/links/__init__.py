"""Checks a built site's internal links in its files, and its external links by sending requests."""
