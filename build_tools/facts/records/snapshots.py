"""Defines a snapshot: the stored part of a source's text, for checking quotations offline.

Only the passages around quoted words are stored, as the right to quote allows. The SHA-256
identifies the whole text from which the passages come. The seal shows that the record was not
edited. If we saw only an excerpt and not the whole page, the snapshot says so.
"""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from build_tools.facts.records.articles import LONGEST
from build_tools.facts.records.fields import Address, Date, Part, Record, Statement, declared

Fragment = Annotated[str, Field(pattern=r"^text=[A-Za-z0-9%_.~,-]{1,1200}$")]

_HASH = r"^[0-9a-f]{64}$"

# An excerpt with fewer words does not prove that someone saw the page.
MIN_EXCERPT_WORDS = 40
# The number of words stored on either side of a quotation from an excerpt.
WORDS_AROUND = 12


class TextKind(StrEnum):
    """How much of a source was read: the whole page, or an excerpt of its text."""

    PAGE = "page"
    EXCERPT = "excerpt"


class Side(StrEnum):
    """A side of a quotation."""

    BEFORE = "before"
    AFTER = "after"


class StoredPassage(Part):
    """Part of a source's text, around words that a claim quotes."""

    text: str = declared("The words, exactly as the source has them.", max_length=2000)
    start: int = declared(
        "Offset of its first character in the whole text, from 0.", ge=0, le=LONGEST
    )
    fragments: tuple[Fragment, ...] = declared(
        "For the quotations in it, if possible: the `text=` directive that finds the quoted words, "
        "and nothing else, in the whole text.",
        good=["text=closed%20two,crossings"],
        default=(),
    )
    unseen: tuple[Side, ...] = declared(
        "For an excerpt: the sides on which it ends within twelve words of a quotation. We did not "
        "see the text beyond that side.",
        default=(),
    )


class Snapshot(Record):
    """The stored passages of a source: `facts/snapshots/<key>.yaml`, made by `facts capture`."""

    kind: TextKind = declared(
        "What was read: the page, or an excerpt of its text.", default=TextKind.PAGE
    )
    address: Address = declared("Where the text was read.")
    other_copy: bool = declared(
        "True if that is a different copy of the page, not at the source's own address.",
        default=False,
    )
    taken: Date = declared("The day it was read (EDTF).", good="2026-11-22")
    tool: Statement = declared(
        "The program that extracted the text from the page.", good="facts 0.1.0"
    )
    excerpt_words: tuple[Annotated[int, Field(ge=MIN_EXCERPT_WORDS, le=LONGEST)], ...] = declared(
        "For an excerpt: how many words were seen, as a number for each part of the page.",
        default=(),
    )
    characters: int = declared("The length of the text that was read.", ge=1, le=LONGEST)
    sha256: str = declared(
        "The SHA-256 of the text that was read, in UTF-8, with single spaces between words and "
        "blank lines between paragraphs.",
        pattern=_HASH,
    )
    passages: tuple[StoredPassage, ...] = declared("The passages, in the order of the text.")
    seal: str = declared(
        "A SHA-256 of all the other fields, which no longer matches if the record is edited.",
        pattern=_HASH,
    )

    def expected_seal(self) -> str:
        """Return the seal that matches the other fields."""
        plain = self.model_dump(mode="json", exclude={"seal"}, exclude_none=True)
        return sealed(self.id, _without_defaults(plain))


# Fields that were added later, with their defaults. A field with its default is left out, so that
# older snapshots keep their seals.
_LATER = {"kind": TextKind.PAGE.value, "other_copy": False, "excerpt_words": [], "unseen": []}


def _without_defaults(plain: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in plain.items() if _LATER.get(name, ...) != value}
    if "passages" in fields:
        fields["passages"] = [_without_defaults(passage) for passage in fields["passages"]]
    return fields


def sealed(identity: str, plain: dict[str, object]) -> str:
    """Return the seal of a snapshot's fields, which does not depend on the layout of the file."""
    text = json.dumps(
        {"source": identity, **plain}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()
