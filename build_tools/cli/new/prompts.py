"""Asks for the fields of a new record, each explained and checked as it is declared."""

import re
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn, TypeVar

import click
from pydantic import BaseModel

from build_tools.cli.codes import WRONG_USE
from build_tools.editing.drafts import Draft, Drafted, new_errors, write
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Project
from build_tools.facts.reading.validation import fault_in_field
from build_tools.facts.records.field_specs import fields_of
from build_tools.facts.wording import ID_PATTERN, did_you_mean, in_words

Answer = TypeVar("Answer")


NAMED_ID = ("identity", "key")  # parameters that the command line calls --id
MISSING = "These are missing, and there is no terminal to ask in (or --yes was given):"
REFUSED = "Nothing was written: `facts check` would refuse it."


@dataclass(frozen=True, slots=True)
class Asker:
    """Takes what the options give, asks for the rest, or takes what is proposed.

    ``is_asking`` is False where nobody is to be asked: then :meth:`need` ends with all options that
    are missing. ``option`` and ``name`` are names of the command's parameters: what they are called
    on the command line is looked up there.
    """

    is_asking: bool

    def need(self, missing: Iterable[tuple[str, type[BaseModel], str]]) -> None:
        """Where nobody is asked, end with every option that is missing: its field says what it is.

        Each is a parameter with the model and the field that it fills.
        """
        told = [(option_of(name), explained(model, field)) for name, model, field in missing]
        if told and not self.is_asking:
            width = max(len(option) for option, _ in told) + 2
            lines = [f"  {option:{width}}{says}" for option, says in told]
            raise click.UsageError("\n".join([MISSING, *lines]))

    def text(
        self,
        model: type[BaseModel],
        name: str,
        given: str | None,
        *,
        proposal: str | None = None,
        known: Collection[str] | None = None,
        option: str = "",
        says: str = "",
        also: Callable[[str], None] = lambda answer: None,
    ) -> str:
        """Return one field's text, empty where it may be left out; ``known`` are the ids allowed.

        ``proposal`` is what counts without an answer; None where there must be one. ``also`` raises
        a UsageError where an answer of good form will not do.
        """

        def checked(answer: str) -> str:
            answer = answer.strip()
            is_needed = proposal is None
            if (answer or is_needed) and (fault := fault_in_field(model, name, answer)):
                raise click.UsageError(f"{fault.message} {fault.hint}")
            if answer and known is not None:
                _hold_known(name, [answer], known)
            if answer:
                also(answer)
            return answer

        return self._answer(option or name, given, checked, proposal, explained(model, name, says))

    def ids(
        self, model: type[BaseModel], name: str, given: Collection[str], known: Collection[str]
    ) -> list[str]:
        """Return the ids of a list, asked for with commas between them; all of them are known."""

        def checked(answer: str) -> list[str]:
            names = [one.strip() for one in answer.split(",") if one.strip()]
            _hold_known(name, names, known)
            return names

        says = f"{fields_of(model)[name].info.description} Ids with commas between; none is fine."
        return self._answer(name, ",".join(given) or None, checked, "", says)

    def new_id(
        self,
        given: str | None,
        proposal: str,
        taken: Collection[str],
        says: str,
        *,
        option: str = "identity",
    ) -> str:
        """Return an id that nobody has."""
        held = {one.casefold(): one for one in taken}

        def checked(answer: str) -> str:
            if answer.casefold() in held:
                raise click.UsageError(f'The id "{answer}" is taken; nothing is overwritten.')
            if not re.fullmatch(ID_PATTERN, answer):
                raise click.UsageError("Use lower-case letters, digits and hyphens, at most 64.")
            return answer

        return self._answer(option, given, checked, proposal, says)

    def go_on(self, question: str) -> None:
        """Ask whether to go on after a warning; without anybody to ask, go on."""
        if self.is_asking and not click.confirm(question, default=False):
            click.echo("Nothing was written.", err=True)
            raise click.exceptions.Exit(WRONG_USE)

    def _answer(
        self,
        name: str,
        given: str | None,
        checked: Callable[[str], Answer],
        proposal: str | None,
        says: str,
    ) -> Answer:
        if given is not None:
            try:
                return checked(given)
            except click.UsageError as error:
                raise click.UsageError(f"{option_of(name)}: {error.message}") from error
        if not self.is_asking:
            if proposal is None:
                raise click.UsageError(f"{option_of(name)} is missing. {says}")
            return checked(proposal)
        click.secho(says, dim=True)
        answer: Answer = click.prompt(
            "id" if name in NAMED_ID else name.replace("_", " "),
            default=proposal,
            show_default=bool(proposal),
            value_proc=checked,
        )
        return answer


def can_prompt() -> bool:
    """Tell whether a person can be asked: a pipe, a file or nothing is no terminal."""
    return sys.stdin.isatty()


def option_of(name: str) -> str:
    """Return how the running command calls its parameter: "--country" for ``countries``."""
    command = click.get_current_context().command
    parameter = next(one for one in command.params if one.name == name)
    if isinstance(parameter, click.Argument):
        return parameter.make_metavar(click.get_current_context())
    return parameter.opts[0]


def explained(model: type[BaseModel], name: str, says: str = "") -> str:
    """Return what a field is, with its choices or an example; ``says`` replaces its own words."""
    field = fields_of(model)[name]
    says = says or str(field.info.description)
    if field.choices:
        return f"{says} One of {in_words(field.choices, 'or')}."
    example = str(field.good).rstrip(".") if field.good is not None else ""
    return f"{says} For example: {example}." if example else says


def write_all(
    project: Project, ledger: Ledger, known: Iterable[Diagnostic], drafts: Sequence[Drafted]
) -> None:
    """Write the drafts and say so; end before the first if `facts check` would refuse one.

    ``known`` is what is wrong in the project already.
    """
    good = [draft for draft in drafts if isinstance(draft, Draft)]
    faults = [fault for draft in drafts if isinstance(draft, list) for fault in draft]
    if faults := faults or new_errors(ledger, known, good):
        refuse(faults, [draft.path for draft in good] or [one.span.path for one in faults])
    for draft in good:
        write(project, draft)
        click.echo(f"{'Written' if draft.before is None else 'Added to'}: {draft.path}")


def refuse(faults: Iterable[Diagnostic], unwritten: Collection[str]) -> NoReturn:
    """End with what keeps the answers from being a record, or `facts check` from being clean.

    A place is told only in a file that somebody can open: not in those not written.
    """
    lines = [REFUSED]
    for one in faults:
        where = "" if one.span.path in unwritten else f"{one.span.path}:{one.span.line}: "
        lines += [f"  {where}{one.rule}: {one.message}", f"    {one.hint}"]
    raise click.UsageError("\n".join(lines))


def _hold_known(name: str, answers: Collection[str], known: Collection[str]) -> None:
    for answer in answers:
        if answer not in known:
            some = in_words(sorted(known)[:12]) or "none yet"
            more = " and others" if len(known) > 12 else ""
            hint = did_you_mean(answer, known, f"there are {some}{more}.")
            raise click.UsageError(f'"{answer}" is not known under "{name}". {hint}')
