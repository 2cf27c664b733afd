"""Snapshot: what is stored of a source's text, so that quotations are checked offline for ever.

Only the passages around cited words are kept, as the licence of a quotation allows. The sha256 of
the whole text says which text they were cut from; the seal says that the record is as it was made.
"""

import hashlib
import json
from typing import Annotated

from pydantic import Field

from build_tools.facts.records.articles import LONGEST
from build_tools.facts.records.fields import Address, Date, Part, Record, Statement, declared

Fragment = Annotated[str, Field(pattern=r"^text=[A-Za-z0-9%_.~,-]{1,1200}$")]

_HASH = r"^[0-9a-f]{64}$"


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


class Snapshot(Record):
    """The stored passages of one source: `facts/snapshots/<key>.yaml`, made by `facts capture`."""

    address: Address = declared("Where the text was read.")
    taken: Date = declared("The day it was read (EDTF).", good="2026-11-22")
    tool: Statement = declared("What took the text out of the page.", good="facts 0.1.0")
    characters: int = declared("The length of the whole text.", ge=1, le=LONGEST)
    sha256: str = declared("The SHA-256 of the whole text, in UTF-8.", pattern=_HASH)
    passages: tuple[StoredPassage, ...] = declared("The passages, in the order of the text.")
    seal: str = declared(
        "A SHA-256 of all the other fields: a record that was edited no longer has it.",
        pattern=_HASH,
    )

    def expected_seal(self) -> str:
        """Return the seal that the fields call for."""
        plain = self.model_dump(mode="json", exclude={"seal"}, exclude_none=True)
        return sealed(self.id, plain)


def sealed(identity: str, plain: dict[str, object]) -> str:
    """Return the seal of a snapshot's fields; it does not depend on how the file is laid out."""
    text = json.dumps(
        {"source": identity, **plain}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()
