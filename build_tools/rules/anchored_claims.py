"""A claim of the article must stand in one of its sentences, or be tied to a claim that does.

Why: a claim that nobody made and nothing leads to is a check of nothing, whatever its verdict.
Instead: name the sentence under `appears_in`, or tie it to another claim with `related`.
"""

from collections.abc import Iterator

from build_tools.ledger import Ledger
from build_tools.records import Kind, Verdict
from build_tools.rules.problem import Problem

_CLAIM = """
-- facts/claims/borders/queues.yaml --
claim: Queues were seen at the border. {mark}
kind: {kind}
asserted_by: article
when: 2023-08
verdict: not-checkable {other}
confidence: low
finding: A matter of opinion.
checked:
  date: 2026-11-22
  by: the editors
{related}
"""

_RELATED = "related:\n  - claim: two-crossings\n    relation: follows\n    why: It came next."

GOOD = _CLAIM.format(mark="", other="", kind="characterisation", related=_RELATED)

BAD = _CLAIM.format(mark="#! anchored-claims", other="#! anchored-claims", kind="event", related="")


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield claims that hang in the air, and events and numbers said to be matters of opinion."""
    for claim in ledger.claims.values():
        tied = (
            claim.related
            or claim.embeds
            or ledger.pointing_at(claim.id)
            or ledger.embedding(claim.id)
        )
        if claim.asserted_by == "article" and not (claim.appears_in or tied):
            yield Problem(
                claim.place.span("claim"),
                "The article is said to make this claim, but no sentence of it is named.",
                "Add `appears_in:` with the sentence, or `related:` with the claim it belongs to.",
            )
        if claim.verdict is Verdict.NOT_CHECKABLE and claim.kind in (Kind.EVENT, Kind.NUMBER):
            yield Problem(
                claim.place.span("verdict"),
                f'A claim of the kind "{claim.kind}" can be checked: it happened or it did not.',
                "Choose `unverified` with a `search_log`, or another kind.",
            )
