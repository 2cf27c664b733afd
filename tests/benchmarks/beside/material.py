"""Plain MkDocs-Material, which turns Markdown that is made beforehand into pages."""

from pathlib import Path

from build_tools.facts.ledger import Ledger
from tests.benchmarks.beside.prepared import citing, put, twins

MATERIAL = """\
site_name: Beside
docs_dir: docs
use_directory_urls: false
theme:
  name: material
  font: false
plugins: [search]
nav: [index.md]
validation:
  nav:
    omitted_files: ignore
"""


def write(folder: Path, ledger: Ledger) -> None:
    """Write the project."""
    put(folder / "mkdocs.yml", MATERIAL)
    rows = "".join(f"- [{one.claim}](claims/{one.id}.md)\n" for one in ledger.claims.values())
    put(folder / "docs" / "index.md", f"# Claims\n\n{rows}")
    for path, text in twins(ledger):
        put(folder / "docs" / path, text)
    for source in ledger.sources.values():
        cited = [f"- [{one.claim}](../claims/{one.id}.md)" for one in citing(ledger, source.id)]
        text = "\n".join([f"# {source.title}", "", f"<{source.url}>", "", *cited, ""])
        put(folder / "docs" / "sources" / f"{source.id}.md", text)
