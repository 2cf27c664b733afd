"""Takes screenshots of each page kind on phone and desktop, light and dark, for people to look at.

Run it as ``make screenshots``. The pictures are written to ``screenshots/``, outside version
control.
"""

import functools
import http.server
import shutil
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

SINGULAR = {
    "countries": "country",
    "coverage": "article",
    "embed": "card",
    "ledger": "selection",
    "people": "person",
}
SIZES = {"phone": (360, 740), "desktop": (1280, 900)}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def page_types(site: Path) -> dict[str, str]:
    """Return a page of each kind: the menu's pages, and the largest page in each folder."""
    by_type = {path.stem: path.name for path in sorted(site.glob("*.html"))}
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        pages = sorted(folder.glob("*.html"), key=lambda path: path.stat().st_size)
        if pages:
            by_type[SINGULAR.get(folder.name, folder.name[:-1])] = f"{folder.name}/{pages[-1].name}"
    # If there are several articles, each article has a page in this folder, and the menu page lists
    # all of them.
    if "article" in by_type:
        by_type["articles"] = by_type.pop("coverage")
    return by_type


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Do not log requests."""


def main(site: Path, out: Path, wanted: list[str]) -> None:
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    out.mkdir(parents=True, exist_ok=True)
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        for kind, path in page_types(site).items():
            if wanted and kind not in wanted:
                continue
            for size, (width, height) in SIZES.items():
                for scheme in ("light", "dark"):
                    page = browser.new_page(
                        viewport={"width": width, "height": height}, color_scheme=scheme
                    )
                    page.goto(f"{address}/{path}")
                    page.screenshot(path=str(out / f"{kind}-{size}-{scheme}.png"))
                    page.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
