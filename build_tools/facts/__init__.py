"""Reads the facts: records in files, joined into a ledger."""
