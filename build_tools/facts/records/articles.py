"""Defines an article: the checked text, with its sentences by id. We never republish the text."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, PrivateAttr

from build_tools.facts.records.fields import (
    Address,
    Date,
    Language,
    Part,
    Record,
    Statement,
    Text,
    declared,
)

# The largest offset or length that a record may contain. Open data cannot contain much larger
# numbers.
LONGEST = 100_000_000


class SentenceState(StrEnum):
    """Why a sentence makes no claim."""

    CONTEXT = "context"
    NOT_CHECKABLE = "not-checkable"
    TODO = "todo"


class Sentence(Part):
    """One sentence: its position in the text, and its state if no claim covers it."""

    id: str = declared("The sentence's id.", good="S13", pattern=r"^S[0-9]{2,4}$")
    start: int = declared("Offset of its first character in article.txt, from 0.", ge=0, le=LONGEST)
    end: int = declared("Offset just past its last character.", ge=0, le=LONGEST)
    state: SentenceState | None = declared("Required if no claim appears in it.", default=None)
    reason: Statement | None = declared("Why it has that state.", default=None)


def _some(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    if not sentences:
        raise ValueError(
            "An article has at least one sentence.\n"
            "List its sentences, each with its `id`, `start` and `end`."
        )
    return sentences


class Article(Record):
    """A checked article."""

    title: Statement = declared("The headline.")
    byline: Statement | None = declared("The author, as published.", default=None)
    lang: Language | None = declared(
        "Its language (BCP 47), if it is not the site's.", good="es", default=None
    )
    publisher: Statement = declared("Who published it, or that we do not know.")
    url: Address | None = declared("Where readers can find it.", default=None)
    date: Date = declared("When it was published (EDTF).")
    date_basis: Text | None = declared("How we know the date.", default=None)
    note: Text | None = declared("What a reader should know about our copy.", default=None)
    sentences: Annotated[tuple[Sentence, ...], AfterValidator(_some)] = declared(
        "Every sentence, in order."
    )

    _text: str = PrivateAttr(default="")

    @property
    def text(self) -> str:
        """The article's text, as stored."""
        return self._text

    def with_text(self, text: str) -> "Article":
        """Attach the text once, just after reading it, and return the article."""
        self._text = text
        return self

    def words_of(self, sentence: Sentence) -> str:
        """Return the words of a sentence."""
        return self._text[sentence.start : sentence.end]
