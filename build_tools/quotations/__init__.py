"""Checks quotations against articles and snapshots, counts the results, and captures passages."""
