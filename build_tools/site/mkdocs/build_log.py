"""Logs a build: its errors, its current stage (in a terminal), and finally its output and times."""

import logging
import sys
import time

from mkdocs.exceptions import Abort

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.project import Project
from build_tools.facts.wording import counted, in_words
from build_tools.pages import fault_within
from build_tools.reports import block, headline
from build_tools.site.assemble import Site
from build_tools.site.mkdocs.server import Maker


class Stages:
    """The stages of a build and their durations in seconds. A call with a name begins a stage."""

    def __init__(self, log: logging.Logger) -> None:
        """Use this log. If the log is silent, the terminal does not show the stages either."""
        self._log = log
        self._shown = sys.stderr.isatty() and log.isEnabledFor(logging.INFO)
        self._begun: list[tuple[str, float]] = []

    def __call__(self, name: str) -> None:
        """End the previous stage, and begin the stage with this name."""
        self._begun.append((name, time.monotonic()))
        if self._shown:
            # The next line is longer than this line and overwrites it.
            sys.stderr.write(f"{name.capitalize()} …\r")
            sys.stderr.flush()

    def summary(self, pages: int, files: int, size: int) -> None:
        """Log the numbers of pages, data files and bytes, and the seconds in each stage."""
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
    """Log an error in a template that all pages share, and return the Abort that ends the build.

    Returns None if the error does not come from a template.
    """
    fault = fault_within(project.templates, error)
    if fault is None:
        return None
    log.error(block(fault, {}, project.root).rstrip())
    return Abort(f"A template of the frame that all pages share fails. {headline(fault)}")


def frame_faults_logged(make: Maker, project: Project, log: logging.Logger) -> Maker:
    """Return a file maker that logs the errors in a page's frame and their locations."""

    def logged(path: str) -> None:
        try:
            make(path)
        except Exception as error:
            if abort := log_frame(log, project, error):
                raise abort from error
            raise

    return logged


def log_report(
    log: logging.Logger, site: Site, project: Project, warned: set[Diagnostic], *, strict: bool
) -> None:
    """Log the errors, the counts and the warnings.

    Each warning is logged only once while serving.
    """
    for diagnostic in site.checked.report:
        if diagnostic.level == "error":
            log.warning(block(diagnostic, {}, project.root).rstrip())
        elif diagnostic not in warned:
            warned.add(diagnostic)
            log.info(block(diagnostic, {}, project.root).rstrip())
    for line in site.checked.counts.lines():
        log.info(line)
    if (number := len(site.checked.report.errors)) and not strict:
        left_out = "Unreadable records are left out until you fix them."
        log.warning("The facts contain %s. %s", counted(number, "error"), left_out)
