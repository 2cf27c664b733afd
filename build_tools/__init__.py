"""Turns sourced records in ``facts/`` into a fact-checked explainer site.

Read :mod:`build_tools.assembly` first: the whole flow is one function there. Below it stand, in
this order, ``pages`` (templates), ``views`` (questions asked of the facts), ``rules`` (what must
hold), ``ledger`` (all records joined), ``reading`` (disk to records), ``quotes``, ``records`` and
the leaves ``dates``, ``text`` and ``diagnostics``. A module imports only what stands below it.
"""

__version__ = "0.1.0"
