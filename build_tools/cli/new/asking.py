"""Asks for the fields of a new record, each explained and checked as it is declared."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NoReturn, TypeVar

import click
from pydantic import BaseModel

from build_tools.diagnostics import Diagnostic
from build_tools.reading.shapes import fault_in_field
from build_tools.text import ID_PATTERN, did_you_mean, in_words
from build_tools.writing.declared import fields_of

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Asker:
    """Takes what the options give, asks for the rest, or takes what is proposed.

    ``is_asking`` is False where nobody is to be asked: then a field without an option or a proposal
    is an error that names the option.
    """

    is_asking: bool

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
    ) -> str:
        """Return one field's text, empty where it may be left out; ``known`` are the ids allowed.

        ``proposal`` is what counts without an answer; None where there must be one.
        """

        def checked(answer: str) -> str:
            answer = answer.strip()
            if answer and (fault := fault_in_field(model, name, answer)):
                raise click.UsageError(f"{fault.message} {fault.hint}")
            if answer and known is not None:
                _hold_known(name, [answer], known)
            return answer

        field = fields_of(model)[name]
        says = says or str(field.info.description)
        choices = f" One of {in_words(field.choices, 'or')}." if field.choices else ""
        example = f" For example: {field.good}." if field.good is not None else ""
        return self._answer(option or name, given, checked, proposal, says + (choices or example))

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
        option: str = "id",
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
            raise click.Abort

    def _answer(
        self,
        name: str,
        given: str | None,
        checked: Callable[[str], Answer],
        proposal: str | None,
        says: str,
    ) -> Answer:
        option = "--" + name.replace("_", "-")
        if given is not None:
            try:
                return checked(given)
            except click.UsageError as error:
                raise click.UsageError(f"{option}: {error.message}") from error
        if not self.is_asking:
            if proposal is None:
                raise click.UsageError(f"{option} is missing. {says}")
            return checked(proposal)
        click.secho(says, dim=True)
        answer: Answer = click.prompt(
            name.replace("_", " "),
            default=proposal,
            show_default=bool(proposal),
            value_proc=checked,
        )
        return answer


def refuse(faults: list[Diagnostic]) -> NoReturn:
    """End with what keeps the answers from being a record."""
    raise click.UsageError("\n".join(f"{one.message} {one.hint}" for one in faults))


def _hold_known(name: str, answers: Collection[str], known: Collection[str]) -> None:
    for answer in answers:
        if answer not in known:
            some = in_words(sorted(known)[:12]) or "none yet"
            more = " and others" if len(known) > 12 else ""
            hint = did_you_mean(answer, known, f"there are {some}{more}.")
            raise click.UsageError(f'"{answer}" is not known under "{name}". {hint}')
