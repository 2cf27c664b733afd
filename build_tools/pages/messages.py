"""Translates templates with Jinja's ``{% trans %}``, ``_()`` and ``ngettext()``.

Messages are in English and may contain HTML. Their values are escaped. The compiled template is the
same for every language.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import jinja2
from jinja2.nodes import EvalContext
from markupsafe import Markup

from build_tools.facts.catalogue import Catalogue, capital
from build_tools.facts.nested_marks import nested_marks, within_marks

_IN_ENGLISH = Markup(' lang="en" dir="ltr"')


def add_messages(environment: jinja2.Environment, words: Catalogue) -> None:
    """Let the environment's templates use the catalogue's messages."""
    environment.add_extension("jinja2.ext.i18n")
    # Values are filled in by name in every message, even in a message without placeholders.
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    gettext, ngettext = _gettext(words), _ngettext(words)
    environment.globals.update(_=gettext, gettext=gettext, ngettext=ngettext, catalogue=words)
    # This value is for texts that exist only in English, such as the explanations of rules.
    environment.globals["in_english"] = Markup("") if words.is_english else _IN_ENGLISH
    environment.filters["capital"] = _capital
    # This filter is for constants from the code. The text is escaped, and no value is filled in.
    environment.filters["message"] = words.message
    # This filter is for sentences from checks, which contain their values.
    environment.filters["filled"] = words.filled
    environment.filters["date"] = words.date
    environment.filters["listed"] = words.listed
    # This filter is for texts inside a template's quotation marks: quoted words and titles.
    environment.filters["within_marks"] = partial(within_marks, marks=words.marks)
    environment.filters["nested_marks"] = partial(nested_marks, marks=words.marks)


def _gettext(words: Catalogue) -> Callable[..., str]:
    known: dict[str, Markup] = {}

    @jinja2.pass_eval_context
    def gettext(context: EvalContext, message: str, /, **values: Any) -> str:
        if not context.autoescape:
            return words.gettext(message, **values)
        if values:
            return _filled(words, words.message(message), values)
        if message not in known:
            known[message] = _filled(words, words.message(message), {})
        return known[message]

    return gettext


def _ngettext(words: Catalogue) -> Callable[..., str]:
    @jinja2.pass_eval_context
    def ngettext(
        context: EvalContext, singular: str, plural: str, number: int, /, **values: Any
    ) -> str:
        if not context.autoescape:
            return words.ngettext(singular, plural, number, **values)
        values.setdefault("num", words.in_words(number))
        return _filled(words, words.plural(singular, plural, number), values)

    return ngettext


def _filled(words: Catalogue, message: str, values: Mapping[str, Any]) -> Markup:
    # The message is ours, and Markup escapes the values.
    return Markup(words.fill(Markup(message), values))  # noqa: S704


def _capital(text: str) -> str:
    capitalised = capital(text)
    return Markup(capitalised) if isinstance(text, Markup) else capitalised  # noqa: S704
