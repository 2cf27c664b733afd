"""Tells the owners of a site if its menu and labels are in English."""

from collections.abc import Iterator

from build_tools.facts.catalogue import IN_ENGLISH, Catalogue


def interface_notes(lang: str) -> Iterator[str]:
    """Yield a note if no label of a site in this language is translated."""
    if Catalogue(lang).is_untranslated:
        name = IN_ENGLISH.language_name(lang)
        yield f"The site's menu and labels are in English: there is no translation into {name} yet."
