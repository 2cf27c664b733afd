"""Defines sources, with their authors and addresses, and publishers, with their owners."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator

from build_tools.facts.address_words import spells_title
from build_tools.facts.addresses import comparable_address
from build_tools.facts.records.authors import Author, Authors
from build_tools.facts.records.fields import (
    Address,
    Date,
    Id,
    Language,
    Record,
    Statement,
    declared,
)

AuthorNames = Annotated[Statement, AfterValidator(Authors)]

_NEXT_WAIVER = re.compile(r"; +(?=[a-z-]+: )")


class SourceKind(StrEnum):
    """The kind of source; readers see it next to every citation."""

    PRIMARY = "primary"
    AGENCY = "agency"
    BROADCASTER = "broadcaster"
    NEWSPAPER = "newspaper"
    REFERENCE = "reference"
    RESEARCH = "research"
    STATE_MEDIA = "state-media"
    OTHER = "other"


class TitleOrigin(StrEnum):
    """Whose words a source's title has: the page's, its address's or ours."""

    PUBLISHED = "published"
    ADDRESS = "address"
    OURS = "ours"


class PublisherKind(StrEnum):
    """The kind of publisher."""

    AGENCY = "agency"
    BROADCASTER = "broadcaster"
    NEWSPAPER = "newspaper"
    GOVERNMENT = "government"
    INTERNATIONAL_BODY = "international-body"
    RESEARCH = "research"
    REFERENCE = "reference"
    STATE_MEDIA = "state-media"
    AGGREGATOR = "aggregator"
    OTHER = "other"


class Publisher(Record):
    """The publisher of a source, declared in `vocabulary/publishers.yaml`."""

    name: Statement = declared("The name, as readers know it.", good="LRT")
    country: str = declared(
        "Its country (ISO 3166 alpha-2); EU, UN or 001 for international bodies.",
        good="LT",
        pattern=r"^([A-Z]{2}|001)$",
    )
    kind: PublisherKind = declared("The kind of publisher.", good="broadcaster")
    owner: Id | None = declared(
        "The owner, in `vocabulary/owners.yaml`: its publishers count as a single origin.",
        good="russian-state",
        default=None,
    )
    note: Statement | None = declared("What a reader should know about it.", default=None)


class Source(Record):
    """A page, document or broadcast: an entry in `facts/sources/<publisher>.bib`."""

    title: Statement = declared(
        "The title, in [brackets] if we did not see the published title. If the address spells "
        "it, use those words."
    )
    author: AuthorNames | None = declared(
        "The author, if named. Put `and` between several authors, and {braces} around an "
        "organisation whose name contains `and` or a comma.",
        good="Example, Anna and Jonas Sample and {Ministry of Culture and Sport}",
        default=None,
    )
    date: Date | None = declared("When it was published (EDTF).", good="2023-08-16", default=None)
    url: Address = declared("Where readers can find it.")
    urldate: Date = declared("When we read it.", good="2026-11")
    langid: Language = declared("Its language (BCP 47).", good="en")
    kind: SourceKind = declared("What sort of source it is.", good="broadcaster")
    origin: Id | None = declared(
        "The ultimate origin, if the publisher only passes it on.", good="reuters", default=None
    )
    archiveurl: Address | None = declared("A copy in a web archive.", default=None)
    snapshot: Statement | None = declared(
        "The stored text that quotations were checked against.", default=None
    )
    note: Statement | None = declared("What a reader should know about it.", default=None)
    waive: Statement | None = declared(
        "A rule that does not apply here, with the reason. Separate several with `; `.",
        good="shared-origin: Each sent its own reporter to the border.",
        bad="shared-origin",
        default=None,
        pattern=r"^[a-z-]+: \S",
    )

    @property
    def authors(self) -> tuple[Author, ...]:
        """The authors as separate values."""
        return self.author.names if isinstance(self.author, Authors) else ()

    @property
    def waivers(self) -> dict[str, str]:
        """The rules that do not apply to this source, each with the reason."""
        written = _NEXT_WAIVER.split(self.waive) if self.waive else []
        pairs = (waiver.partition(": ") for waiver in written)
        return {name: reason for name, _, reason in pairs}

    @property
    def publisher(self) -> str:
        """The publisher's id: the stem of the entry's .bib file."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".bib")

    def is_at(self, address: str) -> bool:
        """Return whether an address in any spelling is that of the page or its archived copy."""
        own = (comparable_address(url) for url in (self.url, self.archiveurl) if url)
        return comparable_address(address) in own

    @property
    def title_words(self) -> str:
        """The title without the brackets around a title that we did not see as published."""
        is_bracketed = self.title.startswith("[") and self.title.endswith("]")
        return self.title[1:-1] if is_bracketed else self.title

    @property
    def title_origin(self) -> TitleOrigin:
        """The origin of the title's words. The address matters only for a title in [brackets]."""
        if self.title_words == self.title:
            return TitleOrigin.PUBLISHED
        is_spelt = spells_title(self.url, self.title_words)
        return TitleOrigin.ADDRESS if is_spelt else TitleOrigin.OURS
