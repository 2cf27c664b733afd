"""Reads the front matter of a page kind's template, and reports its errors."""

import re

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.reading import read_yaml
from build_tools.facts.wording import in_words

FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
FIELDS = (
    "path",
    "title",
    "description",
    "menu",
    "under",
    "record",
    "search",
    "script",
    "style",
    "verdict",
    "finding",
)
# The fields that readers see. A plain text in one of these fields is a message in the catalogues.
MESSAGES = ("title", "description", "menu")
_NEEDED = ("path", "title", "description")
# ``prose: wins``: a hand-written page in content/ replaces this page. ``needs: people, places``:
# the site has this page only if it has a record of at least one of these kinds. ``needs: articles >
# 1`` requires more than one article, and ``articles < 2`` allows at most one.
_KNOWN = (*FIELDS, "each", "once", "as", "prose", "needs")


class FrontMatterError(Exception):
    """An error in the front matter of a page kind."""

    def __init__(self, path: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(Span(path, 1, 1, 1, 4), "template", message, hint)


def front_matter(path: str, text: str) -> dict[str, str]:
    """Return the fields in a template's front matter.

    Raises FrontMatterError if the front matter or a field is missing, or a field is not allowed.
    """
    match = FRONT_MATTER.match(text)
    tree = read_yaml(path, "\n" + match[1]) if match else None
    if tree is None or isinstance(tree, Diagnostic) or not isinstance(tree.plain, dict):
        raise FrontMatterError(
            path, "The template has no front matter.", "Begin with ---, path, title, description."
        )
    front = {str(key): str(value) for key, value in tree.plain.items()}
    if missing := [key for key in _NEEDED if key not in front]:
        raise FrontMatterError(
            path, f"The front matter lacks {in_words(missing)}.", "Add it between the --- lines."
        )
    if unknown := [key for key in front if key not in _KNOWN]:
        raise FrontMatterError(
            path, f"The front matter has {in_words(unknown)}.", f"Known are {in_words(_KNOWN)}."
        )
    if "each" in front and "menu" in front:
        raise FrontMatterError(
            path,
            "A page for each record cannot be in the menu.",
            "Take out `menu`, or make one page of all of them: `once` instead of `each`.",
        )
    return front
