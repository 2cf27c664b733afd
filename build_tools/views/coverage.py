"""Have we accounted for every sentence of the checked article?"""

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.facts.articles import by_day, page_of
from build_tools.facts.catalogue import N_
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Article, Sentence, Verdict
from build_tools.facts.wording import first_words
from build_tools.views.parts.article_picture import ArticlePicture, article_picture
from build_tools.views.parts.labels import GRAVEST_FIRST
from build_tools.views.parts.reference import ClaimLink, claim_link

# We never republish the article, so readers see only the first words of each sentence.
SHOWN_WORDS = 7

_STATES = {
    "claims": N_("Checked"),
    "context": N_("Context"),
    "not-checkable": N_("Cannot be checked"),
    "todo": N_("Not examined yet"),
}


class SentenceView(NamedTuple):
    """A sentence: its id, its first words, its state, and the claims that appear in it.

    ``repeats`` is the id of the first sentence with the same first words and claims, or "".
    """

    id: str
    words: str
    state: str
    state_words: str
    reason: str | None
    claims: tuple[ClaimLink, ...]
    repeats: str

    @property
    def group(self) -> str:
        """The group of the worst claim: "holding", "failing", "open", or "none" without a claim."""
        if self.worst is None:
            return "none"
        verdict = Verdict(self.worst.verdict.key)
        if verdict in (Verdict.WRONG, Verdict.MISLEADING):
            return "failing"
        return "holding" if verdict in (Verdict.NUANCE, Verdict.SUPPORTED) else "open"

    @property
    def gravest_first(self) -> list[ClaimLink]:
        """The sentence's claims, worst verdict first."""
        return sorted(self.claims, key=lambda link: GRAVEST_FIRST.index(link.verdict.key))

    @property
    def worst(self) -> ClaimLink | None:
        """The claim that represents the sentence: the claim with the worst verdict, or None."""
        return min(
            self.claims, key=lambda link: GRAVEST_FIRST.index(link.verdict.key), default=None
        )


class Coverage(NamedTuple):
    """An article, its sentences, its picture and its page.

    ``accounted`` is the number of sentences that we account for, and ``todo`` is the number of
    other sentences.
    """

    article: Article
    sentences: tuple[SentenceView, ...]
    accounted: int
    todo: int
    picture: ArticlePicture
    path: str

    def making(self, claim: str) -> tuple[str, ...]:
        """Return the ids of the sentences in which a claim appears."""
        return tuple(
            sentence.id
            for sentence in self.sentences
            if any(link.id == claim for link in sentence.claims)
        )


def collect(ledger: Ledger) -> tuple[Coverage, ...]:
    """Return the coverage of each article, in order of publication."""
    return tuple(_coverage(ledger, article) for article in by_day(ledger))


def _coverage(ledger: Ledger, article: Article) -> Coverage:
    views = tuple(_sentences(ledger, article))
    todo = sum(view.state == "todo" for view in views)
    picture = article_picture(article.sentences)
    page = page_of(ledger, article.id)
    return Coverage(article, views, len(views) - todo, todo, picture, page)


def _sentences(ledger: Ledger, article: Article) -> Iterator[SentenceView]:
    first_with: dict[tuple[str, tuple[str, ...]], str] = {}
    for sentence in article.sentences:
        claims = ledger.in_sentence(article.id, sentence.id)
        state = _state(sentence, claims)
        words = first_words(article.words_of(sentence), SHOWN_WORDS)
        same = (words, tuple(claim.id for claim in claims))
        first = first_with.setdefault(same, sentence.id)
        yield SentenceView(
            sentence.id,
            words,
            state,
            ledger.words.message(_STATES[state]),
            sentence.reason,
            tuple(claim_link(ledger, claim) for claim in claims),
            first if claims and first != sentence.id else "",
        )


def _state(sentence: Sentence, claims: object) -> str:
    if claims:
        return "claims"
    return sentence.state.value if sentence.state else "todo"
