"""One record in the terminal, as a reader of the site will see it: lines of text, each with a role.

Records may hold characters that steer a terminal; every line is escaped here, so that whoever
prints it need not think of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools import views
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Redirect
from build_tools.facts.wording import counted, visible
from build_tools.views.claims import ClaimView
from build_tools.views.countries import CountryView
from build_tools.views.parts.evidence import EvidenceView
from build_tools.views.parts.reference import ClaimLink, SourceLink
from build_tools.views.people import EntityView
from build_tools.views.sources import SourceView


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its role says how a terminal may draw it, ``indent`` how deep it stands."""

    text: str
    role: str = "text"
    indent: int = 0


def lines_of(ledger: Ledger, identity: str) -> list[Line]:
    """Return the record of that id as lines; none where there is no such record."""
    for kind, draw in _DRAWN.items():
        if identity in getattr(ledger, kind):
            return [_escaped(line) for line in draw(ledger, identity)]
    return []


def known_ids(ledger: Ledger) -> list[str]:
    """Return every id that can be shown."""
    return [identity for kind in _DRAWN for identity in getattr(ledger, kind)]


def _escaped(line: Line) -> Line:
    return Line(visible(line.text), line.role, line.indent)


def _viewed(view: str) -> Callable[[Ledger, str], Any]:
    def of(ledger: Ledger, identity: str) -> Any:
        return next(one for one in views.collect(view, ledger) if one.id == identity)

    return of


def _claim(ledger: Ledger, identity: str) -> Iterator[Line]:
    claim: ClaimView = _viewed("claims")(ledger, identity)
    record = claim.record
    later = ", after the article" if record.later else ""
    yield Line(f"{claim.kind}{later}", "faint")
    yield Line(record.claim, "title")
    yield Line(f"{claim.verdict.shape} {claim.verdict.label}", f"verdict-{claim.verdict.key}")
    yield Line(claim.verdict.means, "faint", 1)
    yield Line(record.finding, indent=1)
    if record.outdated:
        yield Line(f"Since then: {record.outdated}", indent=1)
    origins = claim.origin_words[:1].upper() + claim.origin_words[1:]
    yield Line(f"Confidence: {claim.confidence}. {origins}.", "faint", 1)
    yield Line(f"Checked {record.checked.date.words()} by {record.checked.by}.", "faint", 1)
    yield from _facts(claim)
    for place in claim.appearances:
        yield Line(f"{place.article}, sentence {place.sentence}: “{place.words}”", "quote", 1)
    yield from _evidence(claim)
    yield Line("Why this verdict", "heading")
    for need in claim.conditions:
        mark, role = ("✓", "met") if need.met else ("✗", "unmet")
        yield Line(f"{mark} {need.words} ({need.found})", role, 1)
    for origin in claim.supporting:
        numbers = ", ".join(str(number) for number in origin.numbers)
        yield Line(f"origin in support: {origin.name} (evidence {numbers})", "faint", 1)
    yield from _closing(claim)
    yield Line(claim.path, "faint")


def _facts(claim: ClaimView) -> Iterator[Line]:
    record = claim.record
    yield Line(f"When: {record.when.words()}", indent=1)
    if record.as_of:
        yield Line(f"Known: {record.as_of.words()}", indent=1)
    if claim.asserted_by:
        yield Line(f"Asserted by: {claim.asserted_by.name}", indent=1)
    for word, names in (
        ("Countries", [one.name for one in claim.countries]),
        ("About", [one.name for one in claim.about]),
        ("Topics", list(claim.topics)),
    ):
        if names:
            yield Line(f"{word}: {', '.join(names)}", indent=1)


def _evidence(claim: ClaimView) -> Iterator[Line]:
    if not claim.evidence:
        yield Line("No source was found that bears on this claim.", indent=1)
    for group in claim.evidence:
        yield Line(f"{group.heading}: {counted(len(group.items), 'item')}", "heading")
        for item in group.items:
            yield from _item(item)


def _item(item: EvidenceView) -> Iterator[Line]:
    on = f"[{item.part}] " if item.part else ""
    yield Line(f"{item.number}. {on}{item.says}", indent=1)
    if item.quote:
        speaker = f" ({item.quote.speaker})" if item.quote.speaker else ""
        yield Line(f"“{item.quote.text}”{speaker}", "quote", 2)
        if item.quote.translation:
            by = f" (by {item.quote.translated_by})" if item.quote.translated_by else ""
            yield Line(f"in English{by}: “{item.quote.translation}”", "quote", 2)
    for one in item.calculations:
        inputs = " and ".join(f"{what} ({value})" for what, value, _ in one.inputs)
        yield Line(f"{one.what}: {one.result}, from {inputs}", indent=2)
    yield from _source_lines(item.source, item.key)
    directness = "direct" if item.direct else "indirect"
    origin = f"; origin: {item.origin}" if item.carries_other else ""
    yield Line(f"{directness}, {item.basis}{origin}", "faint", 2)


def _source_lines(source: SourceLink | None, key: str) -> Iterator[Line]:
    if source is None:
        yield Line(f"{key}: no such source", "unmet", 2)
        return
    yield Line(f"{source.publisher.name}, {source.date}: {source.title} ({source.kind})", indent=2)
    yield Line(key, "faint", 2)


def _closing(claim: ClaimView) -> Iterator[Line]:
    record = claim.record
    if record.would_change:
        yield Line("What would change it", "heading")
        yield Line(record.would_change, indent=1)
    if record.search_log:
        yield Line("What was looked for", "heading")
    for look in record.search_log:
        found = f"{look.date.words()}, {look.where}: “{look.query}”. {look.result}"
        yield Line(found, indent=1)
    links = [("Is about what was said", claim.embeds)] if claim.embeds else []
    links += [("Said in", one) for one in claim.embedded_by]
    if links or claim.related:
        yield Line("Related", "heading")
    for words, link in links:
        yield from _related(words, link)
    for one in claim.related:
        yield from _related(one.relation, one.link, one.why)
    if record.revisions:
        yield Line("History", "heading")
    for change in record.revisions:
        what = f"{change.date.words()}, {change.kind.value} of {change.field}: {change.reason}"
        yield Line(what, indent=1)


def _related(words: str, link: ClaimLink, why: str = "") -> Iterator[Line]:
    yield Line(f"{words}: {link.claim} {link.verdict.shape} {link.verdict.label}", indent=1)
    yield Line(f"{why} ({link.id})" if why else link.id, "faint", 2)


def _redirect(ledger: Ledger, identity: str) -> Iterator[Line]:
    record: Redirect = ledger.redirects[identity]
    yield Line(record.claim, "title")
    if record.withdrawn:
        yield Line(f"Withdrawn: {record.withdrawn}", indent=1)
    for target in record.moved_to:
        yield Line(f"Moved to: {target}", indent=1)
    yield Line(record.date.words(), "faint", 1)


def _source(ledger: Ledger, identity: str) -> Iterator[Line]:
    view: SourceView = _viewed("sources")(ledger, identity)
    link = view.link
    yield Line(f"{link.kind}, {link.lang}", "faint")
    yield Line(link.title, "title")
    author = f"{link.author}, " if link.author else ""
    note = f" ({link.publisher.note.rstrip('.')})" if link.publisher.note else ""
    yield Line(f"{author}{link.publisher.name}{note}, {link.date}", indent=1)
    yield Line(link.address or "no address that may be opened", indent=1)
    yield Line(f"read {view.read}", "faint", 1)
    if view.carries_other:
        yield Line(f"origin: {view.origin}", indent=1)
    if view.note:
        yield Line(view.note, indent=1)
    yield Line(f"Used by {counted(len(view.uses), 'claim')}", "heading")
    for use in view.uses:
        yield from _related(use.stance_words, use.claim, use.says)
    if siblings := len(view.siblings) + view.more_siblings:
        yield Line(f"Of the same origin: {counted(siblings, 'source')}", "heading")
    yield from (Line(one.id, "faint", 1) for one in view.siblings)
    if view.more_siblings:
        yield Line(f"and {counted(view.more_siblings, 'other')}", "faint", 1)
    yield Line(view.path, "faint")


def _person(view: str) -> Callable[[Ledger, str], Iterator[Line]]:
    def draw(ledger: Ledger, identity: str) -> Iterator[Line]:
        yield from _entity(_viewed(view)(ledger, identity))

    return draw


def _place(ledger: Ledger, identity: str) -> Iterator[Line]:
    place = _viewed("places")(ledger, identity)
    yield from _entity(place.entity)
    if place.coordinates:
        yield Line(f"Coordinates: {place.coordinates}", "faint", 1)


def _entity(entity: EntityView) -> Iterator[Line]:
    where = f", {entity.country.name}" if entity.country else ""
    yield Line(f"{entity.what}{where}", "faint")
    yield Line(f"{entity.name} ({entity.original})" if entity.original else entity.name, "title")
    for role in entity.roles:
        yield Line(f"{role.title}{f', {role.when}' if role.when else ''}", indent=1)
    if entity.spellings:
        yield Line(f"Also spelt: {', '.join(entity.spellings)}", "faint", 1)
    if entity.note:
        yield Line(entity.note, indent=1)
    for heading, links in (
        ("Said", [one.said for one in entity.statements]),
        ("Claims", entity.claims),
        ("After the article", entity.later),
    ):
        yield from _group(heading, links)
    yield Line(entity.path, "faint")


def _group(heading: str, links: Iterable[ClaimLink]) -> Iterator[Line]:
    for number, link in enumerate(links):
        if number == 0:
            yield Line(heading, "heading")
        yield from _related(link.when.words(), link)


def _country(ledger: Ledger, identity: str) -> Iterator[Line]:
    view: CountryView = _viewed("countries")(ledger, identity)
    yield Line("country", "faint")
    yield Line(view.record.name, "title")
    yield Line(view.record.summary, indent=1)
    if view.neighbours:
        yield Line(f"Neighbours: {', '.join(one.name for one in view.neighbours)}", indent=1)
    for heading, names in (("People", view.people), ("Organisations", view.organisations)):
        if names:
            yield Line(f"{heading}: {', '.join(one.name for one in names)}", indent=1)
    links = [fact.link for group in view.facts for fact in group.facts]
    yield Line(f"Concerned by {counted(len(links), 'claim')}", "heading")
    for link in links:
        yield Line(
            f"{link.when.words()}: {link.id} {link.verdict.shape} {link.verdict.label}", indent=1
        )
    yield Line(view.path, "faint")


_DRAWN: Mapping[str, Callable[[Ledger, str], Iterator[Line]]] = {
    "claims": _claim,
    "redirects": _redirect,
    "sources": _source,
    "countries": _country,
    "people": _person("people"),
    "organisations": _person("organisations"),
    "places": _place,
}
