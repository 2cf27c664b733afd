"""Makes small ledgers for tests, with a line for each claim and the tiny project's vocabulary."""

import json
from collections.abc import Callable
from typing import Any

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from tests.conftest import TINY

# The tiny project's claims are left out, so a ledger contains only the test's own claims.
BARE: dict[str, str | None] = {
    **{path: None for path in TINY if path.startswith(("facts/claims/", "content/"))},
    "facts/claims/borders/gone.yaml": "claim: It went.\nwithdrawn: Of nobody.\ndate: 2026-11\n",
}


def claim(identity: str, **fields: Any) -> dict[str, str]:
    """Return the file of a claim in JSON, which is YAML, with defaults for all other fields."""
    whole = {
        "claim": f"The claim {identity}.",
        "kind": "event",
        "asserted_by": "article",
        "when": "2023-08-18",
        "verdict": "not-checkable",
        "confidence": "high",
        "finding": f"The finding of {identity}.",
        "checked": {"date": "2026-11-22", "by": "the editors"},
        **fields,
    }
    return {
        f"facts/claims/borders/{identity}.yaml": json.dumps(whole, indent=1, ensure_ascii=False)
    }


def item(source: str, stance: str = "supports", **fields: Any) -> dict[str, Any]:
    return {"source": source, "stance": stance, "basis": "reporting", "says": "It.", **fields}


def source(publisher: str, key: str, **fields: str) -> str:
    whole = {
        "title": key,
        "date": "2023-08-18",
        "url": f"https://{publisher}.example/{key}",
        "urldate": "2026-11",
        "langid": "en",
        "kind": "newspaper",
        **fields,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in whole.items())
    return f"@online{{{key},\n{lines}}}\n"


def ledger(world: Callable[..., Project], *files: dict[str, str], **more: str) -> Ledger:
    """Return a ledger with the tiny vocabulary and these claims. Every file must be readable."""
    changes: dict[str, str | None] = dict(BARE)
    for claim_files in files:
        changes.update(claim_files)
    records, report = read(world({**changes, **more}))
    assert [error.message for error in report.errors] == []
    return Ledger(records)
