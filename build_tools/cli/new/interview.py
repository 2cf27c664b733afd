"""Asks in a terminal for the fields that a new record still needs, or names them elsewhere."""

import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import click
from pydantic import BaseModel

from build_tools.cli.codes import WRONG_USE
from build_tools.cli.new.fields import (
    TODAY,
    Known,
    Plain,
    option_of,
    require_valid_text,
    row_of,
)
from build_tools.editing.drafts import Draft, Drafted, new_errors, write
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Project
from build_tools.facts.records.field_specs import Shape, fields_of
from build_tools.facts.wording import ID_PATTERN, in_words

MISSING = "These are missing, and there is no terminal to ask in (or --yes was given):"
REFUSED = "Nothing was written: `facts check` would refuse it."
COMMAS = "Write commas between ids. "
LEAVE_EMPTY = "Leave it empty if there is none, or no more."

# Raises a UsageError if an answer of good form will not do, seen with the fields before it.
Check = Callable[[Plain, str], None]
# A field that must be given: its model, its name and its option.
Needed = tuple[type[BaseModel], str, str]


@dataclass(frozen=True, slots=True)
class Interview:
    """How to ask: ``proposals`` count without an answer, ``checks`` and ``says`` go with a field.

    The names of an item's fields are written with its field: "evidence.stance".
    """

    known: Known
    is_asking: bool
    proposals: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    says: Mapping[str, Callable[[Plain], str]] = field(default_factory=dict)
    prefix: str = ""

    def require(self, missing: Iterable[Needed]) -> None:
        """If nobody can be asked, end with every missing option."""
        lines = {option: explained(model, name) for model, name, option in missing}
        if lines and not self.is_asking:
            width = max(map(len, lines)) + 2
            table = [f"  {option:{width}}{says}" for option, says in lines.items()]
            raise click.UsageError("\n".join([MISSING, *table]))

    def complete(self, model: type[BaseModel], plain: Plain, names: Iterable[str]) -> None:
        """Add the named fields that ``plain`` does not have."""
        for name in names:
            spec = fields_of(model)[name]
            if plain.get(name) or name in plain:
                continue
            if spec.shape is Shape.PARTS:
                plain[name] = self._rows(model, name)
            elif spec.shape is Shape.TEXTS:
                answer = self._text(model, name, plain, proposal="", before=COMMAS)
                plain[name] = [item.strip() for item in answer.split(",") if item.strip()]
            else:
                plain[name] = self._text(model, name, plain)

    def _rows(self, model: type[BaseModel], name: str) -> list[Plain]:
        """Ask for items until the first question about one has no answer."""
        spec = fields_of(model)[name]
        assert spec.part
        rows: list[Plain] = []
        while self.is_asking:
            row: Plain = {}
            is_begun = bool(spec.is_required and not rows)
            for part in row_of(spec):
                known = self.known.get((spec.part, part), ())
                if not is_begun and len(known) == 1:
                    row[part] = next(iter(known))  # for example the only article
                    continue
                key = f"{name}.{part}"
                proposal = self.proposals.get(key) if is_begun else ""
                before = "" if is_begun else f"{spec.description} "
                row[part] = self._text(
                    spec.part, part, row, key=key, proposal=proposal, before=before
                )
                if not row[part]:
                    return rows
                is_begun = True
            rows.append(row)
        return rows

    def _text(
        self,
        model: type[BaseModel],
        name: str,
        plain: Plain,
        *,
        key: str = "",
        proposal: str | None = None,
        before: str = "",
    ) -> str:
        """Return one field's text; ``proposal`` is empty if the field may be left out.

        ``key`` is the field's name with its item's, ``before`` what comes before the explanation.
        """
        key = key or name
        if proposal is None:
            proposal = self.proposals.get(name, "" if not _is_needed(model, name) else None)

        def checked(answer: str) -> str:
            answer = answer.strip()
            is_list = fields_of(model)[name].shape is Shape.TEXTS
            value = [item.strip() for item in answer.split(",")] if is_list else answer
            if answer or proposal is None:
                require_valid_text(model, name, value, self.known)
                if key in self.checks:
                    self.checks[key](plain, answer)
            return answer

        says = self.says[key](plain) if key in self.says else explained(model, name)
        says = f"{before}{says}{f' {LEAVE_EMPTY}' if before else ''}"
        return self.answer(self.prefix + name, proposal, checked, says)

    def new_id(
        self,
        given: str | None,
        proposal: str,
        taken: Collection[str],
        says: str,
        *,
        name: str = "id",
    ) -> str:
        """Return an id that no record has."""

        def checked(answer: str) -> str:
            if answer.casefold() in {identity.casefold() for identity in taken}:
                raise click.UsageError(f'The id "{answer}" is taken; nothing is overwritten.')
            if not re.fullmatch(ID_PATTERN, answer):
                raise click.UsageError("Use lower-case letters, digits and hyphens, at most 64.")
            return answer

        return checked(given) if given else self.answer(name, proposal, checked, says)

    def answer(
        self, name: str, proposal: str | None, checked: Callable[[str], str], says: str
    ) -> str:
        """Return the answer, or without anybody to ask the proposal."""
        if not self.is_asking:
            if proposal is None:
                raise click.UsageError(f"{option_of(name)} is missing. {says}")
            return checked(proposal)
        click.secho(says.strip(), dim=True)
        text: str = click.prompt(
            name.replace("_", " "),
            default=proposal,
            show_default=bool(proposal),
            value_proc=checked,
        )
        return text

    def confirm(self, question: str) -> None:
        """Ask whether to go on after a warning; without anybody to ask, go on."""
        if self.is_asking and not click.confirm(question, default=False):
            click.echo("Nothing was written.", err=True)
            raise click.exceptions.Exit(WRONG_USE)


def _is_needed(model: type[BaseModel], name: str) -> bool:
    return fields_of(model)[name].is_required


def can_prompt() -> bool:
    """Whether there is a terminal to ask in."""
    return sys.stdin.isatty()


def missing_fields(model: type[BaseModel], plain: Plain, proposals: Collection[str]) -> list[str]:
    """Return the required fields without a value or a proposal, in order."""
    names = (name for name, spec in fields_of(model).items() if spec.is_required)
    return [name for name in names if not {name} & {*plain, *proposals, *TODAY}]


def explained(model: type[BaseModel], name: str) -> str:
    """Return what a field is, with its choices or an example."""
    spec = fields_of(model)[name]
    if spec.choices:
        return f"{spec.description} One of {in_words(spec.choices, 'or')}."
    good = ", ".join(spec.good) if isinstance(spec.good, list) else str(spec.good or "")
    return f"{spec.description} For example: {good.rstrip('.')}." if good else spec.description


def write_all(
    project: Project, ledger: Ledger, known: Iterable[Diagnostic], drafts: Sequence[Drafted]
) -> None:
    """Write the drafts and say so, or write none if `facts check` would refuse one.

    ``known`` is what is wrong in the project already.
    """
    good = [draft for draft in drafts if isinstance(draft, Draft)]
    errors = [error for draft in drafts if isinstance(draft, list) for error in draft]
    if errors := errors or new_errors(ledger, known, good):
        unwritten = [draft.path for draft in good] or [error.span.path for error in errors]
        raise click.UsageError("\n".join([REFUSED, *_refusals(errors, unwritten)]))
    for draft in good:
        write(project, draft)
        click.echo(f"{'Written' if draft.before is None else 'Added to'}: {draft.path}")


def _refusals(errors: Iterable[Diagnostic], unwritten: Collection[str]) -> Iterable[str]:
    for error in errors:
        # A file that was not written has no line to open.
        is_new = error.span.path in unwritten
        where = "" if is_new else f"{error.span.path}:{error.span.line}: "
        yield f"  {where}{error.rule}: {error.message}"
        yield f"    {error.hint}"
