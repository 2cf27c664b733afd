"""The facts: reads records from files and joins them into a ledger."""
