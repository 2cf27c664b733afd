"""Reads from and writes to GitHub, through `gh` and the workflow's token."""

import json
import os
import subprocess

REPOSITORY = f"repos/{os.environ['GITHUB_REPOSITORY']}"


def ask(path: str, method: str = "GET", **send: str) -> bytes:
    """Return GitHub's response. ``send`` becomes the request's JSON."""
    command = ["gh", "api", "--method", method, path]
    command += ["--input", "-"] if send else []
    body = json.dumps(send).encode() if send else None
    done = subprocess.run(command, input=body, stdout=subprocess.PIPE, check=True)  # noqa: S603
    return done.stdout
