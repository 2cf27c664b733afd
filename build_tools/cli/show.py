"""``facts show``: prints a record in the terminal, as readers of the site will see it."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from build_tools.facts.project import Project
from build_tools.facts.wording import counted, did_you_mean, in_words, visible

if TYPE_CHECKING:
    from build_tools.facts.ledger import Ledger
    from build_tools.facts.records import Redirect
    from build_tools.views.claims import ClaimView
    from build_tools.views.countries import CountryView
    from build_tools.views.parts.evidence import EvidenceView
    from build_tools.views.parts.reference import ClaimLink
    from build_tools.views.people import EntityView
    from build_tools.views.sources import SourceView

MAX_WIDTH = 100
KINDS = (
    *("claims", "redirects", "sources", "countries", "people", "organisations", "places", "topics"),
)
# The verdict also has a word and a shape, so the colour is never the only sign.
VERDICT_COLOURS = {
    "supported": "green",
    "supported-with-nuance": "green",
    "wrong": "red",
    "misleading": "red",
}
TITLE: dict[str, Any] = {"bold": True}
HEADING: dict[str, Any] = {"bold": True, "underline": True}
FAINT: dict[str, Any] = {"dim": True}
QUOTE: dict[str, Any] = {"italic": True}

# A line of text, its indentation, and its style in click.
Line = tuple[str, int, dict[str, Any]]


@click.command("show")
@click.argument("identity", metavar="ID")
@click.pass_obj
def command(project: Project, identity: str) -> None:
    """Show a record as readers will see it.

    ID is the id of a claim, source, country, person, organisation, place or topic.
    """
    from build_tools.rules.check import check_project

    ledger = check_project(project).ledger
    kind = next((kind for kind in KINDS if identity in getattr(ledger, kind)), None)
    if kind is None:
        ids = [known for kind in KINDS for known in getattr(ledger, kind)]
        hint = did_you_mean(
            identity,
            ids,
            "ids are the file names in facts/claims/, and keys in facts/sources/ and vocabulary/.",
        )
        raise click.UsageError(f'There is no record "{visible(identity)}". {hint}')
    _print(_lines(ledger, kind, identity))


def _print(lines: Iterable[Line]) -> None:
    """Print lines, wrapped and styled if there is a terminal."""
    in_terminal = sys.stdout.isatty()
    width = min(shutil.get_terminal_size().columns, MAX_WIDTH)
    for text, depth, style in lines:
        # Records can contain characters that control a terminal.
        rows, margin = [visible(text)], "  " * depth
        if in_terminal:
            rows = textwrap.wrap(rows[0], width - len(margin), break_on_hyphens=False)
            rows = ([""] if style in (TITLE, HEADING) else []) + rows
        for row in rows:
            click.echo(margin + (click.style(row, **style) if style else row))


def _lines(ledger: Ledger, kind: str, identity: str) -> Iterator[Line]:
    if kind == "redirects":
        yield from _redirect(ledger, ledger.redirects[identity])
        return
    if kind == "topics":
        yield from _topic(ledger, identity)
        return
    from build_tools import views

    view = next(view for view in views.collect(kind, ledger) if view.id == identity)
    writers: dict[str, Any] = {"claims": _claim, "sources": _source, "countries": _country}
    subject = view.entity if kind == "places" else view
    yield from writers.get(kind, _entity)(subject)
    if kind == "places":
        yield from _optional(("Coordinates: ", view.coordinates), style=FAINT)
    yield subject.path, 0, FAINT


def _optional(*pairs: tuple[str, Any], style: dict[str, Any] | None = None) -> Iterator[Line]:
    """Yield a line for each label that has a value."""
    yield from ((f"{label}{value}", 1, style or {}) for label, value in pairs if value)


def _claim(claim: ClaimView) -> Iterator[Line]:
    record, verdict = claim.record, claim.verdict
    titles = in_words([f"“{title}”" for title in claim.later_than]) or "the article"
    yield f"{claim.kind}{f', after {titles}' if claim.later else ''}", 0, FAINT
    yield claim.title, 0, TITLE
    colour = VERDICT_COLOURS.get(verdict.key, "yellow")
    yield f"{verdict.shape} {verdict.label}", 0, {"fg": colour, "bold": True}
    yield claim.meaning, 1, FAINT
    yield from _optional(("", record.finding), ("Since then: ", record.outdated))
    origins = claim.origin_words[:1].upper() + claim.origin_words[1:]
    yield f"Confidence: {claim.confidence}. {origins}.", 1, FAINT
    yield f"Checked {record.checked.date.words()} by {record.checked.by}.", 1, FAINT
    yield from _optional(
        ("When: ", record.when.words()),
        ("Known: ", record.as_of and record.as_of.words()),
        ("Asserted by: ", claim.asserted_by and claim.asserted_by.name),
        ("Countries: ", ", ".join(country.name for country in claim.countries)),
        ("About: ", ", ".join(entity.name for entity in claim.about)),
        ("Topics: ", ", ".join(topic.name for topic in claim.topics)),
    )
    for place in claim.appearances:
        yield f"{place.article}, sentence {place.sentence}: “{place.words}”", 1, QUOTE
    if not claim.evidence:
        yield "We found no source about this claim.", 1, {}
    for group in claim.evidence:
        yield f"{group.heading}: {counted(len(group.items), 'item')}", 0, HEADING
        for item in group.items:
            yield from _evidence(item)
    yield from _reasons(claim)
    yield from _related_claims(claim)
    if record.revisions:
        yield "History", 0, HEADING
    for change in record.revisions:
        what = f"{change.date.words()}, {change.kind.value} of {change.field}: {change.reason}"
        yield what, 1, {}


def _evidence(item: EvidenceView) -> Iterator[Line]:
    from build_tools.facts.catalogue import IN_ENGLISH

    yield f"{item.number}. {f'[{item.part}] ' if item.part else ''}{item.says}", 1, {}
    if quote := item.quote:
        yield f"“{quote.text}”{f' ({quote.speaker})' if quote.speaker else ''}", 2, QUOTE
        if quote.translation:
            translator = f" (by {quote.translated_by})" if quote.translated_by else ""
            yield f"in English{translator}: “{quote.translation}”", 2, QUOTE
    if quoted := item.quoted:
        yield f"{quoted.label}. {quoted.limits}".strip(), 2, FAINT
    if item.is_the_fact:
        yield f"The record itself is the fact. {item.is_the_fact}", 2, {}
    for calculation in item.calculations:
        inputs = " and ".join(f"{what} ({value})" for what, value, _ in calculation.inputs)
        yield f"{calculation.what}: {calculation.result}, from {inputs}", 2, {}
    if source := item.source:
        title = source.title_as_shown(IN_ENGLISH)
        line = f"{source.publisher.name}, {source.date}: {title} ({source.kind})"
        yield from ((line, 2, {}), (item.key, 2, FAINT))
    else:
        yield f"{item.key}: no such source", 2, {"fg": "red"}
    origin = f"; origin: {item.origin}" if item.carries_other else ""
    yield f"{'direct' if item.direct else 'indirect'}, {item.basis}{origin}", 2, FAINT


def _reasons(claim: ClaimView) -> Iterator[Line]:
    yield "Why this verdict", 0, HEADING
    for need in claim.conditions:
        mark, colour = ("✓", "green") if need.met else ("✗", "red")
        yield f"{mark} {need.words} ({need.status})", 1, {"fg": colour}
    for origin in claim.supporting:
        numbers = ", ".join(str(number) for number in origin.numbers)
        yield f"origin in support: {origin.name} (evidence {numbers})", 1, FAINT
    if claim.record.would_change:
        yield "What would change the verdict", 0, HEADING
        yield claim.record.would_change, 1, {}
    if claim.record.search_log:
        yield "What we searched for", 0, HEADING
    for search in claim.record.search_log:
        what = f"{search.date.words()}, {search.where}: “{search.query}”. {search.result}"
        yield what, 1, {}


def _related_claims(claim: ClaimView) -> Iterator[Line]:
    links = [("Is about what was said", claim.embeds, "")] if claim.embeds else []
    links += [("Said in", link, "") for link in claim.embedded_by]
    links += [(related.relation, related.link, related.why) for related in claim.related]
    yield from _linked("Related", links)


def _linked(heading: str, links: Iterable[tuple[str, ClaimLink, str]]) -> Iterator[Line]:
    """Yield a heading and each claim with its relation and reason, or nothing without claims."""
    for number, (words, link, why) in enumerate(links):
        if number == 0:
            yield heading, 0, HEADING
        yield f"{words}: {link.claim} {link.verdict.shape} {link.verdict.label}", 1, {}
        yield f"{why} ({link.id})" if why else link.id, 2, FAINT


def _redirect(ledger: Ledger, record: Redirect) -> Iterator[Line]:
    from build_tools.views.parts.titles import redirect_title

    yield redirect_title(ledger, record), 0, TITLE
    moves = (("Merged into: ", target) for target in record.moved_to)
    yield from _optional(("Withdrawn: ", record.withdrawn), *moves)
    yield record.date.words(), 1, FAINT


def _topic(ledger: Ledger, identity: str) -> Iterator[Line]:
    from build_tools import views

    pages = [page for page in views.collect("topics", ledger) if page.record.id == identity]
    yield "topic", 0, FAINT
    yield pages[0].record.name, 0, TITLE
    claims = [link for page in pages for link in page.claims]
    claims.sort(key=lambda link: (link.when.sort_key, link.id))
    links = [(link.when.words(), link, "") for link in claims]
    heading = counted(len(links), "claim")
    yield from _linked(heading, links) if links else [(heading, 0, HEADING)]
    yield pages[0].path, 0, FAINT


def _source(view: SourceView) -> Iterator[Line]:
    from build_tools.facts.catalogue import IN_ENGLISH

    link, publisher = view.link, view.link.publisher
    yield f"{link.kind}, {link.lang}", 0, FAINT
    yield link.title_as_shown(IN_ENGLISH), 0, TITLE
    author = f"{link.author}, " if link.author else ""
    note = f" ({publisher.note.rstrip('.')})" if publisher.note else ""
    yield f"{author}{publisher.name}{note}, {link.date}", 1, {}
    yield link.address or "no address that is safe to open", 1, {}
    yield f"read {view.read}", 1, FAINT
    yield from _optional(("origin: ", view.carries_other and view.origin), ("", view.note))
    uses = [
        (group.stance_words, group.claim, " ".join(use.says for use in group.items))
        for group in view.uses
    ]
    # A claim is listed once for each stance of the source.
    heading = f"Used by {counted(len({group.claim.id for group in view.uses}), 'claim')}"
    yield from _linked(heading, uses) if uses else [(heading, 0, HEADING)]
    siblings = view.owned + view.siblings
    if number := len(siblings) + view.more_siblings:
        yield f"From the same origin: {counted(number, 'source')}", 0, HEADING
    yield from ((sibling.id, 1, FAINT) for sibling in siblings)
    if view.more_siblings:
        yield f"and {counted(view.more_siblings, 'other')}", 1, FAINT


def _entity(entity: EntityView) -> Iterator[Line]:
    yield f"{entity.what}{f', {entity.country.name}' if entity.country else ''}", 0, FAINT
    yield f"{entity.name} ({entity.original})" if entity.original else entity.name, 0, TITLE
    for role in entity.roles:
        yield f"{role.title}{f', {role.when}' if role.when else ''}", 1, {}
    yield from _optional(("Also spelt: ", ", ".join(entity.spellings)), style=FAINT)
    yield from _optional(("", entity.note))
    is_named = any(link.later_than for link in entity.later)
    after = "After an article" if is_named else "After the article"
    for heading, links in (
        ("Said", [statement.said for statement in entity.statements]),
        ("Claims", entity.claims),
        (after, entity.later),
    ):
        yield from _linked(heading, [(link.when.words(), link, "") for link in links])


def _country(view: CountryView) -> Iterator[Line]:
    yield "country", 0, FAINT
    yield view.record.name, 0, TITLE
    yield view.record.summary, 1, {}
    yield from _optional(
        ("Neighbours: ", ", ".join(country.name for country in view.neighbours)),
        ("People: ", ", ".join(person.name for person in view.people)),
        ("Organisations: ", ", ".join(body.name for body in view.organisations)),
    )
    links = [fact.link for group in view.facts for fact in group.facts]
    yield f"About this country: {counted(len(links), 'claim')}", 0, HEADING
    for link in links:
        what = f"{link.when.words()}: {link.id} {link.verdict.shape} {link.verdict.label}"
        yield what, 1, {}
