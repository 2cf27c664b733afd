"""The formats of open data, each in its own module."""
