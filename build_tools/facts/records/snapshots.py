"""Snapshot: the stored part of a source's text, so that quotations can always be checked offline.

Only the passages around cited words are kept, as the licence of a quotation allows. The sha256 of
the whole text says which text they were cut from; the seal says that the record is as it was made.
Where not the whole page but only an excerpt was seen, the snapshot says so.
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

# Fewer words than this do not show that a page was seen.
MIN_EXCERPT_WORDS = 40
# Of an excerpt, this many words on either side of a quotation are stored.
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
    """A stretch of a source's text around words that a claim quotes."""

    text: str = declared("The words, exactly as the source has them.", max_length=2000)
    start: int = declared(
        "Offset of its first character in the whole text, from 0.", ge=0, le=LONGEST
    )
    fragments: tuple[Fragment, ...] = declared(
        "For each quotation in it that has one: the `text=` directive that finds the quoted words, "
        "and nothing else, in the whole text.",
        good=["text=closed%20two,crossings"],
        default=(),
    )
    unseen: tuple[Side, ...] = declared(
        "For an excerpt: the sides on which it ends within twelve words of a quotation. Nothing "
        "beyond was seen there.",
        default=(),
    )


class Snapshot(Record):
    """The stored passages of one source: `facts/snapshots/<key>.yaml`, made by `facts capture`."""

    kind: TextKind = declared(
        "What was read: the page, or an excerpt of its text.", default=TextKind.PAGE
    )
    address: Address = declared("Where the text was read.")
    other_copy: bool = declared(
        "True if that is another copy of the page, not the source's own address.",
        default=False,
    )
    taken: Date = declared("The day it was read (EDTF).", good="2026-11-22")
    tool: Statement = declared(
        "The program that extracted the text from the page.", good="facts 0.1.0"
    )
    excerpt_words: tuple[Annotated[int, Field(ge=MIN_EXCERPT_WORDS, le=LONGEST)], ...] = declared(
        "For an excerpt: how many words were seen, one number for each part of the page.",
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
        "A SHA-256 of all the other fields: a record that was edited no longer has it.",
        pattern=_HASH,
    )

    def expected_seal(self) -> str:
        """Return the seal that the fields call for."""
        plain = self.model_dump(mode="json", exclude={"seal"}, exclude_none=True)
        return sealed(self.id, _without_defaults(plain))


# Fields that came later: without them, the seals of older snapshots hold.
_LATER = {"kind": TextKind.PAGE.value, "other_copy": False, "excerpt_words": [], "unseen": []}


def _without_defaults(plain: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in plain.items() if _LATER.get(name, ...) != value}
    if "passages" in fields:
        fields["passages"] = [_without_defaults(passage) for passage in fields["passages"]]
    return fields


def sealed(identity: str, plain: dict[str, object]) -> str:
    """Return the seal of a snapshot's fields; it does not depend on how the file is laid out."""
    text = json.dumps(
        {"source": identity, **plain}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()
