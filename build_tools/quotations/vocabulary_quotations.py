"""Checks quotations in texts about people, places, sources, articles, redirects and the site."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from build_tools.facts.diagnostics import Key
from build_tools.facts.ledger import Ledger
from build_tools.facts.record_cache import once_per_ledger
from build_tools.facts.records import (
    Article,
    Claim,
    Country,
    Owner,
    Person,
    Publisher,
    Record,
    Redirect,
    Source,
    TitleOrigin,
    Topic,
)
from build_tools.quotations.evidence_words import Words
from build_tools.quotations.quotation_marks import has_marks
from build_tools.quotations.text_quotations import (
    Sources,
    TextQuotation,
    in_record,
    sources_of,
)

_Claims = Sequence[Claim]


@once_per_ledger
def of_vocabulary(ledger: Ledger) -> Sequence[TextQuotation]:
    """Return the quotations in the vocabulary, by kind of record."""
    return tuple(_all_of_vocabulary(ledger))


def _all_of_vocabulary(ledger: Ledger) -> Iterator[TextQuotation]:
    for record, keys, text, claims in sentences_of_vocabulary(ledger):
        if text and has_marks(text):
            asked = partial(_sources_beside, ledger, record, claims)
            yield from in_record(ledger, record, keys, text, asked)


def _sources_beside(ledger: Ledger, record: Record, claims: Callable[[], _Claims]) -> Sources:
    """Return the words that a sentence in a vocabulary entry, source or other record may quote."""
    sources = sources_of(ledger, claims())
    if isinstance(record, Article):
        sources = sources._replace(texts=sources.articles)
    elif isinstance(record, Redirect):
        sources = sources._replace(texts=[*sources.texts, Words(record.claim, ledger.records.lang)])
    return sources._replace(is_partial=True) if ledger.records.unread else sources


_Told = tuple[Record, tuple[Key, ...], str | None, Callable[[], _Claims]]


def sentences_of_vocabulary(ledger: Ledger) -> Iterator[_Told]:
    """Yield each sentence of the vocabulary, sources, articles, redirects and settings.

    Each has a function that returns the claims that the sentence may quote. Names and published
    titles are not sentences.
    """
    for entity in ledger.entities.values():
        about_entity = partial(_of_entity, ledger, entity.id)
        yield entity, ("note",), entity.note, about_entity
        for index, role in enumerate(entity.roles if isinstance(entity, Person) else ()):
            yield entity, ("roles", index, "title"), role.title, about_entity
    subjects: list[Country | Topic] = [*ledger.countries.values(), *ledger.topics.values()]
    for subject in subjects:
        about = partial(ledger.concerning, subject.id)
        yield subject, ("summary",), subject.summary, about
    for origin in ledger.origins.values():
        for name in ("name", "by", "note"):
            yield origin, (name,), getattr(origin, name), partial(_of_origin, ledger, origin.id)
    voices: list[Owner | Publisher] = [*ledger.owners.values(), *ledger.publishers.values()]
    for voice in voices:
        yield voice, ("note",), voice.note, tuple
    for source in ledger.sources.values():
        yield from _of_source(ledger, source)
    for redirect in ledger.redirects.values():
        yield redirect, ("withdrawn",), redirect.withdrawn, partial(_instead, ledger, redirect)
    for article in ledger.articles.values():
        yield from _of_article(article)
    for setting in ledger.site_texts.values():
        yield setting, ("text",), setting.text, partial(tuple, ledger.claims.values())


def _of_source(ledger: Ledger, source: Source) -> Iterator[_Told]:
    cited = partial(_citing, ledger, source.id)
    yield source, ("note",), source.note, cited
    # An address has no quotation marks, so the marks in a title from an address are ours.
    if source.title_origin is not TitleOrigin.PUBLISHED:
        yield source, ("title",), source.title, cited


def _of_article(article: Article) -> Iterator[_Told]:
    yield article, ("note",), article.note, tuple
    yield article, ("date_basis",), article.date_basis, tuple
    for index, sentence in enumerate(article.sentences):
        yield article, ("sentences", index, "reason"), sentence.reason, tuple


def _of_entity(ledger: Ledger, identity: str) -> _Claims:
    return (*ledger.concerning(identity), *ledger.said_by(identity))


def _citing(ledger: Ledger, source: str) -> _Claims:
    return [claim for claim, _ in ledger.citing(source)]


def _instead(ledger: Ledger, redirect: Redirect) -> _Claims:
    return [ledger.claims[name] for name in redirect.moved_to if name in ledger.claims]


def _of_origin(ledger: Ledger, origin: str) -> _Claims:
    of_source = {source.id for source in ledger.sources.values() if source.origin == origin}
    return [
        claim
        for claim in ledger.claims.values()
        if any(item.origin == origin or item.source in of_source for item in claim.evidence)
    ]
