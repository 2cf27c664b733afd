"""Tells what one changed record costs while the site is served: CPU seconds of this process, JSON.

Run it as ``python -m tests.benchmarks.serving`` in a project. Each change is a build of the engine,
as ``mkdocs serve`` makes one, and one page that is asked for.
"""

import contextlib
import json
import logging
import statistics
import sys
import tempfile
import time
from pathlib import Path
from wsgiref.util import setup_testing_defaults

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from tests.benchmarks.changing import change

ADDRESS = "http://127.0.0.1:8000/"
RUNS = 3


def rebuilds(project: Path, site: Path) -> list[float]:
    """Return the CPU seconds of some rebuilds, each with one changed record and its page."""
    spent: list[float] = []
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url=ADDRESS)
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(site))
    config.plugins.on_serve(server, config=config, builder=server.builder)
    for number in range(RUNS):
        record, text = change(project, f"Changed {number}")
        begun = time.process_time()
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
        build(config, serve_url=ADDRESS)
        page = f"claims/{record.stem}.html"
        body = _asked(server, page)
        spent.append(time.process_time() - begun)
        assert text in body
    server.server_close()
    return spent


def _asked(server: LiveReloadServer, page: str) -> str:
    environ: dict[str, str] = {"PATH_INFO": f"/{page}"}
    setup_testing_defaults(environ)
    application = server.get_app()
    assert application
    return b"".join(application(environ, lambda status, headers: lambda data: None)).decode()


if __name__ == "__main__":
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as held, contextlib.redirect_stdout(sys.stderr):
        found = statistics.median(rebuilds(Path.cwd(), Path(held) / "site"))
    json.dump(found, sys.stdout)
