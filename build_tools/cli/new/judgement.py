"""The verdict on a new claim, which its evidence must permit, and who gave it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from build_tools.cli.new.prompts import Asker
    from build_tools.facts.ledger import Ledger

SEARCHED = "unverified"


def judgement(
    ledger: Ledger, asker: Asker, given: dict[str, Any], plain: dict[str, Any], identity: str
) -> dict[str, Any]:
    """Return the fields from the verdict to who checked it, and the searches."""
    from build_tools.facts.records import Checked, Claim

    today = datetime.now(UTC).date().isoformat()
    verdict = _verdict(ledger, asker, given, plain, identity)
    return {
        "search_log": _searches(asker, given, verdict, today),
        "verdict": verdict,
        "confidence": asker.text(Claim, "confidence", given["confidence"]),
        "finding": asker.text(Claim, "finding", given["finding"]),
        "would_change": asker.text(Claim, "would_change", given["would_change"])
        if given["would_change"]
        else "",
        "checked": {"date": today, "by": asker.text(Checked, "by", given["by"])},
    }


def _verdict(
    ledger: Ledger, asker: Asker, given: dict[str, Any], plain: dict[str, Any], identity: str
) -> str:
    from build_tools.editing.drafts import unfinished
    from build_tools.facts.records import Claim, Verdict
    from build_tools.facts.wording import in_words
    from build_tools.rules.permitted_verdict import lacking, permitted

    claim = unfinished(plain, identity)
    verdicts = [one.value for one in permitted(ledger, claim)]
    # Who is asked for a verdict can say next what was looked for.
    verdicts += [] if SEARCHED in verdicts else [SEARCHED]

    def is_permitted(answer: str) -> None:
        if answer not in verdicts:
            lacks = lacking(ledger, claim, Verdict(answer))
            raise click.UsageError(
                f'"{answer}" needs: {lacks}. The evidence permits {in_words(verdicts, "or")}.'
            )

    says = f"The evidence permits {in_words(verdicts, 'or')}; unverified asks what was looked for."
    if given["verdict"]:
        return asker.text(Claim, "verdict", given["verdict"])
    return asker.text(Claim, "verdict", None, says=says, also=is_permitted)


def _searches(
    asker: Asker, given: dict[str, Any], verdict: str, today: str
) -> Sequence[dict[str, str]]:
    from build_tools.facts.records import Search

    names = ("where", "query", "result")
    found = [dict(zip(names, one, strict=True)) for one in given["searches"]]
    for one in found:
        for name, text in one.items():
            asker.text(Search, name, text, option="searches")
    if asker.is_asking and verdict == SEARCHED and not found:
        found = [{name: asker.text(Search, name, None) for name in names}]
    return [{"date": today, **one} for one in found]
