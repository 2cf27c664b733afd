"""Starts a claim from a sentence of an article, and proposes values from the sentence."""

from collections.abc import Iterator
from typing import NamedTuple

import click

from build_tools.cli.new.fields import Plain, require_valid_text
from build_tools.cli.new.interview import LEAVE_EMPTY, Interview
from build_tools.cli.new.missing import explained
from build_tools.editing.article_drafts import without_todo
from build_tools.editing.article_sentences import Span
from build_tools.editing.drafts import Draft
from build_tools.editing.sentence_notes import BEFORE, Notes, notes_of
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project, read_text
from build_tools.facts.records import Appearance, Article
from build_tools.facts.wording import in_words
from build_tools.quotations.attributions import people_in


class Start(NamedTuple):
    """Lines to print about a sentence, and proposed values from the notes on it."""

    lines: tuple[str, ...]
    proposals: dict[str, str]


def start_from(ledger: Ledger, plain: Plain, sentence: str) -> Start:
    """Add a sentence to the claim's `appears_in`, and return the notes and proposals.

    ``sentence`` is an id. If there are several articles, the article's id is before it: story/S07.
    A proposal becomes an answer only if the user confirms it.
    """
    article, identity = _place_of(ledger, sentence)
    appearance = {"article": article.id, "sentence": identity}
    appearances = plain.setdefault("appears_in", [])
    # An item from the options (appears_in.1.quote) may be about this sentence.
    item = next((item for item in appearances if _may_be(item, appearance)), None)
    if item is None:
        appearances.insert(0, appearance)
    else:
        item.update(appearance)
    notes = _notes(ledger, article, identity)
    words = next(article.words_of(item) for item in article.sentences if item.id == identity)
    lines = (f"{identity}: {words}", *(f"  seen: {line}" for line in notes.lines()))
    # A date in a quotation is left out, because the speaker may mean the future.
    days = {
        day
        for day, written in notes.days
        if not any(written.removesuffix(BEFORE) in quoted for quoted, _ in notes.quotations)
    }
    proposals = {"when": days.pop()} if len(days) == 1 else {}
    if notes.quotations and len(notes.quotations) == 1:
        proposals["kind"] = "quotation"
    elif notes.numbers:
        proposals["kind"] = "number"
    return Start(lines, proposals)


def _place_of(ledger: Ledger, sentence: str) -> tuple[Article, str]:
    """Return the article and the sentence's id.

    Raise a UsageError unless exactly one article has the sentence.
    """
    named, _, identity = sentence.rpartition("/")
    articles = [
        article
        for article in ledger.articles.values()
        if named in ("", article.id) and any(item.id == identity for item in article.sentences)
    ]
    if not articles:
        known = in_words(sorted(ledger.articles), "or") or "none yet: see `facts start`"
        raise click.UsageError(
            f'--sentence: there is no sentence "{sentence}". The articles are {known}.'
        )
    if len(articles) > 1:
        names = in_words([f"{article.id}/{identity}" for article in articles], "or")
        raise click.UsageError(f"--sentence: several articles have {identity}. Write {names}.")
    return articles[0], identity


def _may_be(item: Plain, appearance: Plain) -> bool:
    return all(item.get(name, value) == value for name, value in appearance.items())


def _notes(ledger: Ledger, article: Article, identity: str) -> Notes:
    spans = [Span(item.start, item.end) for item in article.sentences]
    lang = article.lang or ledger.records.lang
    number = next(at for at, item in enumerate(article.sentences) if item.id == identity)
    return notes_of(article.text, spans, lang, article.date)[number]


def _notes_on(ledger: Ledger, item: Plain) -> Notes | None:
    """Return the notes on the sentence in an item of `appears_in`, or None if there are none."""
    article = ledger.articles.get(item.get("article", ""))
    if article is None or all(known.id != item.get("sentence") for known in article.sentences):
        return None
    return _notes(ledger, article, item["sentence"])


def seen_speaker(ledger: Ledger, plain: Plain) -> str:
    """Return the only speaker quoted in the claim's sentences, as an id or a name.

    If the sentences quote no speaker, or several speakers, return "".
    """
    notes = [_notes_on(ledger, item) for item in plain.get("appears_in", ())]
    names = {speaker for note in notes if note for _, speaker in note.quotations if speaker}
    if len(names) != 1:
        return ""
    name = names.pop()
    people = people_in(ledger, name)
    return next(iter(people)) if len(people) == 1 else name


def ask_article_words(ledger: Ledger, interview: Interview, item: Plain) -> None:
    """If the sentence has a quotation, ask for the article's words and propose the quotation."""
    notes = _notes_on(ledger, item)
    if not interview.is_asking or "quote" in item or notes is None or not notes.quotations:
        return

    def checked(answer: str) -> str:
        if answer.strip():
            require_valid_text(Appearance, "quote", answer.strip(), interview.known)
        return answer.strip()

    proposal = notes.quotations[0][0].rstrip(" ,")
    try:
        checked(proposal)
    except click.UsageError:
        proposal = ""  # for example, the quotation is too long for a record
    says = f"{explained(Appearance, 'quote')} {'' if proposal else LEAVE_EMPTY}"
    item["quote"] = interview.answer("article's words", proposal, checked, says)


def finished_sentences(project: Project, ledger: Ledger, plain: Plain) -> Iterator[Draft]:
    """Yield the claim's articles, in which its sentences are no longer marked as to do."""
    for article_id in dict.fromkeys(item["article"] for item in plain.get("appears_in", ())):
        article = ledger.articles[article_id]
        ids = [item["sentence"] for item in plain["appears_in"] if item["article"] == article_id]
        text = read_text(project.file(project.root / article.path))
        if isinstance(text, str) and (draft := without_todo(article, text, ids)):
            yield draft
