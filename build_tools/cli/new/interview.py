"""Asks in a terminal for the fields that a new record lacks. Without a terminal, lists them."""

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
    ids_of,
    option_of,
    require_valid_text,
    row_of,
)
from build_tools.editing.drafts import Draft, Drafted, new_errors, write
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.records.field_specs import FieldSpec, Shape, fields_of
from build_tools.facts.wording import ID_PATTERN, in_words

MISSING = "Missing options (there is no terminal to prompt in, or --yes was given):"
REFUSED = "Nothing was written: `facts check` would refuse it."
COMMAS = "Separate ids with commas. "
LEAVE_EMPTY = "Leave it empty if there are none, or no more."

# Raises a UsageError if a well-formed answer is wrong, given the fields before it.
Check = Callable[[Plain, str], None]
# A field that must be given: its model, its name and its option.
Needed = tuple[type[BaseModel], str, str]


@dataclass(frozen=True, slots=True)
class Interview:
    """How to ask. ``proposals`` are defaults; ``checks`` and ``says`` belong to a field.

    ``after_item`` asks more about an item of a field after its required fields.

    An item's fields are named with the field that contains it: "evidence.stance".
    """

    known: Known
    is_asking: bool
    proposals: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    says: Mapping[str, Callable[[Plain], str]] = field(default_factory=dict)
    after_item: Mapping[str, Callable[["Interview", Plain], None]] = field(default_factory=dict)
    prefix: str = ""

    def require(self, missing: Iterable[Needed]) -> None:
        """Without a terminal, stop and list every missing option."""
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
                plain[name] = self._items(spec)
            elif spec.shape is Shape.TEXTS:
                answer = self._text(model, spec, plain, before=COMMAS)
                plain[name] = ids_of(answer)
            else:
                plain[name] = self._text(model, spec, plain)

    def _items(self, spec: FieldSpec) -> list[Plain]:
        """Ask for items until the first question about an item gets no answer."""
        assert spec.part
        items: list[Plain] = []
        while self.is_asking:
            item: Plain = {}
            is_begun = spec.is_required and not items
            for part in row_of(spec):
                known = self.known.ids.get((spec.part, part), ())
                if not is_begun and len(known) == 1:
                    item[part] = next(iter(known))  # for example the only article
                    continue
                before = "" if is_begun else f"{spec.description} "
                item[part] = self._text(
                    spec.part,
                    fields_of(spec.part)[part],
                    item,
                    key=f"{spec.name}.{part}",
                    before=before,
                    is_optional=not is_begun,
                )
                if not item[part]:
                    return items
                is_begun = True
            if spec.name in self.after_item:
                self.after_item[spec.name](self, item)
            items.append(item)
        return items

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
        """Return a field's text, empty if it is left out. ``before`` starts its explanation.

        ``key`` is the field's name with its item's; ``plain`` are the fields before it.
        """
        key = key or spec.name
        otherwise = None if spec.is_required else ""
        proposal = "" if is_optional else self.proposals.get(key, otherwise)

        def checked(answer: str) -> str:
            answer = answer.strip()
            if spec.shape is Shape.TEXTS:
                ids = [self.known.id_of(model, spec.name, text) for text in ids_of(answer)]
                answer = ", ".join(ids)
            else:
                answer = self.known.id_of(model, spec.name, answer)
            if answer or proposal is None:
                value = ids_of(answer) if spec.shape is Shape.TEXTS else answer
                require_valid_text(model, spec.name, value, self.known)
                if key in self.checks:
                    self.checks[key](plain, answer)
            return answer

        says = self.says[key](plain) if key in self.says else explained(model, spec.name)
        says = f"{before}{says}{f' {LEAVE_EMPTY}' if proposal == '' and before else ''}"
        return self.answer(self.prefix + spec.name, proposal, checked, says)

    def new_id(
        self, name: str, given: str | None, proposal: str, taken: Collection[str], says: str
    ) -> str:
        """Return an id that no record has. ``name`` is its name in options and questions."""

        def checked(answer: str) -> str:
            if answer.casefold() in {identity.casefold() for identity in taken}:
                raise click.UsageError(f'The id "{answer}" is already used.')
            if not re.fullmatch(ID_PATTERN, answer):
                raise click.UsageError("Use lower-case letters, digits and hyphens, at most 64.")
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
        """Return the answer, or the proposal if there is no prompting."""
        if not self.is_asking:
            if proposal is None:
                raise click.UsageError(f"{option_of(name)} is missing. {says}")
            return checked(proposal)
        click.secho(says.strip(), dim=True)

        def answered(text: str) -> str:
            if proposal is None and not text.strip():
                raise click.UsageError(
                    "This needs an answer. Ctrl+C stops without writing anything."
                )
            return checked(text)

        # With an empty default, an empty answer reaches the check, which explains the problem.
        text: str = click.prompt(
            name.replace("_", " "),
            default=proposal or "",
            show_default=bool(proposal),
            value_proc=answered,
        )
        return text

    def confirm(self, question: str) -> None:
        """Ask whether to go on after a warning. Without prompting, go on."""
        if self.is_asking:
            require_yes(question)


def require_yes(question: str) -> None:
    """Ask a question, and exit unless the answer is yes."""
    if not click.confirm(question, default=False):
        click.echo("Nothing was written.", err=True)
        raise click.exceptions.Exit(WRONG_USE)


def can_prompt() -> bool:
    """Whether there is a terminal to prompt in."""
    return sys.stdin.isatty()


def missing_fields(model: type[BaseModel], plain: Plain, proposals: Collection[str]) -> list[str]:
    """Return the required fields without a value or a proposal, in order."""
    names = (name for name, spec in fields_of(model).items() if spec.is_required)
    return [name for name in names if not {name} & {*plain, *proposals, *TODAY}]


def explained(model: type[BaseModel], name: str) -> str:
    """Return the description of a field, with its choices or an example."""
    spec = fields_of(model)[name]
    if spec.choices:
        return f"{spec.description} One of {in_words(spec.choices, 'or')}."
    good = ", ".join(spec.good) if isinstance(spec.good, list) else str(spec.good or "")
    return f"{spec.description} For example: {good.rstrip('.')}." if good else spec.description


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
        # A line number is useless if the file was not written.
        is_new = error.span.path in unwritten
        where = "" if is_new else f"{error.span.path}:{error.span.line}: "
        yield f"  {where}{error.rule}: {error.message}"
        yield f"    {error.hint}"
