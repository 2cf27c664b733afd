"""Turns sourced records in ``facts/`` into a fact-checked explainer site.

Start with :mod:`build_tools.site.assemble`, which turns records into the addresses of pages. Then
read :mod:`build_tools.site.mkdocs`, which turns the pages into files.

These are the layers, from lowest to highest: facts -> links -> quotations -> rules -> views ->
pages | exports | editing | reports -> changes -> site -> cli. A module imports only from its own
layer and the layers below it.
"""

__version__ = "0.1.0"
