"""Writes a comparison as a JSON object, for tools."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from build_tools.changes.comparison import ClaimChange, Comparison, EvidenceChange, QuotationChange
from build_tools.changes.field_changes import plain
from build_tools.reports.json_form import as_data


def as_json(comparison: Comparison, root: Path) -> str:
    """Return the whole comparison as JSON, with keys in a fixed order."""
    data = {
        "base": comparison.base,
        "head": comparison.head,
        "claims": [_claim(claim) for claim in comparison.claims],
        "records": [asdict(record) for record in comparison.records],
        "pages": [asdict(page) for page in comparison.pages],
        "unread": list(comparison.unread),
        "errors": [as_data(error) for error in comparison.faults],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _claim(claim: ClaimChange) -> dict[str, Any]:
    return {
        "id": claim.id,
        "change": claim.change.value,
        "path": claim.path,
        "claim": claim.claim,
        "verdict": {"before": claim.verdict_before, "after": claim.verdict_after},
        "fields": [asdict(change) for change in claim.fields],
        "evidence": [_evidence(change) for change in claim.evidence],
        "origins": [asdict(change) for change in claim.origins],
        "quotations": [_quotation(change) for change in claim.quotations],
        "revisions": [plain(revision) for revision in claim.revisions],
        "moved_to": list(claim.moved_to),
        "reason": claim.reason,
    }


def _evidence(change: EvidenceChange) -> dict[str, Any]:
    return {
        "source": change.item.source,
        "before": plain(change.before) if change.before else None,
        "after": plain(change.after) if change.after else None,
        "fields": [asdict(field) for field in change.fields],
    }


def _quotation(change: QuotationChange) -> dict[str, Any]:
    return {
        "where": change.where,
        "before": asdict(change.before) if change.before else None,
        "after": asdict(change.after) if change.after else None,
    }
