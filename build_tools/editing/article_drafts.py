"""Drafts ``article.yaml``, which lists an article's sentences, marked as to do, with notes.

The notes are comments, which are never published. If the text is edited and the file is written
again, the file keeps the ids of its sentences and everything that people wrote.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from build_tools.editing.article_sentences import Span, sentences
from build_tools.editing.drafts import Draft
from build_tools.editing.layout import laid_out
from build_tools.editing.sentence_ids import ids_by_length, ids_by_words
from build_tools.editing.sentence_notes import notes_of
from build_tools.editing.yaml_comments import Comment, Where, comments_of, with_comments
from build_tools.facts.dates import When
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.reading import read_yaml
from build_tools.facts.reading.yaml_nodes import Tree
from build_tools.facts.records import Article, SentenceState

SEEN = "# seen: "
_SENTENCES = "sentences"


def article_path(identity: str) -> str:
    """Return the path of an article's record."""
    return f"seeds/{identity}/article.yaml"


def text_path(identity: str) -> str:
    """Return the path of an article's text."""
    return f"seeds/{identity}/article.txt"


def plain_record(tree: Tree | None) -> dict[str, Any]:
    """Return the fields of a record, or no fields if it is not a mapping."""
    return tree.plain if tree and isinstance(tree.plain, dict) else {}


def places_of(record: Mapping[str, Any]) -> dict[str, Span]:
    """Return the position of each sentence in a record, by its id."""
    listed = record.get(_SENTENCES, ())
    return {item["id"]: Span(int(item["start"]), int(item["end"])) for item in listed}


def article_record(
    fields: Mapping[str, str],
    text: str,
    lang: str,
    before: Tree | None = None,
    earlier: str | None = None,
) -> str:
    """Return the record of an article with this text in canonical form.

    ``fields`` are the fields of the whole article, which must include its date. Empty fields are
    removed. ``before`` is the present record, and ``earlier`` is the text to which the present
    record refers, if that text is available.
    """
    old = plain_record(before)
    spans = sentences(text, lang)
    known = {item["id"]: item for item in old.get(_SENTENCES, ())}
    ids = _ids(text, spans, places_of(old), earlier)
    listed = [_sentence(known.get(name), name, span) for name, span in zip(ids, spans, strict=True)]
    plain = {name: value for name, value in {**old, **fields}.items() if value}
    plain[_SENTENCES] = listed
    notes = notes_of(text, spans, lang, When.parse(fields["date"]))
    comments = [*(_kept(before, ids, plain) if before else ())]
    for number, (item, noted) in enumerate(zip(listed, notes, strict=True)):
        if item.get("state") == SentenceState.TODO:
            path = (_SENTENCES, number, "state")
            comments += [Comment(f"{SEEN}{line}", path, Where.ABOVE) for line in noted.lines()]
    return _written("", plain, comments)


def _ids(
    text: str, spans: Sequence[Span], places: Mapping[str, Span], earlier: str | None
) -> list[str]:
    if earlier is None:
        lengths = [(name, place.end - place.start) for name, place in places.items()]
        return ids_by_length([end - start for start, end in spans], lengths)
    before = [(name, earlier[place.start : place.end]) for name, place in places.items()]
    return ids_by_words([text[start:end] for start, end in spans], before)


def _sentence(known: Mapping[str, str] | None, name: str, span: Span) -> dict[str, str]:
    places = {"id": name, "start": str(span.start), "end": str(span.end)}
    more = {"state": SentenceState.TODO.value} if known is None else known
    return {**more, **places}


def _kept(before: Tree, ids: Sequence[str], plain: Mapping[str, Any]) -> Iterator[Comment]:
    """Yield the comments that people wrote, at the new positions of their sentences.

    A comment on a removed field moves to the date, because every record has a date.
    """
    old = [item["id"] for item in plain_record(before).get(_SENTENCES, ())]
    for comment in comments_of(before):
        if comment.text.startswith(SEEN):
            continue
        if comment.path and comment.path[0] not in plain:
            yield replace(comment, path=("date",), where=Where.ABOVE)
        elif comment.path[:1] != (_SENTENCES,) or len(comment.path) == 1:
            yield comment
        elif (name := old[int(comment.path[1])]) in ids:
            yield replace(comment, path=(_SENTENCES, ids.index(name), *comment.path[2:]))


def without_todo(article: Article, text: str, ids: Collection[str]) -> Draft | None:
    """Return an article's record with these sentences no longer marked as to do.

    Return None if no sentence is marked. ``text`` is the file's text. The sentences' reasons and
    notes are also removed.
    """
    todo = {
        sentence.id for sentence in article.sentences if sentence.state is SentenceState.TODO
    }.intersection(ids)
    tree = read_yaml(article.path, text)
    if not todo or isinstance(tree, Diagnostic):
        return None
    listed = plain_record(tree)[_SENTENCES]
    done = [number for number, item in enumerate(listed) if item["id"] in todo]
    remaining = [
        {key: value for key, value in item.items() if key not in ("state", "reason")}
        if number in done
        else item
        for number, item in enumerate(listed)
    ]
    comments = [
        comment
        for comment in comments_of(tree)
        if len(comment.path) < 2 or comment.path[1] not in done or _stays(comment)
    ]
    plain = {**plain_record(tree), _SENTENCES: remaining}
    return Draft(article.path, _written(article.path, plain, comments), text)


def _stays(comment: Comment) -> bool:
    is_of_state = comment.path[2:] in (("state",), ("reason",))
    return not comment.text.startswith(SEEN) and not is_of_state


def _written(path: str, plain: Mapping[str, Any], comments: Sequence[Comment]) -> str:
    tree = read_yaml(path, laid_out(plain, Article))
    assert isinstance(tree, Tree), tree
    return with_comments(tree, comments)
