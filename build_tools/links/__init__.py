"""Checks links: internal links in the built site's files, external links by polite requests."""
