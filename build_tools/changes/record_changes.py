"""Compares all records except claims: sources, vocabulary, articles and snapshots."""

import re
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from build_tools.changes.comparison import Change, FieldChange, RecordChange
from build_tools.changes.field_changes import differences, plain, single_spaced
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Article, Prose, Record
from build_tools.facts.wording import first_words

KINDS = {
    "sources": "source",
    "publishers": "publisher",
    "origins": "origin",
    "owners": "owner",
    "countries": "country",
    "people": "person",
    "organisations": "organisation",
    "places": "place",
    "topics": "topic",
    "articles": "article",
    "snapshots": "snapshot",
    "site_texts": "setting",
}

# The article is never republished, so only the first words of a sentence are shown.
_SHOWN_WORDS = 7
# The beginning of a paragraph, list item, row or heading in prose, and the end of a sentence.
_PART_START = re.compile(r"\n\s*\n|\n(?=[ ]*(?:[-*+|#:>]|\d{1,4}[.)])\s)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\s\[a-z])")


def record_changes(
    before: Ledger, after: Ledger, faulty_before: Collection[str], faulty_after: Collection[str]
) -> Iterator[RecordChange]:
    """Yield each changed record, by kind and id. ``faulty_…`` are files with reading errors.

    A file with errors may contain further records. If a record is missing from such a file after
    the change, the record counts as unreadable. A record that was missing from such a file before
    the change is not new.
    """
    for plural, kind in KINDS.items():
        olds, news = getattr(before, plural), getattr(after, plural)
        for identity in sorted({*olds, *news}):
            old, new = olds.get(identity), news.get(identity)
            if new is None:
                is_faulty = old.path in faulty_after
                yield _named(kind, old, Change.UNREADABLE if is_faulty else Change.REMOVED)
            elif old is None:
                if new.path not in faulty_before:
                    yield _named(kind, new, Change.ADDED)
            elif fields := tuple(differences(_shown(old), _shown(new))):
                named = _named(kind, new, Change.CHANGED)
                yield RecordChange(kind, identity, named.change, named.path, named.name, fields)


def page_changes(before: Ledger, after: Ledger) -> Iterator[RecordChange]:
    """Yield each changed page of prose, and its removed and added sentences."""
    olds, news = ({page.path: page for page in each.records.prose} for each in (before, after))
    for path in sorted({*olds, *news}):
        old, new = olds.get(path), news.get(path)
        page = new or old
        assert page is not None
        name = page.front.get("title", path)
        fields = tuple(_page_fields(old, new)) if old and new else ()
        if fields or not (old and new):
            change = Change.CHANGED if old and new else Change.ADDED if new else Change.REMOVED
            yield RecordChange("page", path, change, f"content/{path}", name, fields)


def _page_fields(old: Prose, new: Prose) -> Iterator[FieldChange]:
    yield from differences(old.front, new.front)
    was, now = (
        [
            sentence
            for part in _PART_START.split(page.body)
            for sentence in _SENTENCE_END.split(single_spaced(part))
            if sentence
        ]
        for page in (old, new)
    )
    for kind, *places in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind != "equal":
            first, last, begin, end = places
            for lost, gained in zip_longest(was[first:last], now[begin:end]):
                yield FieldChange("sentence", lost, gained)


def _named(kind: str, record: Any, change: Change) -> RecordChange:
    name = getattr(record, "name", None) or getattr(record, "title", record.id)
    return RecordChange(kind, record.id, change, record.path, name)


def _shown(record: Record) -> dict[str, Any]:
    fields = plain(record)
    if not isinstance(record, Article):
        return fields
    # An edit changes the offsets of all later sentences, so their words are compared instead.
    fields["sentences"] = [
        {
            "id": sentence.id,
            "words": first_words(record.words_of(sentence), _SHOWN_WORDS),
            "state": sentence.state.value if sentence.state else None,
            "reason": sentence.reason,
        }
        for sentence in record.sentences
    ]
    return fields
