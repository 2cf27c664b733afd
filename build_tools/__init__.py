"""Turns sourced records in ``facts/`` into a fact-checked explainer site.

Start with :mod:`build_tools.site.assemble`, which runs the whole flow. The rooms follow that flow:
facts -> links -> quotations -> rules -> views -> pages | exports | editing | reports -> changes ->
site -> cli. A module imports only from rooms before its own.
"""

__version__ = "0.1.0"
