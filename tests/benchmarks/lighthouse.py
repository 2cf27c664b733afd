"""Runs Lighthouse on a page of each kind, on a simulated phone. Run it as ``make lighthouse``.

It is separate from the tests because the speeds depend on the machine. Node.js 20 runs Lighthouse
12.8.2, which the first run fetches from the package registry. The server compresses pages, as hosts
do.
"""

import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from tests.browser.screenshots import page_types

VERSION = "12.8.2"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SPEEDS = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
# Nobody requests the 404 page by its own name.
LEFT_OUT = ("404",)


def server(site: Path) -> http.server.ThreadingHTTPServer:
    """Return a loopback server that compresses every file that it sends."""

    class Compressed(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Do not log requests."""

        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            if not path.is_file():
                self.send_error(404)
                return
            data = gzip.compress(path.read_bytes())
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    def handler(*arguments: object) -> Compressed:
        return Compressed(*arguments, directory=str(site))  # type: ignore[arg-type]

    return http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)


def judged(address: str, chromium: str) -> dict[str, str]:
    """Return a page's scores (out of 100) and speeds."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        subprocess.run(
            [
                *("npx", "--yes", f"lighthouse@{VERSION}", address, "--quiet", "--output=json"),
                *(f"--output-path={answer}", f"--chrome-flags={FLAGS}"),
            ],
            env={**os.environ, "CHROME_PATH": chromium},
            check=True,
            capture_output=True,
            timeout=300,
        )
        said = json.loads(answer.read_text(encoding="utf-8"))
    scores = {name: f"{said['categories'][name]['score'] * 100:.0f}" for name in CATEGORIES}
    return scores | {name: said["audits"][name]["displayValue"] for name in SPEEDS}


def say(*words: str) -> None:
    """Print a line without buffering, because each page takes a while."""
    sys.stdout.write("\t".join(words) + "\n")
    sys.stdout.flush()


def main(site: Path) -> None:
    """Print a line for each page kind."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Lighthouse needs Chromium. Install it, for example: apt-get install chromium")
    serving = server(site)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    say("page type", *CATEGORIES, *SPEEDS)
    for kind, path in page_types(site).items():
        if kind not in LEFT_OUT:
            address = f"http://127.0.0.1:{serving.server_address[1]}/{path}"
            say(kind, *judged(address, chromium).values())
    serving.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
