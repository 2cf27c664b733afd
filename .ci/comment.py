"""Writes or edits the comment on a pull request, with the output of its check.

The output is a stranger's text, so it is truncated and shown as code, without live links, mentions
or tags. Output for an earlier head of the pull request is not shown.
"""

import io
import json
import re
import sys
import textwrap
import unicodedata
import zipfile
from os import environ
from typing import Any, NoReturn

from github_api import REPOSITORY, ask

MARKER = "<!-- facts: what this change does -->"
MAX_ZIPPED, MAX_LETTERS, MAX_LINES = 1_000_000, 30_000, 300
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # these reorder or hide text, or end a line


def stop(reason: str) -> NoReturn:
    """Stop without a comment, and log the reason."""
    sys.stdout.write(f"::notice::No comment: {reason}\n")
    sys.exit()


def handed_over() -> zipfile.ZipFile:
    """Return the check's artifact as an archive in memory, without unpacking it to disk."""
    address = f"{REPOSITORY}/actions/runs/{environ['RUN']}/artifacts?name=change"
    artifacts = json.loads(ask(address))["artifacts"]
    if not artifacts:
        stop("the check has no artifact.")
    # A restarted run has several artifacts.
    latest = max(artifacts, key=lambda artifact: int(artifact["id"]))
    if latest["size_in_bytes"] > MAX_ZIPPED:
        stop("the check's artifact is too large.")
    return zipfile.ZipFile(io.BytesIO(ask(f"{REPOSITORY}/actions/artifacts/{latest['id']}/zip")))


def member(handed: zipfile.ZipFile, name: str, most: int) -> str:
    """Return the first ``most`` bytes of a file in the artifact as text, or stop without it."""
    try:
        with handed.open(name) as file:
            return file.read(most).decode("utf-8", "replace")
    except KeyError:
        stop("the check ended before it listed the changes.")


def number_of(handed: zipfile.ZipFile) -> str:
    """Return the pull request's number, if the run belongs to its current head."""
    number = member(handed, "number", 20)
    if not re.fullmatch("[1-9][0-9]{0,9}", number):
        stop("the pull request's number is invalid.")
    pull = json.loads(ask(f"{REPOSITORY}/pulls/{number}"))
    state = (pull["state"], pull["head"]["sha"], (pull["head"]["repo"] or {}).get("full_name"))
    if state != ("open", environ["HEAD"], environ["HEAD_REPOSITORY"]):
        stop("the run does not belong to the pull request's current head.")
    if member(handed, "head", 64) != environ["HEAD"]:
        stop("the artifact belongs to a different commit.")
    return number


def harmless(text: str) -> str:
    """Remove invisible characters, truncate the text, and indent it as a code block."""
    visible = "".join(
        letter for letter in text if letter == "\n" or unicodedata.category(letter) not in UNSEEN
    )
    lines = visible[:MAX_LETTERS].split("\n")
    shown = lines[:MAX_LINES]
    if len(visible) > MAX_LETTERS or len(lines) > MAX_LINES:
        shown.append("… (truncated; see the run for the rest)")
    return textwrap.indent("\n".join(shown).strip("\n") or "Nothing.", "    ", lambda _: True)


def comment_of(handed: zipfile.ZipFile) -> str:
    """Return the comment in Markdown."""
    passed = "passed" if environ["CONCLUSION"] == "success" else "**did not pass**"
    return (
        f"{MARKER}\nThe check of {environ['HEAD'][:12]} {passed}: "
        f"[the run]({environ['RUN_ADDRESS']}) shows each error at its line, and contains the "
        "built site. Changes in the facts, as reported by the change's own build:\n\n"
        f"{harmless(member(handed, 'change.md', 4 * MAX_LETTERS + 4))}\n"
    )


def comment_on(number: str) -> Any:
    """Return the comment from an earlier run, if there is any."""
    for page in range(1, 31):
        address = f"{REPOSITORY}/issues/{number}/comments?per_page=100&page={page}"
        comments = json.loads(ask(address))
        for comment in comments:
            is_ours = comment["user"]["login"] == "github-actions[bot]"
            if is_ours and comment["body"].startswith(MARKER):
                return comment
        if len(comments) < 100:
            break
    return None


def main() -> None:
    """Write the comment, or log the reason not to."""
    handed = handed_over()
    number = number_of(handed)
    body = comment_of(handed)
    if earlier := comment_on(number):
        ask(f"{REPOSITORY}/issues/comments/{earlier['id']}", "PATCH", body=body)
    else:
        ask(f"{REPOSITORY}/issues/{number}/comments", "POST", body=body)


if __name__ == "__main__":
    main()
