"""Groups claims by verdict, the most serious first, because readers look for errors."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from build_tools.facts.records import Verdict
from build_tools.views.parts.labels import GRAVEST_FIRST, VerdictWords
from build_tools.views.parts.reference import ClaimLink


@dataclass(frozen=True, slots=True)
class VerdictClaims:
    """Claims with the same verdict, in the order in which they were given.

    ``is_folded`` means that a page shows them only on request: supported claims below others.
    """

    verdict: VerdictWords
    claims: tuple[ClaimLink, ...]
    is_folded: bool

    @property
    def count(self) -> int:
        """How many claims there are."""
        return len(self.claims)


def gravity(link: ClaimLink) -> int:
    """Return a number for sorting claims: the smaller, the worse the verdict."""
    return GRAVEST_FIRST.index(Verdict(link.verdict.key))


def gravest_first(links: Iterable[ClaimLink]) -> tuple[ClaimLink, ...]:
    """Return the claims by verdict. Claims with the same verdict keep their order."""
    return tuple(sorted(links, key=gravity))


def grouped(links: Iterable[ClaimLink]) -> tuple[VerdictClaims, ...]:
    """Return the claims under their verdicts, the worst first."""
    ordered = gravest_first(links)
    groups = [(words, tuple(rows)) for words, rows in groupby(ordered, lambda link: link.verdict)]
    return tuple(
        VerdictClaims(words, rows, words.key == Verdict.SUPPORTED and len(groups) > 1)
        for words, rows in groups
    )
