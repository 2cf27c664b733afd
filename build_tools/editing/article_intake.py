"""Imports an article: reads its text from a file, and finds its title, publisher and date."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from build_tools.editing.article_drafts import (
    article_path,
    article_record,
    places_of,
    plain_record,
    text_path,
)
from build_tools.editing.article_fields import known_fields, whole_fields
from build_tools.editing.article_file import ArticleFile, read_article
from build_tools.editing.article_sentences import Span
from build_tools.editing.page_metadata import PageMetadata
from build_tools.editing.proposed_ids import as_id, cut_at_word, id_words
from build_tools.editing.second_line import Byline, second_line
from build_tools.editing.sentence_ids import fits
from build_tools.editing.similarity import keywords
from build_tools.facts.dates import DateError, When
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.files import write_atomically
from build_tools.facts.project import Project, read_text
from build_tools.facts.reading import read, read_yaml
from build_tools.facts.reading.site_settings import site_settings
from build_tools.facts.reading.validation import to_record
from build_tools.facts.reading.yaml_nodes import Tree
from build_tools.facts.records import LANGUAGE, Article, SentenceState
from build_tools.facts.wording import first_words, is_id
from build_tools.quotations.capture.file_reading import FileError

_MAX_TITLE = 200
_ID_WORDS = 4
_CHECKABLE = re.compile("[0-9“”„«»「]")
_ID_LETTERS = 60
_SHOWN_WORDS = 9
_MOST_ALIKE = 1000  # the number of articles that may share a proposed id
_LONG_LINE = 40  # in letters: articles may share a shorter line by chance


class IntakeError(ValueError):
    """An article cannot be imported. The message explains why in a sentence or two."""


class LostSentence(NamedTuple):
    """A sentence that is no longer in the text. ``words`` are "" if we have no earlier text.

    ``claims`` are the paths of the claims that appear in the sentence.
    """

    id: str
    words: str
    claims: tuple[str, ...]


class Intake(NamedTuple):
    """An article's text and record, ready to be written.

    ``text_before`` is the present article.txt, if it exists. ``is_by_length`` is True if
    sentences were matched by their lengths, because the earlier text was not available.
    ``left_out`` contains the texts on the page that are not part of the article, and ``byline``
    contains the values from the article's second line. ``lost`` contains the sentences that are no
    longer in the text.
    """

    identity: str
    text: str
    text_before: str | None
    record: str
    is_by_length: bool = False
    left_out: tuple[str, ...] = ()
    byline: Byline = Byline()
    lost: tuple[LostSentence, ...] = ()

    def next_sentence(self) -> str:
        """Return the id of the first sentence to do with something to check, or else the first.

        A number, date or quotation can be checked. Text with a line break is usually a headline.
        """
        article = self._article()
        listed = article.sentences if isinstance(article, Article) else ()
        todo = [item for item in listed if item.state is SentenceState.TODO]
        words = ((item.id, self.text[item.start : item.end]) for item in todo)
        likely = (name for name, text in words if "\n" not in text and _CHECKABLE.search(text))
        return next(likely, todo[0].id if todo else "")

    @property
    def paths(self) -> tuple[str, str]:
        """The paths of the text and the record."""
        return text_path(self.identity), article_path(self.identity)

    def _article(self) -> Article | list[Diagnostic]:
        tree = read_yaml(self.paths[1], self.record)
        if isinstance(tree, Diagnostic):
            return [tree]
        article, errors = to_record(Article, tree.plain, self.identity, tree)
        return errors if article is None else article.with_text(self.text)

    def lines(self) -> Iterator[str]:
        """Yield a line with the id and the first words of each sentence."""
        article = self._article()
        if not isinstance(article, Article):
            return
        for sentence in article.sentences:
            yield f"{sentence.id}  {first_words(article.words_of(sentence), _SHOWN_WORDS)}"

    def write(self, project: Project) -> list[Diagnostic]:
        """Write the text and the record, or write neither and return the errors."""
        article = self._article()
        if not isinstance(article, Article):
            return article
        text, record = (project.root / path for path in self.paths)
        text.parent.mkdir(parents=True, exist_ok=True)
        if self.text != self.text_before:
            text.write_text(self.text, encoding="utf-8", newline="\n")
        record.write_text(self.record, encoding="utf-8", newline="\n")
        # If article.txt itself is edited, only this copy still contains the earlier text.
        copy = _copy(project, self.identity)
        copy.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(copy, self.text.encode())
        return []


def taken_in(
    project: Project,
    file: Path,
    identity: str | None,
    given: Mapping[str, str | None],
    committed: Callable[[str], str],
) -> Intake:
    """Return the article in a file.

    ``given`` contains the language and the fields from options, or None for each option that was
    not set. ``committed`` returns the last committed text of a path, or "".
    Raises IntakeError if the article cannot be imported.
    """
    read = _read(file)
    title = read.said.title or read.headline or _first_line(read.text) or file.stem
    titles = (given.get("title") or title, title)
    site_lang = site_settings(project).lang
    lang_of_id = given.get("lang") or read.said.language or site_lang
    identity = identity or _folder_of(project, file)
    identity = identity or _own_id(project, titles, read.text, lang_of_id)
    _require_id(identity, lang_of_id)
    before = _present(project, article_path(identity))
    old = plain_record(before)
    lang = given.get("lang") or str(old.get("lang") or read.said.language or site_lang)
    if not LANGUAGE.fullmatch(lang):
        raise IntakeError(f'"{lang}" is not a language. Write a code such as en, es or pt-BR.')
    chosen = _chosen(given, known_fields(old), title, read.said)
    byline = _lacking(chosen, second_line(read.text, lang, _publishers(project)))
    chosen |= {name: part for name, part in byline._asdict().items() if part}
    fields = whole_fields(chosen, old, site_lang) | {"lang": lang if lang != site_lang else ""}
    _require_date(fields["date"])
    text_before = _stored(project, project.root / text_path(identity))
    earlier = _earlier(project, identity, old, committed, text_before)
    record = article_record(fields, read.text, lang, before, earlier)
    return Intake(
        identity,
        read.text,
        text_before,
        record,
        is_by_length=bool(places_of(old)) and earlier is None,
        left_out=read.left_out,
        byline=byline,
        lost=tuple(_lost(project, identity, places_of(old), record, earlier)),
    )


def _lost(
    project: Project, identity: str, places: Mapping[str, Span], record: str, earlier: str | None
) -> Iterator[LostSentence]:
    """Yield each sentence that the present record lists, but not the new record."""
    tree = read_yaml(article_path(identity), record)
    present = places_of(plain_record(None if isinstance(tree, Diagnostic) else tree))
    lost = [name for name in places if name not in present]
    claims = read(project)[0].claims if lost else ()
    for name in lost:
        paths = tuple(
            claim.path
            for claim in claims
            for place in claim.appears_in
            if (place.article, place.sentence) == (identity, name)
        )
        words = (earlier or "")[places[name].start : places[name].end]
        yield LostSentence(name, first_words(words, _SHOWN_WORDS), paths)


def _read(file: Path) -> ArticleFile:
    try:
        return read_article(file.read_bytes())
    except FileError as error:
        raise IntakeError(str(error)) from error


def _folder_of(project: Project, file: Path) -> str:
    """Return the id of the article whose folder contains this file, or "" outside seeds/."""
    folder = file.resolve().parent
    return folder.name if folder.parent == project.seeds.resolve() else ""


def _chosen(
    given: Mapping[str, str | None], known: Mapping[str, str], title: str, said: PageMetadata
) -> dict[str, str]:
    """Return each field from the option, the present record or the page, in that order."""
    page = {"title": title, "publisher": said.publisher, "date": said.date, "url": said.url}
    return {name: given.get(name) or known.get(name) or page[name] for name in page}


def _lacking(chosen: Mapping[str, str], byline: Byline) -> Byline:
    """Return the parts of a byline that the chosen fields lack."""
    return Byline(*("" if chosen[name] else part for name, part in byline._asdict().items()))


def _require_id(identity: str, lang: str) -> None:
    if not is_id(identity):
        nearest = as_id(identity, lang)
        raise IntakeError(
            f'"{identity}" cannot be the name of its folder. Use lower-case letters from a to z, '
            f"digits and hyphens: --id {nearest if is_id(nearest) else 'article'}"
        )


def _require_date(date: str) -> None:
    try:
        When.parse(date)
    except DateError as error:
        raise IntakeError(f"--date: {error}") from error


def _earlier(
    project: Project,
    identity: str,
    old: Mapping[str, Any],
    committed: Callable[[str], str],
    text_before: str | None,
) -> str | None:
    """Return the text to which the present record refers, or None if it is not available.

    article.txt is tried last, because an edited article.txt may fit the record by chance.
    """
    places = places_of(old).values()
    if not places:
        return None
    texts: tuple[Callable[[], str | None], ...] = (
        lambda: _stored(project, _copy(project, identity)),
        lambda: committed(text_path(identity)),
        lambda: text_before,
    )
    candidates = (text() for text in texts)
    return next((text for text in candidates if text and fits(text, places)), None)


def _stored(project: Project, path: Path) -> str | None:
    text = read_text(project.file(path)) if path.is_file() else None
    return text if isinstance(text, str) else None


def _copy(project: Project, identity: str) -> Path:
    return project.root / ".cache" / "articles" / f"{identity}.txt"


def _publishers(project: Project) -> frozenset[str]:
    """Return the names of all readable publishers in the vocabulary."""
    path = "facts/vocabulary/publishers.yaml"
    tree = read_yaml(path, _stored(project, project.root / path) or "")
    entries = {} if isinstance(tree, Diagnostic) else plain_record(tree)
    named = (entry.get("name") for entry in entries.values() if isinstance(entry, dict))
    return frozenset(name for name in named if isinstance(name, str))


def _first_line(text: str) -> str:
    line = " ".join(text.lstrip().split("\n", 1)[0].split())
    return line if len(line) <= _MAX_TITLE else ""


def _proposed_id(words: Iterable[str], cut: Callable[[str, int], str]) -> str:
    """Return an id from the first words that are not short, cut to a number of letters."""
    chosen = [word for word in words if len(word) > 2 and re.fullmatch("[a-z0-9]+", word)]
    proposed = cut("-".join(chosen[:_ID_WORDS]), _ID_LETTERS).strip("-")
    return proposed if is_id(proposed) else "article"


def _proposed_ids(titles: Sequence[str], lang: str) -> Iterator[tuple[str, str]]:
    """Yield each title with an id, and then with the id that earlier versions proposed."""
    for title in titles:
        yield title, _proposed_id(id_words(title, lang), cut_at_word)
    for title in titles:
        yield title, _proposed_id(keywords(title), lambda words, most: words[:most])


def _own_id(project: Project, titles: Sequence[str], text: str, lang: str) -> str:
    """Return the id of this article if it already exists under an id from one of its titles.

    Otherwise return an unused id from the first title.
    """
    new = ""
    for title, first in _proposed_ids(tuple(dict.fromkeys(titles)), lang):
        proposed = first
        for number in range(2, _MOST_ALIKE):
            present = plain_record(_present(project, article_path(proposed)))
            if not present:
                break
            if present.get("title") == title or _shares_a_line(project, proposed, text):
                return proposed
            proposed = f"{first}-{number}"
        new = new or proposed
    return new


def _shares_a_line(project: Project, identity: str, text: str) -> bool:
    """Return whether an article and this text share a long line, so they are the same article."""
    file = project.root / text_path(identity)
    before = read_text(project.file(file)) if file.is_file() else ""
    if not isinstance(before, str):
        return False
    lines = {line for line in text.splitlines() if len(line) >= _LONG_LINE}
    return not lines.isdisjoint(before.splitlines())


def number_of_articles(project: Project) -> int:
    """Return the number of articles that the site checks."""
    return sum(1 for _ in project.seeds.glob("*/article.yaml"))


def _present(project: Project, path: str) -> Tree | None:
    """Return the present record of an article, or None.

    Raises IntakeError if the record or the positions of its sentences cannot be read.
    """
    file = project.root / path
    if not file.exists():
        return None
    text = read_text(project.file(file))
    tree = text if isinstance(text, Diagnostic) else read_yaml(path, text)
    if isinstance(tree, Diagnostic):
        raise IntakeError(f"{path} cannot be read: {tree.message} {tree.hint}")
    try:
        places_of(plain_record(tree))
    except (KeyError, TypeError, ValueError) as error:
        raise IntakeError(
            f"{path} cannot be read: a sentence lacks its id, its start or its end. `facts check` "
            "shows which one."
        ) from error
    return tree
