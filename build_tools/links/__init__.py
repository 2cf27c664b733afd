"""Checks where the built site's links lead: inside it at once, outside of it politely."""
