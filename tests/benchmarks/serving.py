"""Prints how long a saved change takes to appear on the served site, in seconds of wall-clock time.

Run it as ``python -m tests.benchmarks.serving`` in a project. It starts ``mkdocs serve``, saves a
change, requests the claim's page until the change appears, and repeats this a few times.
"""

import json
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.benchmarks.changing import change

RUNS = 3
TIMEOUT = 300.0


def seconds_until(words: str, address: str) -> float:
    """Return the seconds until the page at the address contains the words."""
    begin = time.monotonic()
    while time.monotonic() < begin + TIMEOUT:
        try:
            with urllib.request.urlopen(address, timeout=TIMEOUT) as answer:  # noqa: S310
                if words in answer.read().decode("utf-8"):
                    return time.monotonic() - begin
        except OSError:
            pass  # the server has not started, or is rebuilding
        time.sleep(0.02)
    raise TimeoutError(f"{address} does not show “{words}” after {TIMEOUT:.0f} seconds.")


def measured(project: Path) -> list[float]:
    """Serve the project and change a record a few times. Return the seconds for each change."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--livereload"]
    command += ["--dev-addr", f"127.0.0.1:{port}"]
    record = min((project / "facts" / "claims").rglob("*.yaml"))
    address = f"http://127.0.0.1:{port}/claims/{record.stem}.html"
    with subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL) as server:
        try:
            seconds_until("<h1", address)
            seconds = []
            for number in range(RUNS):
                _, words = change(project, f"Changed {number}")
                seconds.append(seconds_until(words, address))
                time.sleep(1)
        finally:
            server.terminate()
    return seconds


if __name__ == "__main__":
    json.dump(statistics.median(measured(Path.cwd())), sys.stdout)
