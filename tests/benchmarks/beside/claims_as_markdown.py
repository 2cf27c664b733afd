"""Writes each claim as Markdown, to compare our build with engines that only render Markdown."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from build_tools import views
from build_tools.exports.export_file import RIGHTS
from build_tools.facts.ledger import Ledger
from build_tools.views.claims import ClaimView, EvidenceGroup
from build_tools.views.parts.evidence import EvidenceView
from build_tools.views.publication import Publication

# Characters that Markdown interprets anywhere, and characters that it interprets only at the start
# of a line.
_ANYWHERE = re.compile(r"([\\`*_\[\]])")
_AT_START = re.compile(r"^(\d+(?=[.)])|(?=[-#+]))")
# Some Markdown dialects accept no backslash before these characters, but all accept entities.
_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", **{one: f"&#{ord(one)};" for one in "|~$"}}
)
_MARKED = re.compile(r"[\\`*_\[\]&<>|~$]")
_FIRST = {**_ENTITIES, ord("="): "&#61;", ord(":"): "&#58;"}


def claims_as_markdown(ledger: Ledger, site: Publication) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of each claim."""
    for view in views.collect("claims", ledger):
        yield f"claims/{view.id}.md", "\n\n".join(_claim(site, view)) + "\n"


@lru_cache(maxsize=1024)  # names, conditions and licences are often repeated
def escaped(text: str) -> str:
    """Return the text on a single line, with Markdown syntax and HTML tags escaped."""
    if not (text.isprintable() and "  " not in text and text == text.strip()):
        text = " ".join(text.split())
    if text[:1].isalpha() and not _MARKED.search(text):  # the usual case
        return text
    text = _ANYWHERE.sub(r"\\\1", text)
    begun = text[:1].translate(_FIRST) + text[1:].translate(_ENTITIES)

    return _AT_START.sub(r"\1\\", begun)


def _link(words: str, address: str) -> str:
    # No address contains brackets, spaces or control characters, so angle brackets can enclose it.
    return f"[{escaped(words)}](<{address}>)"


def _claim(site: Publication, view: ClaimView) -> Iterator[str]:
    """Yield a claim's blocks in the same order as on its page."""
    record = view.record
    yield f"# {escaped(record.claim)}"
    yield f"**{view.verdict.label}.** {escaped(record.finding)}"
    if record.outdated:
        yield f"Since then: {escaped(record.outdated)}"
    yield _listed(_facts(site, view))
    if view.appearances:
        yield "## Where the article says it"
        # Only the words of the article that the record itself quotes may be published.
        yield _listed(
            f"- {one.article} {one.sentence}" + (f": “{escaped(one.words)}”" if one.quoted else "")
            for one in view.appearances
        )
    for group in view.evidence:
        yield f"## Evidence: {group.heading.lower()}"
        yield _listed(_evidence(group))
    yield "## Why this verdict"
    yield _listed(
        f"- {'holds' if need.met else 'does not hold'}: {escaped(need.words)} "
        f"({escaped(need.status)})"
        for need in view.conditions
    )
    yield from _rest(site, view)
    yield escaped(RIGHTS)


def _facts(site: Publication, view: ClaimView) -> Iterator[str]:
    record = view.record
    yield f"- When: {record.when.words()}"
    if record.as_of:
        yield f"- Known: {record.as_of.words()}"
    if view.asserted_by:
        yield f"- Asserted by: {escaped(view.asserted_by.name)}"
    for heading, names in (
        ("Countries", [one.name for one in view.countries]),
        ("About", [one.name for one in view.about]),
        ("Topics", list(view.topics)),
    ):
        if names:
            yield f"- {heading}: {', '.join(map(escaped, names))}"
    yield f"- Confidence: {view.confidence}; {view.origin_words}"
    yield f"- Checked: {record.checked.date.words()} by {escaped(record.checked.by)}"
    yield f"- Page: <{site.claim(view.id)}>"
    yield f"- Data: <{site.url(f'data/claims/{view.id}.json')}>"


def _evidence(group: EvidenceGroup) -> Iterator[str]:
    for item in group.items:
        source = item.source
        title = _link(source.title, source.address) if source and source.address else item.key
        publisher = f", {escaped(source.publisher.name)}, {source.date}" if source else ""
        part = f"on {escaped(item.part)}: " if item.part else ""
        directness = "direct" if item.direct else "indirect"
        how = f"({directness}, {item.basis}; origin: {escaped(item.origin)})"
        yield f"- {title}{publisher}. {part}{escaped(item.says)}{_quoted(item)} {how}"


def _quoted(item: EvidenceView) -> str:
    if item.quote is None:
        return ""
    speaker = f" ({escaped(item.quote.speaker)})" if item.quote.speaker else ""
    by = f" (by {escaped(item.quote.translated_by)})" if item.quote.translated_by else ""
    own = f", in English{by}: {escaped(item.quote.translation)}" if item.quote.translation else ""
    return f" “{escaped(item.quote.text)}”{speaker}{own}"


def _rest(site: Publication, view: ClaimView) -> Iterator[str]:
    record = view.record
    if record.would_change:
        yield "## What would change the verdict"
        yield escaped(record.would_change)
    if record.search_log:
        yield "## What we searched for"
        yield _listed(
            f"- {one.date.words()}, {escaped(one.where)}: “{escaped(one.query)}”. "
            f"{escaped(one.result)}"
            for one in record.search_log
        )
    if view.related:
        yield "## Related claims"
        yield _listed(
            f"- {one.relation}: {_link(one.link.claim, site.url(f'claims/{one.link.id}.md'))}. "
            f"{escaped(one.why)}"
            for one in view.related
        )
    if record.revisions:
        yield "## History"
        yield _listed(
            f"- {one.date.words()}, {one.kind.value} of {escaped(one.field)}: from "
            f"“{escaped(one.before)}” to “{escaped(one.after)}”. {escaped(one.reason)}"
            for one in record.revisions
        )


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(lines)
