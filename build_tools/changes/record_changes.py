"""What became of every record that is no claim: sources, vocabulary, articles."""

from collections.abc import Collection, Iterator
from typing import Any

from build_tools.changes.comparison import Change, RecordChange
from build_tools.changes.field_changes import differences, plain
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Article, Record
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
}

# Of a checked article no more is ever shown than how a sentence begins.
_SHOWN_WORDS = 7


def record_changes(
    before: Ledger, after: Ledger, faulty_before: Collection[str], faulty_after: Collection[str]
) -> Iterator[RecordChange]:
    """Yield what became of each record, by kind and id; ``faulty_…`` are files read with faults.

    What is missing from a file with faults may stand there still: it counts as unreadable after,
    and is passed over where it could not be read before.
    """
    for plural, kind in KINDS.items():
        olds, news = getattr(before, plural), getattr(after, plural)
        for identity in sorted({*olds, *news}):
            old, new = olds.get(identity), news.get(identity)
            if new is None:
                gone = old.path in faulty_after
                yield _named(kind, old, Change.UNREADABLE if gone else Change.REMOVED)
            elif old is None:
                if new.path not in faulty_before:
                    yield _named(kind, new, Change.ADDED)
            elif fields := tuple(differences(_shown(old), _shown(new))):
                named = _named(kind, new, Change.CHANGED)
                yield RecordChange(kind, identity, named.change, named.path, named.name, fields)


def _named(kind: str, record: Any, change: Change) -> RecordChange:
    name = getattr(record, "name", None) or getattr(record, "title", record.id)
    return RecordChange(kind, record.id, change, record.path, name)


def _shown(record: Record) -> dict[str, Any]:
    fields = plain(record)
    if not isinstance(record, Article):
        return fields
    # Words before a sentence move every offset after it; what counts is what the sentence says.
    fields["sentences"] = [
        {
            "id": one.id,
            "words": first_words(record.words_of(one), _SHOWN_WORDS),
            "state": one.state.value if one.state else None,
            "reason": one.reason,
        }
        for one in record.sentences
    ]
    return fields
