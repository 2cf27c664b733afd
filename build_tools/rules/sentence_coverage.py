"""Every sentence of a checked article must be accounted for.

Why: a check misleads readers if it silently skips a sentence.
Fix: add a claim that appears in the sentence, or give the sentence a state and a reason.
"""

from collections.abc import Callable, Iterator
from functools import partial

from build_tools.facts.articles import has_changed
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Article, SentenceState
from build_tools.facts.wording import clipped
from build_tools.rules.problem import Problem

GOOD = """
-- seeds/story/article.yaml --
title: A story
publisher: A paper
date: 2023-08-24
sentences:
  - id: S01
    start: 0
    end: 42
  - id: S02
    start: 43
    end: 57
    state: todo
"""

BAD = """
-- seeds/story/article.yaml --
title: A story
publisher: A paper
date: 2023-08-24
sentences:
  - id: S01
    start: 0
    end: 42
    state: context #! sentence-coverage
    reason: It carries a claim all the same.
  - id: S02 #! sentence-coverage
    start: 43
    end: 44
  - id: S03
    start: 52 #! sentence-coverage
    end: 57
    state: not-checkable #! sentence-coverage
"""


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield sentences with neither claim nor state, with both, or with a state but no reason.

    Also yield words that are not in any sentence.
    """
    for article in ledger.articles.values():
        if not has_changed(ledger, article):  # another rule reports a changed text
            yield from _words_outside(article)
        for index, sentence in enumerate(article.sentences):
            claims = ledger.ids_in_sentence(article.id, sentence.id)
            state = partial(article.place.span, "sentences", index, "state")
            if not claims and sentence.state is None:
                if {article.id, sentence.id} <= ledger.records.mentions:
                    continue  # an unreadable claim may appear in the sentence
                span = article.place.span("sentences", index, "id")
                message = f"No claim appears in {sentence.id}, and it has no state."
                yield Problem(
                    span, message, "Add `state:` (context, not-checkable, todo) and a reason."
                )
            elif claims and sentence.state is not None:
                message = f"{sentence.id} has a state, but {claims[0]} appears in it."
                yield Problem(state(), message, "Delete `state:` and `reason:`.")
            elif sentence.state not in (None, SentenceState.TODO) and not sentence.reason:
                yield Problem(
                    state(), f"{sentence.id} gives no reason.", "Add a `reason:` of one sentence."
                )


def _words_outside(article: Article) -> Iterator[Problem]:
    position = 0
    for index, sentence in enumerate(article.sentences):
        span = partial(article.place.span, "sentences", index, "start")
        yield from _words_between(article, position, sentence.start, span)
        position = max(position, sentence.end)
    span = partial(article.place.span, "sentences", len(article.sentences) - 1, "end")
    yield from _words_between(article, position, len(article.text), span)


def _words_between(
    article: Article, start: int, end: int, span: Callable[[], Span]
) -> Iterator[Problem]:
    words = " ".join(article.text[start:end].split())
    if any(letter.isalnum() for letter in words):
        message = f"“{clipped(words, 60)}” in article.txt is not part of a sentence."
        yield Problem(
            span(), message, f"Add a sentence from {start} to {end}, or move the offsets."
        )
