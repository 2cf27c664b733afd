"""Drafts new records in canonical form, without changing the rest of their files."""

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
from build_tools.editing.yaml_comments import MODELINE, Comment, Where, with_comments
from build_tools.facts.diagnostics import Diagnostic, FilePlace, Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project, read_text
from build_tools.facts.reading import VOCABULARY, read_with_changed_text, read_yaml
from build_tools.facts.reading.bibliography import read_entries, read_sources
from build_tools.facts.reading.validation import to_record
from build_tools.facts.reading.vocabulary import is_blank
from build_tools.facts.reading.yaml_nodes import Tree
from build_tools.facts.records import Claim, Record
from build_tools.facts.records.field_specs import fields_of

CLAIM_MODELINE = f"{MODELINE} $schema=../../../schema/claim.schema.json"


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to write: its path, its new text, and its present text, if there is a file."""

    path: str
    text: str
    before: str | None


Drafted = Draft | list[Diagnostic]

# Valid values for a claim's unknown fields.
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


def proposed_folder(ledger: Ledger, topics: Sequence[str]) -> str:
    """Return the folder with the most claims on these topics, or else a default."""
    folders = Counter(
        claim.shelf for claim in ledger.claims.values() if set(claim.topics) & set(topics)
    )
    return folders.most_common(1)[0][0] if folders else (topics[0] if topics else "general")


def publisher_of(ledger: Ledger, url: str, name: str) -> str | None:
    """Return the id of the publisher with this name, or with the most sources on the URL's host."""
    for publisher in ledger.publishers.values():
        if name and publisher.name.casefold() == name.casefold():
            return publisher.id
    host = host_of(url)
    sources = [source for source in ledger.sources.values() if host and host_of(source.url) == host]
    publishers = Counter(source.publisher for source in sources)
    return publishers.most_common(1)[0][0] if publishers else None


def host_of(url: str) -> str:
    """Return the host of a URL without "www.", or "" if there is no host."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def unfinished(plain: Mapping[str, Any], identity: str = "new") -> Claim | list[Diagnostic]:
    """Return a claim with the known fields, so that rules can check an unfinished claim.

    Unknown and empty fields get placeholders. If a field is invalid, return the errors.
    """
    filled = {**_UNKNOWN, **_without_empty(plain)}
    claim, errors = _shaped(Claim, filled, identity, f"facts/claims/new/{identity}.yaml")
    return claim if isinstance(claim, Claim) else errors


def _without_empty(value: Any) -> Any:
    """Return a value without empty texts, lists or mappings."""
    if isinstance(value, Mapping):
        inner = {name: _without_empty(item) for name, item in value.items()}
        return {name: item for name, item in inner.items() if item}
    if isinstance(value, list):
        return [item for item in map(_without_empty, value) if item]
    return value


def with_drafts(ledger: Ledger, drafts: Iterable[Draft]) -> tuple[Ledger, list[Diagnostic]]:
    """Return the ledger as if the drafts were written, and the errors in their files."""
    records, errors = ledger.records, []
    for draft in drafts:
        records, reading_errors = read_with_changed_text(records, draft.path, draft.text)
        errors += reading_errors
    return Ledger(records), errors


def new_errors(
    ledger: Ledger, known: Iterable[Diagnostic], drafts: Sequence[Draft]
) -> list[Diagnostic]:
    """Return the errors that the drafts would cause in the project, without writing the drafts.

    ``known`` are the project's present errors. A new source without a citation is not an error.
    """
    changed, errors = with_drafts(ledger, drafts)
    errors += rules.run(changed).errors

    # A new entry moves the lines below, so line numbers are not compared.
    def without_line(error: Diagnostic) -> tuple[str, str, str]:
        return error.span.path, error.rule, error.message

    present = set(map(without_line, known))
    return [
        error
        for error in errors
        if without_line(error) not in present and error.rule != "cited-sources"
    ]


def claim_draft(project: Project, folder: str, identity: str, plain: Mapping[str, Any]) -> Drafted:
    """Return a claim's new file, or the errors that make it invalid."""
    path = f"facts/claims/{folder}/{identity}.yaml"
    _, errors = _shaped(Claim, plain, identity, path)
    if errors:
        return errors
    tree = read_yaml(path, laid_out(plain, Claim))
    if isinstance(tree, Diagnostic):
        return [tree]
    # Only sites that stored the schemas, with `facts schema`, have the file that editors read.
    has_schema = (project.root / "schema" / "claim.schema.json").is_file()
    head = f"{CLAIM_MODELINE}\n" if has_schema else ""
    return Draft(path, head + with_comments(tree, _explanations(Claim, plain)), None)


def _explanations(model: type[Record], plain: Mapping[str, Any]) -> list[Comment]:
    """Return a comment for each omitted field, at the position above the next field."""
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
    """Return the publisher's .bib file with the new entry, in order of the keys."""
    path = f"facts/sources/{publisher}.bib"
    entry = entry_text("online", key, fields.items())
    _, errors = read_sources(path, entry)
    if errors:
        return errors
    before = _present_text(project, path)
    if isinstance(before, Diagnostic):
        return [before]
    if before is None:
        return Draft(path, entry + "\n", None)
    entries, errors = read_entries(path, before)
    if errors:
        return errors
    after = next((entry for entry in entries if entry.key > key), None)
    if after is None:
        return Draft(path, f"{_ended(before)}\n{entry}\n", before)
    at = _above_comments(before, after.start, "%")
    return Draft(path, f"{before[:at]}{entry}\n\n{before[at:]}", before)


def entry_draft(project: Project, kind: str, identity: str, plain: Mapping[str, Any]) -> Drafted:
    """Return a vocabulary with the new entry, in order of the ids."""
    path = f"facts/vocabulary/{kind}.yaml"
    model = VOCABULARY[kind]
    _, errors = _shaped(model, plain, identity, path)
    if errors:
        return errors
    entry = laid_out({identity: plain}, model, by_id=True)
    before = _present_text(project, path)
    if isinstance(before, Diagnostic):
        return [before]
    if before is None:
        return Draft(path, entry, None)
    if is_blank(before):
        comments = "".join(f"{line}\n" for line in before.split("\n") if line.startswith("#"))
        return Draft(path, comments + entry, before)
    tree = read_yaml(path, before)
    if isinstance(tree, Diagnostic):
        return [tree]
    at = _place_among(tree, identity)
    return Draft(path, f"{_ended(before[:at])}{entry}{before[at:]}", before)


def _place_among(tree: Tree, identity: str) -> int:
    """Return the offset of the first entry with a later id, or of the end of the file."""
    after = next((key for name, key in tree.root.keys.items() if name > identity), None)
    if after is None:
        return len(tree.text)
    lines = tree.text.split("\n")
    start = sum(len(line) + 1 for line in lines[: after.line - 1])
    return _above_comments(tree.text, start, "#")


def _above_comments(text: str, start: int, mark: str) -> int:
    """Return the offset at which the comments directly above an entry begin."""
    while start and text[text.rfind("\n", 0, start - 1) + 1 : start].startswith(mark):
        start = text.rfind("\n", 0, start - 1) + 1
    return start


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def write(project: Project, draft: Draft) -> None:
    """Write the draft. Raises FileExistsError if the file has changed since it was read."""
    path = project.root / draft.path
    if draft.before is None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(draft.text)
        return
    if _present_text(project, draft.path) != draft.before:
        raise FileExistsError(f"{draft.path} has changed in the meantime.")
    # A file with Windows line endings keeps them.
    ending = "\r\n" if b"\r\n" in path.read_bytes() else "\n"
    with path.open("w", encoding="utf-8", newline=ending) as file:
        file.write(draft.text)


def _present_text(project: Project, path: str) -> str | Diagnostic | None:
    file = project.root / Path(path)
    return read_text(project.file(file)) if file.exists() or file.is_symlink() else None


def _shaped(
    model: type[Record], plain: Mapping[str, Any], identity: str, path: str
) -> tuple[Record | None, list[Diagnostic]]:
    return to_record(model, dict(plain), identity, FilePlace(Span(path, 1, 1, 1, 2)))
