"""A comparison as one JSON object, for tools."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from build_tools.changes.diff import ClaimChange, Comparison, EvidenceChange, QuotationChange
from build_tools.changes.fields import plain
from build_tools.reports.data import as_data


def as_json(comparison: Comparison, root: Path) -> str:
    """Return everything that the comparison holds; keys stand in the same order every time."""
    data = {
        "base": comparison.base,
        "head": comparison.head,
        "claims": [_claim(one) for one in comparison.claims],
        "records": [asdict(one) for one in comparison.records],
        "pages": [asdict(one) for one in comparison.pages],
        "unread": list(comparison.unread),
        "errors": [as_data(one) for one in comparison.faults],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _claim(claim: ClaimChange) -> dict[str, Any]:
    return {
        "id": claim.id,
        "change": claim.change.value,
        "path": claim.path,
        "claim": claim.claim,
        "verdict": {"before": claim.verdict_before, "after": claim.verdict_after},
        "fields": [asdict(one) for one in claim.fields],
        "evidence": [_evidence(one) for one in claim.evidence],
        "origins": [asdict(one) for one in claim.origins],
        "quotations": [_quotation(one) for one in claim.quotations],
        "revisions": [plain(one) for one in claim.revisions],
        "moved_to": list(claim.moved_to),
        "reason": claim.reason,
    }


def _evidence(one: EvidenceChange) -> dict[str, Any]:
    return {
        "source": one.item.source,
        "before": plain(one.before) if one.before else None,
        "after": plain(one.after) if one.after else None,
        "fields": [asdict(change) for change in one.fields],
    }


def _quotation(one: QuotationChange) -> dict[str, Any]:
    return {
        "where": one.where,
        "before": asdict(one.before) if one.before else None,
        "after": asdict(one.after) if one.after else None,
    }
