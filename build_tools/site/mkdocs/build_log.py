"""What a build says: what is wrong, on a terminal the stage it is in, at its end what it took."""

import logging
import sys
import time
from collections.abc import Callable

from mkdocs.exceptions import Abort

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.reading import Project
from build_tools.facts.wording import counted, in_words
from build_tools.pages import fault_within
from build_tools.reports import block, head_of
from build_tools.site.assemble import Site


class Stages:
    """The stages of one build and their seconds. Calling it with a name begins the next one."""

    def __init__(self, log: logging.Logger) -> None:
        """``log`` is silent where nobody wants to know; then a terminal is left alone too."""
        self._log = log
        self._shown = sys.stderr.isatty() and log.isEnabledFor(logging.INFO)
        self._begun: list[tuple[str, float]] = []

    def __call__(self, name: str) -> None:
        """Begin a stage, which ends the one before it."""
        self._begun.append((name, time.monotonic()))
        if self._shown:
            # The line that comes next, longer than this one, takes its place.
            sys.stderr.write(f"{name.capitalize()} …\r")
            sys.stderr.flush()

    def summary(self, pages: int, files: int, size: int) -> None:
        """Tell what was made: pages, files of open data, their bytes, and the seconds it took."""
        ends = [*(begun for _, begun in self._begun[1:]), time.monotonic()]
        took = [
            f"{name} {end - begun:.1f}"
            for (name, begun), end in zip(self._begun, ends, strict=True)
        ]
        self._log.info(
            "Made %s and %s of open data (%.1f MB) in %.1f seconds: %s.",
            counted(pages, "page"),
            counted(files, "file"),
            size / 1e6,
            ends[-1] - self._begun[0][1],
            in_words(took),
        )


def log_frame(log: logging.Logger, project: Project, error: Exception) -> Abort | None:
    """Tell of a fault in a template that no single page has; return what ends the work, or None.

    None: the error is none of a template.
    """
    fault = fault_within(project.templates, error)
    if fault is None:
        return None
    log.error(block(fault, {}, project.root).rstrip())
    return Abort(f"A template of the frame that all pages share fails. {head_of(fault)}")


def placed(
    maker: Callable[[str], bool], project: Project, log: logging.Logger
) -> Callable[[str], bool]:
    """Return the maker of files so that an error in the frame of a page is told with its place."""

    def make(path: str) -> bool:
        try:
            return maker(path)
        except Exception as error:
            if abort := log_frame(log, project, error):
                raise abort from error
            raise

    return make


def log_report(
    log: logging.Logger, site: Site, project: Project, advised: set[Diagnostic], *, strict: bool
) -> None:
    """Tell what is wrong, each time; what is only advised once, however often a site is served."""
    for one in site.checked.report:
        if one.level == "error":
            log.warning(block(one, {}, project.root).rstrip())
        elif one not in advised:
            advised.add(one)
            log.info(block(one, {}, project.root).rstrip())
    for line in site.checked.counts.lines():
        log.info(line)
    if (number := len(site.checked.report.errors)) and not strict:
        left_out = "What cannot be read is left out until it is mended."
        log.warning("%s in the facts. %s", counted(number, "error"), left_out)
