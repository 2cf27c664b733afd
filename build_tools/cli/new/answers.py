"""Remembers what a person has typed, so that questions can begin again without being shown."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import click

from build_tools.cli.new.fields import Plain, as_command

BACK = "<"
State = TypeVar("State")
Result = TypeVar("Result")


class BackError(Exception):
    """The user goes back to the previous question."""


class ChangedError(Exception):
    """The project has a new record, so the questions start again with the same answers."""


@dataclass(slots=True)
class Answers:
    """The answers that the user has typed, in order.

    ``at`` is the number of answers already used. ``rounds`` is the number of times that the
    questions started again.
    """

    typed: list[str] = field(default_factory=list)
    at: int = 0
    rounds: int = 0

    @property
    def is_repeating(self) -> bool:
        """Whether the next question already has an answer."""
        return self.at < len(self.typed)

    def begin_again(self, *, without_last: bool = False) -> None:
        """Start again with the first answer. If the user goes back, delete the last answer."""
        if without_last:
            del self.typed[-1:]
        self.at = 0
        self.rounds += 1

    def checked(self, text: str, check: Callable[[str], str]) -> str:
        """Store an answer, and return the result of the check.

        Raises BackError if the user goes back, or UsageError if the answer fails the check.
        An answer that fails the check is not stored.
        """
        if text.strip() == BACK:
            raise BackError
        self.typed.append(text)
        self.at = before = len(self.typed)
        try:
            return check(text)
        except click.UsageError:
            del self.typed[before - 1 :]
            self.at = before - 1
            raise

    def repeated(self, check: Callable[[str], str]) -> str | None:
        """Check and return the next answer from the previous round, or None if no answer is left.

        If an answer fails the check, delete it and all later answers, and return None.
        """
        if not self.is_repeating:
            return None
        at = self.at
        self.at += 1
        try:
            return check(self.typed[at])
        except click.UsageError:
            del self.typed[at:]
            self.at = at
            return None


def asked(answers: Answers, read: Callable[[], State], ask: Callable[[State], Result]) -> Result:
    """Return the result of ``ask``. Call ``ask`` again if the user goes back or adds a record.

    ``read`` reads the project first, and again after a record is added.
    """
    state = read()
    while True:
        try:
            return ask(state)
        except BackError:
            answers.begin_again(without_last=True)
        except ChangedError:
            answers.begin_again()
            state = read()


@contextmanager
def keeping_answers(
    is_asking: bool, verb: str, plain: Plain, more: Mapping[str, str]
) -> Iterator[None]:
    """If the questions end with an exception, print the answers as a command that repeats them.

    ``more`` are further options. Options without a value are left out.
    """
    try:
        yield
    except (BackError, ChangedError):
        raise
    except BaseException:
        options = {option: text for option, text in more.items() if text}
        if is_asking and (plain or options):
            click.echo("\nYour answers, as a command that you can correct and run again:\n")
            click.echo(as_command(verb, plain, options) + "\n")
        raise
