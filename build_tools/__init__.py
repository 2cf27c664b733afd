"""Turns sourced records in ``facts/`` into a fact-checked explainer site.

Start with :mod:`build_tools.site.assemble` (from records to the addresses of pages), then read
:mod:`build_tools.site.mkdocs` (from there to files). The layers, from the lowest to the highest:
facts -> links -> quotations -> rules -> views -> pages | exports | editing | reports -> changes ->
site -> cli. A module imports only from its own layer and the layers below it.
"""

__version__ = "0.1.0"
