"""Asks for the missing fields of a new record, or lists the fields if there is no terminal.

The user can go back to the previous question. The questions then start again, but answered
questions are not shown again.
"""

import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import click
from pydantic import BaseModel

from build_tools.cli.codes import WRONG_USE
from build_tools.cli.new.answers import Answers
from build_tools.cli.new.fields import (
    Known,
    Plain,
    ids_of,
    option_of,
    require_valid_text,
    row_of,
)
from build_tools.cli.new.missing import Needed, explained, missing_fields
from build_tools.editing.proposed_ids import as_id
from build_tools.facts.records.field_specs import FieldSpec, Shape, fields_of
from build_tools.facts.wording import ID_PATTERN

MISSING = "Missing options (there is no terminal to prompt in, or --yes was given):"
COMMAS = "Separate ids with commas. "
LEAVE_EMPTY = "Leave it empty if there are none, or no more."
NONE = "-"
HOW_TO_ANSWER = (
    "Enter accepts the answer in [brackets], - leaves it empty, and < goes back to the previous "
    "question. Ctrl+C stops and prints your answers as a command."
)
_NO = ("", "n", "no")
_YES = ("y", "yes")
# The largest number of ids that a question lists.
MAX_LISTED = 9


# Raises a UsageError if an answer contradicts the previous fields.
Check = Callable[[Plain, str], None]


@dataclass(frozen=True, slots=True)
class Interview:
    """The settings for the questions, by the name of the field.

    ``proposals`` are default answers, ``checks`` check an answer, and ``says`` explain a question.
    ``after_item`` asks further questions about an item. ``choices`` are the ids that a question
    lists. A number or a unique part of an id is enough to choose it. ``offers`` may add a record
    that an answer names but the project lacks.

    A field of an item is named with its list: "evidence.stance".
    """

    known: Known
    is_asking: bool
    proposals: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    says: Mapping[str, Callable[[Plain], str]] = field(default_factory=dict)
    after_item: Mapping[str, Callable[["Interview", Plain], None]] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    offers: Mapping[str, Callable[[str, str], None]] = field(default_factory=dict)
    prefix: str = ""
    answers: Answers = field(default_factory=Answers)

    def require(self, missing: Iterable[Needed]) -> None:
        """Raise a UsageError that lists the missing options, unless the user can be asked."""
        lines = {option: explained(model, name) for model, name, option in missing}
        if lines and not self.is_asking:
            width = max(map(len, lines)) + 2
            table = [f"  {option:{width}}{says}" for option, says in lines.items()]
            raise click.UsageError("\n".join([MISSING, *table]))

    def complete(self, model: type[BaseModel], plain: Plain, names: Iterable[str]) -> None:
        """Ask for the named fields that ``plain`` lacks."""
        for name in names:
            spec = fields_of(model)[name]
            if name in plain:
                continue
            if spec.shape is Shape.PARTS:
                # Each item is added to the record immediately, so that no failure loses answers.
                self._items(spec, plain.setdefault(name, []))
            elif spec.shape is Shape.TEXTS:
                answer = self._text(model, spec, plain, before=COMMAS)
                plain[name] = ids_of(answer)
            else:
                plain[name] = self._text(model, spec, plain)

    def fill_items(self, model: type[BaseModel], plain: Plain, besides: str = "") -> None:
        """Ask for the fields that items from the options lack. Skip the field ``besides``."""
        for name, value in plain.items():
            spec = fields_of(model)[name]
            if not spec.part or name == besides:
                continue
            for item in value if spec.shape is Shape.PARTS else [value]:
                keys = {part: f"{name}.{part}" for part in row_of(spec)}
                for part in missing_fields(spec.part, item, ()):
                    inner = fields_of(spec.part)[part]
                    if inner.shape is Shape.PARTS:
                        self._items(inner, item.setdefault(part, []))
                    else:
                        item[part] = self._text(spec.part, inner, item, key=keys.get(part, ""))
                self.fill_items(spec.part, item)

    def _items(self, spec: FieldSpec, items: list[Plain]) -> None:
        """Ask for items until the user leaves the first question about an item empty."""
        while self.is_asking:
            item: Plain = {}
            items.append(item)
            if not self._item(spec, item, is_begun=spec.is_required and len(items) == 1):
                items.pop()
                return
            if spec.name in self.after_item:
                self.after_item[spec.name](self, item)

    def _item(self, spec: FieldSpec, item: Plain, *, is_begun: bool) -> bool:
        """Ask for an item's required fields. Return whether the user has entered an item.

        If ``is_begun``, the first field also needs an answer.
        """
        assert spec.part
        for part in row_of(spec):
            known = self.known.ids.get((spec.part, part), ())
            if not is_begun and len(known) == 1 and f"{spec.name}.{part}" not in self.choices:
                item[part] = next(iter(known))  # such as the only article
                continue
            inner = fields_of(spec.part)[part]
            if inner.shape is Shape.PARTS:
                self._items(inner, item.setdefault(part, []))
                continue
            before = "" if is_begun else f"{spec.description} "
            key = f"{spec.name}.{part}"
            item[part] = self._text(
                spec.part, inner, item, key=key, before=before, is_optional=not is_begun
            )
            if not item[part]:
                return False
            is_begun = True
        return True

    def _text(
        self,
        model: type[BaseModel],
        spec: FieldSpec,
        plain: Plain,
        *,
        key: str = "",
        before: str = "",
        is_optional: bool = False,
    ) -> str:
        """Return the answer for a field, or "" if the field is left out.

        ``key`` is the name for a field of an item, such as "evidence.stance". ``plain`` contains
        the previous fields, and ``before`` is the beginning of the explanation.
        """
        key = key or spec.name
        otherwise = None if spec.is_required else ""
        proposal = "" if is_optional else self.proposals.get(key, otherwise)

        def checked(answer: str) -> str:
            answer = self._meant(model, spec, key, answer.strip())
            if answer or proposal is None:
                value = ids_of(answer) if spec.shape is Shape.TEXTS else answer
                require_valid_text(model, spec.name, value, self.known)
                if key in self.checks:
                    self.checks[key](plain, answer)
            return answer

        says = self.says[key](plain) if key in self.says else explained(model, spec.name)
        says = f"{before}{says}{f' {LEAVE_EMPTY}' if proposal == '' and before else ''}"
        if key in self.choices:
            says = "\n".join([says.strip(), *_listed(self.choices[key])])
        return self.answer(self.prefix + spec.name, proposal, checked, says)

    def _meant(self, model: type[BaseModel], spec: FieldSpec, key: str, answer: str) -> str:
        """Return an answer with whole ids in place of names, numbers and parts of ids."""
        texts = ids_of(answer) if spec.shape is Shape.TEXTS else [answer]
        ids = [self.known.id_of(model, spec.name, text) for text in texts]
        if key in self.choices:
            ids = [_chosen(identity, self.choices[key]) for identity in ids]
        # Ask only about a new answer.
        if key in self.offers and self.is_asking and not self.answers.is_repeating:
            for identity in ids:
                if self.known.is_new(model, spec.name, identity):
                    self.offers[key](spec.name, identity)
        return ", ".join(ids)

    def new_id(
        self, name: str, given: str | None, proposal: str, taken: Collection[str], says: str
    ) -> str:
        """Return an id that is not ``taken``. ``name`` is its name in options and questions."""

        def checked(answer: str) -> str:
            if answer.casefold() in {identity.casefold() for identity in taken}:
                raise click.UsageError(f'The id "{answer}" is already used.')
            if not re.fullmatch(ID_PATTERN, answer):
                raise click.UsageError(
                    "Use lower-case letters from a to z, digits and hyphens, at most 64, such as "
                    f"{as_id(answer, self.known.lang) or proposal}."
                )
            return answer

        if not given:
            return self.answer(name, proposal, checked, says)
        try:
            return checked(given)
        except click.UsageError as error:
            raise click.UsageError(f"{option_of(name)}: {error.message}") from error

    def answer(
        self, name: str, proposal: str | None, checked: Callable[[str], str], says: str
    ) -> str:
        """Return the answer, or the proposal if there is no prompt."""
        if not self.is_asking:
            if proposal is None:
                raise click.UsageError(f"{option_of(name)} is missing. {says}")
            return checked(proposal)

        def answered(text: str) -> str:
            if proposal and text.strip() == NONE:
                text = ""
            if proposal is None and not text.strip():
                raise click.UsageError(
                    "This question needs an answer. Ctrl+C stops without writing anything."
                )
            return checked(text)

        if (repeated := self.answers.repeated(answered)) is not None:
            return repeated
        click.secho(says.strip(), dim=True)
        # Without a default, click would reject an empty answer without an explanation.
        text: str = click.prompt(
            name.replace("_", " "),
            default=proposal or "",
            show_default=bool(proposal),
            value_proc=lambda typed: self.answers.checked(typed, answered),
        )
        return text

    def tell(self, text: str) -> None:
        """Print a line, unless the next question is already answered."""
        if not self.answers.is_repeating:
            click.echo(text)

    def explain(self) -> None:
        """Explain how to answer, before the first question."""
        if self.is_asking:
            self.tell_once(HOW_TO_ANSWER)

    def tell_once(self, text: str) -> None:
        """Print a line, but only in the first round of questions."""
        if self.answers.rounds == 0:
            click.echo(text)

    def confirm(self, question: str) -> None:
        """Ask whether to go on after a warning. Without a prompt, go on."""
        if self.is_asking:
            self.require_yes(question)

    def require_yes(self, question: str) -> None:
        """Ask a yes-or-no question, and exit unless the answer is yes."""
        if not self.is_yes(question):
            click.echo("Nothing was written.", err=True)
            raise click.exceptions.Exit(WRONG_USE)

    def is_yes(self, question: str) -> bool:
        """Ask a yes-or-no question, and return whether the answer is yes. The default is no."""

        def answered(text: str) -> str:
            if text.strip().casefold() not in (*_YES, *_NO):
                raise click.UsageError("Answer yes or no.")
            return text.strip().casefold()

        answer = self.answers.repeated(answered)
        if answer is None:
            answer = click.prompt(
                f"{question} [y/N]",
                default="",
                show_default=False,
                value_proc=lambda typed: self.answers.checked(typed, answered),
            )
        return answer in _YES


def _listed(ids: Sequence[str]) -> list[str]:
    """Return a numbered line for each of the first ids, and a line on the number of other ids."""
    lines = [f"  {number} {identity}" for number, identity in enumerate(ids[:MAX_LISTED], 1)]
    if others := len(ids) - MAX_LISTED:
        lines += [f"  There are {others} more."] if others > 0 else []
    return [*lines, "  A number or a part of the key is enough."] if lines else []


def _chosen(answer: str, ids: Sequence[str]) -> str:
    """Return the id with this number or unique part, or otherwise the answer itself."""
    if answer in ids or not answer:
        return answer
    if answer.isdecimal() and 1 <= int(answer) <= min(len(ids), MAX_LISTED):
        return ids[int(answer) - 1]
    parts = [identity for identity in ids if answer.casefold() in identity.casefold()]
    return parts[0] if len(parts) == 1 else answer


def can_prompt() -> bool:
    """Return whether there is a terminal to prompt in."""
    return sys.stdin.isatty()
