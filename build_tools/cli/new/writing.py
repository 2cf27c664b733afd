"""Writes new records, unless `facts check` would refuse any of them."""

from collections.abc import Collection, Iterable, Sequence

import click

from build_tools.editing.drafts import Draft, Drafted, new_errors, write
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project

REFUSED = "Nothing was written: `facts check` would refuse it."


def write_all(
    project: Project, ledger: Ledger, known: Iterable[Diagnostic], drafts: Sequence[Drafted]
) -> None:
    """Write the drafts and list them. Write nothing if `facts check` would refuse any of them.

    ``known`` are the errors that the project already has.
    """
    good = [draft for draft in drafts if isinstance(draft, Draft)]
    errors = [error for draft in drafts if isinstance(draft, list) for error in draft]
    if errors := errors or new_errors(ledger, known, good):
        unwritten = [draft.path for draft in good] or [error.span.path for error in errors]
        raise click.UsageError("\n".join([REFUSED, *_refusals(errors, unwritten)]))
    for draft in good:
        write(project, draft)
        is_changed = draft.path.startswith("seeds/")
        verb = "Written" if draft.before is None else "Changed" if is_changed else "Added to"
        click.echo(f"{verb}: {draft.path}")


def _refusals(errors: Iterable[Diagnostic], unwritten: Collection[str]) -> Iterable[str]:
    for error in errors:
        # The file was not written, so its line numbers are useless.
        is_new = error.span.path in unwritten
        where = "" if is_new else f"{error.span.path}:{error.span.line}: "
        yield f"  {where}{error.rule}: {error.message}"
        yield f"    {error.hint}"
