"""A record must contain characters themselves, not their HTML codes.

Why: a code such as `&#8217;` is never turned back into its character, so pages, exports and
quotations would contain the code.
Fix: write the character: ’ for `&#8217;`, & for `&amp;`.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from html.entities import html5

from pydantic import BaseModel

from build_tools.facts.diagnostics import Key
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import VOCABULARY
from build_tools.facts.records import Record
from build_tools.facts.records.field_specs import fields_of
from build_tools.facts.wording import clipped
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

GOOD = claim_sample(("Two of six,", "Two of six, as AT&T; R&D &c. said,"))

BAD = (
    claim_sample(
        ("the decision", "the government&rsquo;s decision #! no-html-codes"),
        ("18 August 2023.\n", "18 August 2023.&#8221; #! no-html-codes\n"),
    )
    + """\
-- facts/sources/tass.bib --
@online{tass-2023-08-18-closed,
  title = {Belarus &amp; Lithuania}, %! no-html-codes
  date = {2023-08-18},
  url = {https://tass.com/world/1},
  urldate = {2026-11},
  langid = {en},
  kind = {state-media},
}
"""
)

# The code for an ampersand counts only between words ("Smith &amp; Sons") and in addresses.
_CODE = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|(?!amp;)[A-Za-z][A-Za-z0-9]{1,31}|amp(?=; ?[\w#]));"
)
# Texts about markup may mean these codes.
_OF_MARKUP = ("<", ">")
# Prose is Markdown, in which codes are characters. Snapshots keep the words of sources unchanged,
# and maps contain no text.
_KINDS = ("claims", "redirects", "sources", "articles", *VOCABULARY)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield each text of a record that contains a code."""
    for kind in _KINDS:
        for record in getattr(ledger.records, kind):
            for keys, text in _texts(record, ()):
                if code := next(filter(_is_code, _CODE.findall(text)), None):
                    yield _problem(record, keys, code)


def _problem(record: Record, keys: tuple[Key, ...], code: str) -> Problem:
    character = unescape(code)
    shown = f"“{character}”" if character.isprintable() and character.strip() else "a space"
    return Problem(
        record.place.span(*keys),
        f"This contains the HTML code “{clipped(code, 40)}” in place of a character.",
        f"Write the character itself: {shown}.",
    )


def _is_code(code: str) -> bool:
    return (code[1] == "#" or code[1:] in html5) and unescape(code) not in _OF_MARKUP


def _texts(part: BaseModel, keys: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Yield each text with an ampersand in a part of a record, and the text's place."""
    names = _names(type(part))
    for attribute, value in list(part.__dict__.items()):  # records add places on first use
        if isinstance(value, str) and "&" not in value:
            continue  # nearly all texts need no further check
        if value and attribute in names:
            yield from _texts_in(value, (*keys, names[attribute]))


def _texts_in(value: object, keys: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], str]]:
    if isinstance(value, str):
        if "&" in value:
            yield keys, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts_in(item, (*keys, number))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts_in(item, (*keys, name))
    elif isinstance(value, BaseModel):
        yield from _texts(value, keys)


@cache
def _names(model: type[BaseModel]) -> dict[str, str]:
    return {spec.attribute: spec.name for spec in fields_of(model).values()}
