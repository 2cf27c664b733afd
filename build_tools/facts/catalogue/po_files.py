"""Reads the catalogues, which are gettext files: ``build_tools/words/<tag>.po``."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

ENGLISH = "en"
FOLDER = Path(__file__).parents[2] / "words"
# These characters enclose each message without a translation until the page is written.
MARKS = ("\ue002", "\ue003")


class _Untranslated(NullTranslations):
    """A catalogue without translations. Every message is in English, between the marks."""

    def gettext(self, message: str) -> str:
        return message.join(MARKS)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n == 1 else msgid2).join(MARKS)


def is_english(lang: str) -> bool:
    """Return whether a BCP 47 tag is for English, the language of the messages."""
    return lang.partition("-")[0].lower() == ENGLISH


@cache
def translations(lang: str) -> NullTranslations:
    """Return the catalogue for a language tag, or else for the tag's first part."""
    if is_english(lang):
        return NullTranslations()
    file = _file(lang)
    if file is None:
        return _Untranslated()
    known = _read(file)
    known.add_fallback(_Untranslated())
    return known


def has_translations(lang: str) -> bool:
    """Return whether the messages are in this language, completely or in part."""
    return is_english(lang) or _file(lang) is not None


def _file(lang: str) -> Path | None:
    names = dict.fromkeys((lang, lang.partition("-")[0].lower()))
    return next((path for name in names if (path := FOLDER / f"{name}.po").is_file()), None)


def _read(file: Path) -> NullTranslations:
    # The imports are slow, and English sites do not need them.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with file.open("rb") as opened:
        catalog = read_po(opened, locale=file.stem)
    for message in list(catalog):
        # write_mo would fill an empty plural form with the English form, but without the marks.
        if isinstance(message.string, tuple) and not all(message.string):
            catalog.delete(message.id)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)
