"""Changes a record in a synthetic project as a contributor would, by adding to its finding."""

import re
from pathlib import Path


def change(project: Path, words: str) -> tuple[Path, str]:
    """Add ``words`` to the first claim's finding. Return its file and the new words."""
    record = min((project / "facts" / "claims").rglob("*.yaml"))
    text = record.read_text(encoding="utf-8")
    changed, number = re.subn(r"(?m)^finding: (?:Changed \d+\. )?", f"finding: {words}. ", text)
    assert number == 1
    record.write_text(changed, encoding="utf-8")
    return record, words
