"""Changes one record of a synthetic project as a contributor would: its finding says more."""

import re
from pathlib import Path


def change(project: Path, words: str) -> tuple[Path, str]:
    """Begin the finding of the first claim with other words; return its file and the words."""
    record = min((project / "facts" / "claims").rglob("*.yaml"))
    text = record.read_text(encoding="utf-8")
    changed, number = re.subn(r"(?m)^finding: (?:Changed \d+\. )?", f"finding: {words}. ", text)
    assert number == 1
    record.write_text(changed, encoding="utf-8")
    return record, words
