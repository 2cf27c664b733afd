"""Fills templates with the values from views. Only this package uses Jinja.

A page kind is a template in ``templates/pages/``. Its front matter gives the view (``each:`` or
``once:``), the name of the value in the template (``as:``), the path (``path:``), and the page's
title and description.
"""

from build_tools.pages.addresses import Address
from build_tools.pages.messages import add_messages
from build_tools.pages.page import PAGE_TITLE_ID, Heading, Page
from build_tools.pages.renderer import Renderer
from build_tools.pages.templates import bytecode_cache, fault_within

__all__ = [
    "PAGE_TITLE_ID",
    "Address",
    "Heading",
    "Page",
    "Renderer",
    "add_messages",
    "bytecode_cache",
    "fault_within",
]
