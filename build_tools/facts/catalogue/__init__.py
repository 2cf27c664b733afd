"""Translates the words that readers see, from a gettext catalogue for each language.

The English sentence is the key of a message. The translations are in
``build_tools/words/<tag>.po``. A message without a translation stays in English, between two
private-use characters, which records cannot contain. In pages, :func:`with_languages` replaces
these characters with an element that has ``lang="en"``. In other files, :func:`without_marks`
removes the characters.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from build_tools.facts.catalogue.date_words import date_words
from build_tools.facts.catalogue.english_runs import CLOSED, OPENED, EnglishRuns
from build_tools.facts.catalogue.filled import FilledMessage, LocalText, in_english
from build_tools.facts.catalogue.po_files import (
    ENGLISH,
    MARKS,
    has_translations,
    is_english,
    translations,
)
from build_tools.facts.dates import MONTHS, Day, When
from build_tools.facts.direction import direction
from build_tools.facts.nested_marks import nested_marks
from build_tools.facts.page_marks import PageMarks, page_marks
from build_tools.facts.wording import in_words, number_words

if TYPE_CHECKING:
    from babel import Locale

__all__ = [
    "ENGLISH",
    "IN_ENGLISH",
    "N_",
    "Catalogue",
    "FilledMessage",
    "capital",
    "nN_",
    "with_languages",
    "without_marks",
]

_OPEN, _CLOSE = MARKS
# The rest of a tag. The value of an attribute may contain ">".
_REST = r"""(?:[^<>"']|"[^"]*"|'[^']*')*>"""
# Parts of a page that cannot contain elements, such as comments, tags, pictures, titles, scripts
# and the options in a form.
_PLAIN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(title|script|style|option|textarea)\b.*?(?:</\1>|\Z)"
    rf"|<(?P<close>/?)svg\b{_REST}|<{_REST}|<[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_DELETE = {ord(mark): None for mark in MARKS}


def N_(message: str) -> str:  # noqa: N802  (gettext's own name, which its extraction expects)
    """Mark a message for the catalogues, and return it unchanged for translation later."""
    return message


def nN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802
    """Mark both forms of a message for the catalogues, and return them for ``ngettext`` later."""
    return singular, plural


class Catalogue:
    """The translations and formats for a language (a BCP 47 tag)."""

    def __init__(self, lang: str = ENGLISH) -> None:
        self.lang: Final = lang
        self.is_english: Final = is_english(lang)
        self._translations: Final = translations(lang)
        self.is_untranslated: Final = not has_translations(lang)

    @cached_property
    def locale(self) -> "Locale":
        """CLDR's data for the language, or for English if CLDR does not have the language."""
        from babel import Locale, UnknownLocaleError  # Babel's tables are large

        try:
            return Locale.parse(self.lang, sep="-")
        except (UnknownLocaleError, ValueError):
            return Locale(ENGLISH)

    @property
    def own_name(self) -> str:
        """The language's name for itself."""
        return self.language_name(self.lang)

    def language_name(self, code: str) -> str:
        """Return the name of a language (BCP 47) from CLDR, or the code if CLDR has no name."""
        from babel import Locale, UnknownLocaleError

        known = self.locale.languages
        if name := known.get(code):
            return str(name)
        try:
            locale = Locale.parse(code, sep="-", resolve_likely_subtags=False)
            return str(locale.get_display_name(self.locale))
        except (UnknownLocaleError, ValueError):
            return str(known.get(code.partition("-")[0], code))

    def country_name(self, code: str) -> str:
        """Return the name of a country (ISO 3166) from CLDR, or the code if CLDR has no name."""
        return str(self.locale.territories.get(code, code))

    @cached_property
    def marks(self) -> PageMarks:
        """The language's quotation marks, which we put around words."""
        return page_marks(self.lang)

    @property
    def direction(self) -> str:
        """The direction of the language's script: "ltr" or "rtl"."""
        return direction(self.lang)

    def message(self, message: str) -> str:
        """Return the translation of a message, with unfilled placeholders."""
        return self._translations.gettext(message)

    def plural(self, singular: str, plural: str, number: int) -> str:
        """Return the translated form for a number, with unfilled placeholders."""
        return self._translations.ngettext(singular, plural, number)

    def gettext(self, message: str, /, **values: object) -> str:
        """Return the message in this language, with each ``%(name)s`` replaced by its value."""
        return self.fill(self.message(message), values)

    def ngettext(self, singular: str, plural: str, number: int, /, **values: object) -> str:
        """Return the singular or plural form for a number, with the values filled in.

        ``%(num)s`` is the number as :meth:`in_words` returns it.
        """
        values.setdefault("num", self.in_words(number))
        return self.fill(self.plural(singular, plural, number), values)

    def fill(self, message: str, values: Mapping[str, Any]) -> str:
        """Return a message with its values filled in, in the message's own language."""
        if message.startswith(_OPEN):
            return message % {name: in_english(value) for name, value in values.items()}
        return message % values

    def filled(self, text: str) -> str:
        """Return a filled message in this language. Any other text is a message without values."""
        if not text:
            return ""
        if not isinstance(text, FilledMessage):
            return self.message(text)
        values = {
            name: self.filled(value) if isinstance(value, FilledMessage) else value
            for name, value in text.values.items()
        }
        message = self.message(text.message)
        return self.fill(message, values) if values else message

    def in_words(self, number: int) -> str:
        """Return a number for use in a sentence. In English, small numbers are in words."""
        words = number_words(number)
        return words if self.is_english else LocalText(self.number(number), words)

    def number(self, number: int) -> str:
        """Return a number in digits, grouped as is usual in the language."""
        if self.is_english:
            return f"{number:,}"
        from babel.numbers import format_decimal

        return LocalText(format_decimal(number, locale=self.locale), IN_ENGLISH.number(number))

    def decimal(self, number: float) -> str:
        """Return a number with one decimal place."""
        if self.is_english:
            return f"{number:.1f}"
        from babel.numbers import format_decimal

        text = format_decimal(number, "#,##0.0", locale=self.locale)
        return LocalText(text, IN_ENGLISH.decimal(number))

    def percent(self, share: float) -> str:
        """Return a share, from 0 to 1, as a percentage with one decimal place."""
        if self.is_english:
            return f"{share:.1%}"
        from babel.numbers import format_percent

        pattern = self.locale.percent_formats[None].pattern.replace("#,##0", "#,##0.0")
        text = format_percent(share, pattern, locale=self.locale)
        return LocalText(text, IN_ENGLISH.percent(share))

    def listed(self, items: Sequence[str]) -> str:
        """Join items as in a sentence: "a", "a and b", "a, b and c"."""
        if self.is_english or len(items) < 2:
            return in_words(items)
        from babel.lists import format_list

        english = in_words([in_english(item) for item in items])
        if any(item.startswith(_OPEN) for item in items):
            return without_marks(english).join(MARKS)
        return LocalText(format_list(list(items), locale=self.locale), english)

    def titles(self, titles: Sequence[str]) -> str:
        """Join titles as in a sentence, each in quotation marks."""
        marks = self.marks
        return self.listed([marks.around(nested_marks(title, marks)) for title in titles])

    def month(self, number: int) -> str:
        """Return the name of a month (1 to 12) in its stand-alone form."""
        if self.is_english:
            return MONTHS[number - 1]
        name = str(self.locale.months["stand-alone"]["wide"][number])
        return LocalText(name, MONTHS[number - 1])

    def short_month(self, number: int) -> str:
        """Return the short name of a month (1 to 12), for pictures."""
        if self.is_english:
            return MONTHS[number - 1][:3]
        return str(self.locale.months["stand-alone"]["abbreviated"][number]).rstrip(".")

    def month_of(self, year: int, number: int) -> str:
        """Return a month with its year."""
        if self.is_english or not 1000 <= year <= 9999:
            english = f"{MONTHS[number - 1]} {IN_ENGLISH.year(year)}"
            return LocalText(f"{self.month(number)} {self.year(year)}", english)
        return self.date(When.parse(f"{year:04}-{number:02}"))

    def year(self, year: int) -> str:
        """Return an astronomical year in words, such as "44 BC" for -43."""
        return self.date(When.of_year(year))

    def short_day(self, day: Day) -> str:
        """Return a day without its year, for pictures, such as "18 Aug"."""
        if self.is_english:
            return f"{day.day} {MONTHS[day.month - 1][:3]}"
        from babel.dates import format_skeleton

        # A leap year, because it contains every possible day.
        return format_skeleton("MMMd", date(2000, day.month, day.day), locale=self.locale)

    def day_and_month(self, day: Day) -> str:
        """Return a day without its year, such as "18 August"."""
        if self.is_english:
            return f"{day.day} {MONTHS[day.month - 1]}"
        from babel.dates import format_skeleton

        text = format_skeleton("MMMMd", date(2000, day.month, day.day), locale=self.locale)
        return LocalText(text, IN_ENGLISH.day_and_month(day))

    def date(self, when: When) -> str:
        """Return a date in words, such as "about 10 August 2023"."""
        english = when.words()
        if self.is_english:
            return english
        words = date_words(self, when)
        return english.join(MARKS) if _OPEN in words else LocalText(words, english)


IN_ENGLISH: Final = Catalogue()


def capital(text: str) -> str:
    """Return the text with a capital first letter."""
    at = len(text) - len(text.lstrip(_OPEN))
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def with_languages(html: str, direction: str = "ltr") -> str:
    """Return a page's HTML with ``lang="en"`` on every message that stayed in English.

    In a page that is written from right to left, neighbouring messages share one element.
    """
    if _OPEN not in html and direction == "ltr":
        return html
    page = _Spans() if direction == "ltr" else EnglishRuns()
    end = depth = 0  # a drawing may contain another drawing
    for plain in _PLAIN.finditer(html):
        _add_text(page, html[end : plain.start()], is_drawing=depth > 0)
        tag, close = without_marks(plain[0]), plain["close"]
        if depth or close is not None or plain[1]:
            page.add_drawing(tag)
        else:
            page.add_tag(tag)
        if close is not None and not tag.endswith("/>"):
            depth = max(0, depth - 1) if close else depth + 1
        end = plain.end()
    _add_text(page, html[end:], is_drawing=depth > 0)
    return page.html()


def _add_text(page: "_Spans | EnglishRuns", text: str, *, is_drawing: bool) -> None:
    if is_drawing:
        page.add_drawing(without_marks(text))
    elif text:
        page.add_text(text)


class _Spans:
    """Collects the parts of a page, and puts an element around each English message."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.add_tag = self.add_drawing = self._parts.append

    def add_text(self, text: str) -> None:
        self._parts.append(text.replace(_OPEN, OPENED).replace(_CLOSE, CLOSED))

    def html(self) -> str:
        return "".join(self._parts)


def without_marks(text: str) -> str:
    """Return a text without the characters around messages that stayed in English."""
    return text.translate(_DELETE) if _OPEN in text else text
