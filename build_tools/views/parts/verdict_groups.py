"""Groups claims by verdict, worst first, because readers look for errors."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from build_tools.facts.records import Verdict
from build_tools.views.parts.labels import GRAVEST_FIRST, VerdictWords
from build_tools.views.parts.reference import ClaimLink


@dataclass(frozen=True, slots=True)
class VerdictClaims:
    """The claims with the same verdict, in the given order.

    ``is_folded`` is True for supported claims below other verdicts, which a page shows only on
    request.
    """

    verdict: VerdictWords
    claims: tuple[ClaimLink, ...]
    is_folded: bool

    @property
    def count(self) -> int:
        """The number of claims with the verdict."""
        return len(self.claims)


def gravity(link: ClaimLink) -> int:
    """Return a sort key for a claim, which is smaller for a worse verdict."""
    return GRAVEST_FIRST.index(Verdict(link.verdict.key))


def gravest_first(links: Iterable[ClaimLink]) -> tuple[ClaimLink, ...]:
    """Return the claims, worst verdict first. Claims with the same verdict keep their order."""
    return tuple(sorted(links, key=gravity))


def counted(links: Iterable[ClaimLink]) -> tuple[tuple[VerdictWords, int], ...]:
    """Return each verdict of these claims and its number, worst verdict first."""
    return tuple(Counter(link.verdict for link in gravest_first(links)).items())


def grouped(links: Iterable[ClaimLink]) -> tuple[VerdictClaims, ...]:
    """Return the claims under their verdicts, worst verdict first."""
    ordered = gravest_first(links)
    groups = [(words, tuple(rows)) for words, rows in groupby(ordered, lambda link: link.verdict)]
    return tuple(
        VerdictClaims(words, rows, words.key == Verdict.SUPPORTED and len(groups) > 1)
        for words, rows in groups
    )
