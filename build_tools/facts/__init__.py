"""Reads the facts from record files, and joins the records into a ledger."""
