"""Checks links: inside the built site from its files, and external ones with polite requests."""
