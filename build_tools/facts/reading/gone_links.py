"""Reads the states of external links, which ``facts links --external`` writes."""

from pathlib import Path

from build_tools.facts import link_status
from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.project import Project, file_at, read_text
from build_tools.facts.reading import file_names
from build_tools.facts.reading.project_files import Collected


def read_gone_links(project: Project, collected: Collected) -> None:
    """Read the links that are gone, each with the first day of that state. The file is optional."""
    name = file_names.LINK_STATES
    try:
        states = load_states(project.root / name, name)
    except link_status.LinkStatusError as error:
        hint = "Restore an earlier copy, or delete the file to start again."
        message = f"The status of addresses cannot be read. {error}"
        diagnostic = Diagnostic(Span(name, 1, 1, 1, 1), "readable", message, hint)
        collected.diagnostics.append(diagnostic)
        return
    collected.records["gone"] = [
        (address, status.since)
        for address, status in states.items()
        if status.state is link_status.State.GONE
    ]


def load_states(path: Path, name: str) -> dict[str, link_status.LinkStatus]:
    """Return the status of each address, or an empty mapping if there is no file.

    Raises :class:`~build_tools.facts.link_status.LinkStatusError` if the file cannot be read.
    """
    if not (path.exists() or path.is_symlink()):
        return {}
    text = read_text(file_at(path, name), link_status.MAX_BYTES)
    if isinstance(text, Diagnostic):
        raise link_status.LinkStatusError(text.message)
    return link_status.states(text)
