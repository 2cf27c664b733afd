"""Counts claims by verdict. Claims in a checked article and added claims are counted separately."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_tools.facts.catalogue import N_
from build_tools.facts.ledger import ARTICLE, Ledger
from build_tools.facts.records import Claim, Verdict
from build_tools.views.parts.labels import VerdictWords, verdict_words
from build_tools.views.parts.page_links import NamedLink, entity_link
from build_tools.views.parts.titles import HOLDS

_ROWS = (
    (N_("supported or mostly supported"), (Verdict.SUPPORTED, Verdict.NUANCE)),
    (N_("misleading or wrong"), (Verdict.MISLEADING, Verdict.WRONG)),
    (N_("disputed"), (Verdict.DISPUTED,)),
    (N_("not settled"), (Verdict.ATTRIBUTED, Verdict.NOT_CHECKABLE, Verdict.UNVERIFIED)),
)


@dataclass(frozen=True, slots=True)
class VerdictTally:
    """The number of claims with a verdict, and their share of all claims in the tally, in %.

    ``others`` counts the claims that the article only passes on, by the person or organisation that
    makes the claim.
    """

    verdict: VerdictWords
    count: int
    share: float
    others: tuple[tuple[NamedLink, int], ...]

    @property
    def own(self) -> int:
        """The number of the article's own claims with this verdict."""
        return self.count - sum(number for _, number in self.others)


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of claims by verdict, in the order of the scale. Zeros are left out."""

    verdicts: tuple[VerdictTally, ...]

    @property
    def count(self) -> int:
        """The number of claims in the tally."""
        return sum(group.count for group in self.verdicts)

    @property
    def holding(self) -> int:
        """The number of claims that are supported or mostly supported."""
        return sum(group.count for group in self.verdicts if group.verdict.key in HOLDS)

    @property
    def rows(self) -> tuple[tuple[str, tuple[VerdictTally, ...]], ...]:
        """The verdicts in up to four rows, each with its name. Rows without claims are left out."""
        rows = (
            (words, tuple(group for group in self.verdicts if group.verdict.key in keys))
            for words, keys in _ROWS
        )
        return tuple((words, groups) for words, groups in rows if groups)

    @property
    def own(self) -> int:
        """The number of the article's own claims in the tally."""
        return sum(group.own for group in self.verdicts)

    @property
    def not_own(self) -> tuple[VerdictTally, ...]:
        """The verdicts on claims made by others, except supported and mostly supported."""
        return tuple(
            group for group in self.verdicts if group.others and group.verdict.key not in HOLDS
        )


def in_article(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that a checked article makes or reports."""
    return [claim for claim in claims if claim.appears_in]


def added(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that are not in a checked article: background and later events."""
    return [claim for claim in claims if not claim.appears_in]


def tally_of(ledger: Ledger, claims: Sequence[Claim]) -> Tally:
    """Return the number of these claims with each verdict."""
    groups = []
    for verdict, words in verdict_words(ledger).items():
        members = [claim for claim in claims if claim.verdict is verdict]
        if members:
            share = round(100 * len(members) / len(claims), 1)
            groups.append(VerdictTally(words, len(members), share, _others(ledger, members)))
    return Tally(tuple(groups))


def _others(ledger: Ledger, claims: Iterable[Claim]) -> tuple[tuple[NamedLink, int], ...]:
    """Return the number of these claims by each maker except the article, largest number first."""
    makers = Counter(claim.asserted_by for claim in claims if claim.asserted_by != ARTICLE)
    ranked = sorted(makers.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        (link, number) for name, number in ranked if (link := entity_link(ledger, name)) is not None
    )
