"""The formats of open data, one module each."""
