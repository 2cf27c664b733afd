"""``facts new``: a new record in canonical form, at its place, with every other byte as it was."""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from build_tools import rules
from build_tools.editing.bibtex import entry_text
from build_tools.editing.layout import WIDTH, laid_out
from build_tools.editing.similarity import keywords
from build_tools.editing.yaml_comments import MODELINE, Comment, Where, with_comments
from build_tools.facts.diagnostics import Diagnostic, FilePlace, Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import VOCABULARY, Project, read_yaml, reread
from build_tools.facts.reading.bibliography import read_entries, read_sources
from build_tools.facts.reading.project import read_text
from build_tools.facts.reading.validation import shape
from build_tools.facts.reading.yaml_nodes import Tree
from build_tools.facts.records import Claim, Record
from build_tools.facts.records.field_specs import fields_of

MAX_WORDS = 5
MAX_TITLE_WORDS = 3
MAX_LETTERS = 64
CLAIM_MODELINE = f"{MODELINE} $schema=../../../schema/claim.schema.json"


@dataclass(frozen=True, slots=True)
class Draft:
    """A record to be written: the file's whole new text, and what it held (None: no file)."""

    path: str
    text: str
    before: str | None


Drafted = Draft | list[Diagnostic]

# Any values of good form: they stand where nothing is known of a claim yet.
_UNKNOWN: Mapping[str, Any] = {
    "claim": "?",
    "kind": "event",
    "asserted_by": "article",
    "when": "2000",
    "verdict": "unverified",
    "confidence": "low",
    "finding": "?",
    "checked": {"date": "2000", "by": "?"},
}


def proposed_id(text: str, taken: Iterable[str]) -> str:
    """Return an id of the text's first telling words that nobody has yet."""
    return _free(keywords(text)[:MAX_WORDS], taken)


def proposed_key(publisher: str, date: str | None, title: str, taken: Iterable[str]) -> str:
    """Return a source's key: publisher, day and the first telling words of the title."""
    day = re.sub(r"[^0-9-].*", "", date or "") or "undated"
    return _free([publisher, day, *keywords(title)[:MAX_TITLE_WORDS]], taken)


def _free(words: Iterable[str], taken: Iterable[str]) -> str:
    """Join words of the Latin alphabet to an id, and count on where somebody has it."""
    joined = "-".join(word for word in words if word.isascii())
    wanted = joined[: MAX_LETTERS - 4].strip("-") or "record"
    held = {one.casefold() for one in taken}
    numbered = (f"{wanted}-{number}" for number in range(2, len(held) + 3))
    return wanted if wanted not in held else next(one for one in numbered if one not in held)


def proposed_folder(ledger: Ledger, topics: Sequence[str]) -> str:
    """Return the shelf on which most claims of these topics lie."""
    shelves = Counter(
        claim.shelf for claim in ledger.claims.values() if set(claim.topics) & set(topics)
    )
    return shelves.most_common(1)[0][0] if shelves else (topics[0] if topics else "general")


def publisher_of(ledger: Ledger, url: str, name: str) -> str | None:
    """Return the publisher whose name this is, or whose sources lie on the address's host."""
    for publisher in ledger.publishers.values():
        if name and publisher.name.casefold() == name.casefold():
            return publisher.id
    host = host_of(url)
    hosts = Counter(
        one.publisher for one in ledger.sources.values() if host and host_of(one.url) == host
    )
    return hosts.most_common(1)[0][0] if hosts else None


def host_of(url: str) -> str:
    """Return the address's host without "www."; an empty text where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def unfinished(plain: Mapping[str, Any], identity: str = "new") -> Claim:
    """Return a claim of what is known of it so far, for rules to be asked early.

    What is not known yet is filled in; ``plain`` must be of good form.
    """
    filled = {**_UNKNOWN, **{name: value for name, value in plain.items() if value}}
    claim, faults = _shaped(Claim, filled, identity, f"facts/claims/new/{identity}.yaml")
    assert isinstance(claim, Claim), faults
    return claim


def new_errors(
    ledger: Ledger, known: Iterable[Diagnostic], drafts: Sequence[Draft]
) -> list[Diagnostic]:
    """Return the errors that the drafts would bring into the project, found without writing.

    ``known`` is what is wrong already. That nothing cites a new source yet is no error.
    """
    records, found = ledger.records, []
    for draft in drafts:
        records, faults = reread(records, draft.path, draft.text)
        found += faults
    # Without the line: an entry that is put in moves those below it.
    held = {(one.span.path, one.rule, one.message) for one in known}
    joined = (*found, *rules.run(Ledger(records)).errors)
    return [
        one
        for one in joined
        if (one.span.path, one.rule, one.message) not in held and one.rule != "cited-sources"
    ]


def claim_draft(project: Project, shelf: str, identity: str, plain: Mapping[str, Any]) -> Drafted:
    """Return a claim's new file, or what keeps it from being a record."""
    path = f"facts/claims/{shelf}/{identity}.yaml"
    _, faults = _shaped(Claim, plain, identity, path)
    if faults:
        return faults
    tree = read_yaml(path, laid_out(plain, Claim))
    if isinstance(tree, Diagnostic):
        return [tree]
    return Draft(
        path, f"{CLAIM_MODELINE}\n{with_comments(tree, _explanations(Claim, plain))}", None
    )


def _explanations(model: type[Record], plain: Mapping[str, Any]) -> list[Comment]:
    """Return a comment for each field that the record leaves out, above the field that follows."""
    comments = []
    names = list(fields_of(model))
    for number, name in enumerate(names):
        following = next((later for later in names[number:] if later in plain), None)
        if following != name:
            anchor = ((following,), Where.ABOVE) if following else ((), Where.BELOW)
            text = f"{name}: {fields_of(model)[name].description}"
            lines = textwrap.wrap(text, WIDTH - 2, break_on_hyphens=False)
            comments += [Comment(f"# {line}", *anchor) for line in lines]
    return comments


def source_draft(project: Project, publisher: str, key: str, fields: Mapping[str, str]) -> Drafted:
    """Return the publisher's .bib file with one more entry, at its place among the keys."""
    path = f"facts/sources/{publisher}.bib"
    entry = entry_text("online", key, fields.items())
    _, faults = read_sources(path, entry)
    if faults:
        return faults
    before = _held(project, path)
    if isinstance(before, Diagnostic):
        return [before]
    if before is None:
        return Draft(path, entry + "\n", None)
    held, faults = read_entries(path, before)
    if faults:
        return faults
    after = next((one for one in held if one.key > key), None)
    if after is None:
        return Draft(path, f"{_ended(before)}\n{entry}\n", before)
    at = _above_comments(before, after.start, "%")
    return Draft(path, f"{before[:at]}{entry}\n\n{before[at:]}", before)


def entry_draft(project: Project, kind: str, identity: str, plain: Mapping[str, Any]) -> Drafted:
    """Return a vocabulary with one more entry, at its place among the ids."""
    path = f"facts/vocabulary/{kind}.yaml"
    model = VOCABULARY[kind]
    _, faults = _shaped(model, plain, identity, path)
    if faults:
        return faults
    entry = laid_out({identity: plain}, model, by_id=True)
    before = _held(project, path)
    if isinstance(before, Diagnostic):
        return [before]
    if before is None:
        return Draft(path, entry, None)
    tree = read_yaml(path, before)
    if isinstance(tree, Diagnostic):
        return [tree]
    at = _place_among(tree, identity)
    return Draft(path, f"{_ended(before[:at])}{entry}{before[at:]}", before)


def _place_among(tree: Tree, identity: str) -> int:
    """Return the offset of the first entry with a greater id, or of the end of the file."""
    after = next((key for name, key in tree.root.keys.items() if name > identity), None)
    if after is None:
        return len(tree.text)
    lines = tree.text.split("\n")
    start = sum(len(line) + 1 for line in lines[: after.line - 1])
    return _above_comments(tree.text, start, "#")


def _above_comments(text: str, start: int, mark: str) -> int:
    """Return the offset at which the comments just above a place begin: they belong to it."""
    while start and text[text.rfind("\n", 0, start - 1) + 1 : start].startswith(mark):
        start = text.rfind("\n", 0, start - 1) + 1
    return start


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def write(project: Project, draft: Draft) -> None:
    """Write the draft. Raises FileExistsError where the file is no longer as it was read."""
    path = project.root / draft.path
    if draft.before is None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(draft.text)
        return
    if _held(project, draft.path) != draft.before:
        raise FileExistsError(f"{draft.path} was changed meanwhile.")
    # A file with Windows line ends keeps them.
    ending = "\r\n" if b"\r\n" in path.read_bytes() else "\n"
    with path.open("w", encoding="utf-8", newline=ending) as file:
        file.write(draft.text)


def _held(project: Project, path: str) -> str | Diagnostic | None:
    file = project.root / Path(path)
    return read_text(project.file(file)) if file.exists() or file.is_symlink() else None


def _shaped(
    model: type[Record], plain: Mapping[str, Any], identity: str, path: str
) -> tuple[Record | None, list[Diagnostic]]:
    return shape(model, dict(plain), identity, FilePlace(Span(path, 1, 1, 1, 2)))
