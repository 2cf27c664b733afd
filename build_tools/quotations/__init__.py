"""Quotations: matches them against stored texts, counts the results and captures passages."""
