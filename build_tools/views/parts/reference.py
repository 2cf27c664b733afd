"""Describes a claim, source or publisher on a single line, for pages that refer to it."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from build_tools.facts.articles import (
    Lateness,
    articles_of,
    has_several,
    lateness,
    later_than,
)
from build_tools.facts.catalogue import N_, Catalogue
from build_tools.facts.dates import When
from build_tools.facts.ledger import Ledger
from build_tools.facts.nested_marks import nested_marks
from build_tools.facts.record_cache import memoized_per_ledger, once_per_ledger
from build_tools.facts.records import Claim, Redirect, Source, TitleOrigin
from build_tools.facts.wording import web_address
from build_tools.views.parts.labels import (
    PUBLISHER_KINDS,
    SOURCE_KINDS,
    VerdictWords,
    verdict_words,
)

# A sentence ends at a full stop or similar mark. A space must follow, and then a capital, a digit
# or an opening quotation mark. A full stop after a single capital or a short title does not end a
# sentence ("U.S.", "St.", "No.").
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\bSt)(?<!\bNo)(?<!\bMr)(?<!\bDr)(?<!\bMrs)[.!?…][”’\"\')]*(?= [\"“‘A-Z0-9])"
)

_TITLE_NOTES = {
    TitleOrigin.PUBLISHED: "",
    TitleOrigin.ADDRESS: N_("(from its address)"),
    TitleOrigin.OURS: N_("(our description)"),
}


class ClaimLink(NamedTuple):
    """A claim on a single line. ``countries`` and ``actors`` contain ids.

    ``brief`` is the finding in one sentence. ``label`` is a few words for pictures, or None. On a
    site with several articles, ``articles`` contains the ids of the articles that make the claim.
    ``later_than`` then contains the titles of the articles that are older than the claim's event.
    """

    id: str
    claim: str
    verdict: VerdictWords
    when: When
    later: Lateness | None
    finding: str
    countries: tuple[str, ...]
    actors: tuple[str, ...]
    brief: str
    label: str | None
    articles: tuple[str, ...] = ()
    later_than: tuple[str, ...] = ()


class PublisherWords(NamedTuple):
    """A publisher on a single line."""

    id: str
    name: str
    country: str
    kind: str
    is_state_media: bool
    note: str | None
    owner: str | None = None


class SourceLink(NamedTuple):
    """A source on a single line. ``address`` is None if pages must not link to the source.

    ``title`` has no brackets, and ``title_origin`` says who wrote it. ``gone_since`` is the day, in
    words, on which the address began to fail, or empty if the address works.
    """

    id: str
    title: str
    title_origin: TitleOrigin
    author: str | None
    publisher: PublisherWords
    kind: str
    date: str
    machine_date: str | None
    lang: str
    address: str | None
    archive: str | None
    gone_since: str = ""
    authors: tuple[str, ...] = ()

    @property
    def is_published_title(self) -> bool:
        """Whether we saw the title as published, so that it may be in quotation marks."""
        return self.title_origin is TitleOrigin.PUBLISHED

    @property
    def title_lang(self) -> str | None:
        """The language of a title from the source, or None for our own description."""
        return None if self.title_origin is TitleOrigin.OURS else self.lang

    def title_note(self, words: Catalogue) -> str:
        """Return the origin of the title in brackets, or "" if we saw the title as published."""
        note = _TITLE_NOTES[self.title_origin]
        return words.message(note) if note else ""

    def title_as_shown(self, words: Catalogue) -> str:
        """Return the title in quotation marks if we saw it as published. If not, add its origin."""
        if self.is_published_title:
            return words.marks.around(nested_marks(self.title, words.marks))
        return f"{self.title} {self.title_note(words)}"

    @property
    def spoken(self) -> str:
        """The source's publisher and date, for a screen reader."""
        return f"{self.publisher.name}, {self.date}"


@memoized_per_ledger
def claim_link(ledger: Ledger, claim: Claim) -> ClaimLink:
    """Return the claim as a single line."""
    return ClaimLink(
        claim.id,
        claim.claim,
        verdict_words(ledger)[claim.verdict],
        claim.when,
        lateness(ledger, claim),
        claim.finding,
        claim.countries,
        actors_of(claim),
        claim.finding_short or first_sentence(claim.finding),
        claim.short,
        tuple(article.id for article in articles_of(ledger, claim)) if has_several(ledger) else (),
        titles_before(ledger, claim),
    )


def successors_of(ledger: Ledger, redirect: Redirect) -> tuple[ClaimLink, ...]:
    """Return the claims into which a claim was merged."""
    claims = (ledger.claims[name] for name in redirect.moved_to if name in ledger.claims)
    return tuple(claim_link(ledger, claim) for claim in claims)


def titles_before(ledger: Ledger, claim: Claim) -> tuple[str, ...]:
    """Return the titles of articles older than a claim, if the site has several articles."""
    if not has_several(ledger):
        return ()
    return tuple(article.title for article in later_than(ledger, claim))


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, or the whole text if the sentence's end is uncertain."""
    end = _SENTENCE_END.search(text)
    return text[: end.end()] if end else text


def actors_of(claim: Claim) -> tuple[str, ...]:
    """Return the ids of a claim's subjects, speakers and asserter."""
    return tuple(dict.fromkeys((*claim.about, *claim.said_by, claim.asserted_by)))


def publisher_words(ledger: Ledger, identity: str) -> PublisherWords:
    """Return the publisher, or only its id if the publisher is unknown, which a rule reports."""
    publisher = ledger.publishers.get(identity)
    if publisher is None:
        return PublisherWords(identity, identity, "", "", False, None)
    return PublisherWords(
        identity,
        publisher.name,
        ledger.words.country_name(publisher.country),
        ledger.words.message(PUBLISHER_KINDS[publisher.kind]),
        publisher.kind.value == "state-media",
        publisher.note,
        owner_name(ledger, publisher.owner) if publisher.owner else None,
    )


@memoized_per_ledger
def source_link(ledger: Ledger, source: Source) -> SourceLink:
    """Return the source as a single line."""
    gone = ledger.gone_since(source.url)
    return SourceLink(
        id=source.id,
        title=source.title_words,
        title_origin=source.title_origin,
        author=ledger.words.listed([author.name for author in source.authors]) or None,
        authors=tuple(author.name for author in source.authors),
        publisher=publisher_words(ledger, source.publisher),
        kind=ledger.words.message(SOURCE_KINDS[source.kind]),
        date=ledger.words.date(source.date) if source.date else ledger.words.gettext("no date"),
        machine_date=source.date.machine() if source.date else None,
        lang=source.langid,
        address=web_address(source.url),
        archive=web_address(source.archiveurl) if source.archiveurl else None,
        gone_since=ledger.words.date(When.parse(gone)) if gone else "",
    )


def owner_name(ledger: Ledger, identity: str) -> str:
    """Return the owner's name, or the id in words if the owner is unknown, which a rule reports."""
    owner = ledger.owners.get(identity)
    return owner.name if owner else identity.replace("-", " ")


def origin_name(ledger: Ledger, identity: str) -> str:
    """Return the name of an origin: a statement, a publisher, or an owner of several publishers."""
    if origin := ledger.origins.get(identity):
        return origin.name
    if publisher := ledger.publishers.get(identity):
        return publisher.name
    owned = _owned(ledger).get(identity, ())
    words = owner_name(ledger, identity)
    return f"{words} ({', '.join(owned)})" if owned and len(owned) < 4 else words


@once_per_ledger
def _owned(ledger: Ledger) -> Mapping[str, Sequence[str]]:
    """Return the names of the publishers that each owner has, by owner id."""
    names: dict[str, list[str]] = {}
    for publisher in ledger.publishers.values():
        names.setdefault(publisher.owner or "", []).append(publisher.name)
    return names
