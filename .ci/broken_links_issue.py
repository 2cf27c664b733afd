"""Opens, edits or closes the issue about broken links, based on links.json."""

import json
from os import environ
from pathlib import Path

from github_api import REPOSITORY, ask

TITLE = "Cited addresses that are gone"
ISSUES = f"{REPOSITORY}/issues"


def main() -> None:
    """Open, edit or close the issue to match the last link check."""
    links = json.loads(Path("links.json").read_text(encoding="utf-8"))
    gone = "\n".join(f"    {line}" for line in links["gone"])
    body = (
        f"{links['words']}\n\n{gone}\n\nWhat to do: add an archived copy in `archiveurl`, or cite "
        "another source. "
        f"[The run]({environ['RUN_ADDRESS']})\n"
    )
    address = f"{ISSUES}?state=open&creator=github-actions%5Bbot%5D&per_page=100"
    issues = json.loads(ask(address))
    number = next((issue["number"] for issue in issues if issue["title"] == TITLE), None)
    if number and gone:
        ask(f"{ISSUES}/{number}", "PATCH", body=body)
    elif number:
        ask(f"{ISSUES}/{number}", "PATCH", state="closed", state_reason="completed")
    elif gone:
        ask(ISSUES, "POST", title=TITLE, body=body)


if __name__ == "__main__":
    main()
