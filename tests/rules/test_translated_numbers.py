"""Tests that a translation must have the same figures and years as the original words."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.rules.translated_numbers import check_claim
from tests.ledgers import claim, item, ledger

World = Callable[..., Project]


@pytest.mark.parametrize(
    ("lang", "text", "translation", "refused"),
    [
        ("ru", "пресечены 12 043 попытки", "12,043 attempts were prevented", False),
        ("ru", "пресечены 12 043 попытки", "12,403 attempts were prevented", True),
        ("ru", "пресечены 12 043 попытки", "about 12,000 attempts were prevented", False),
        ("es", "el 28 de abril de 2025", "on 28 April 2025", False),
        ("es", "el 28 de abril de 2025", "on 28 April 2024", True),
        ("es", "cerró dos de sus seis pasos", "it closed 2 of its 6 crossings", False),
        ("es", "cerró dos de sus seis pasos", "it closed 3 of its 6 crossings", True),
        ("de", "um 20 Uhr am 19. September", "at 8 p.m. on 19 September 2023", False),
        ("hu", "több mint 12 ezer", "more than 12,000", False),
        ("pl", "z trzydniową wizytą", "on a three-day visit", False),
        ("es", "nada", "nothing", False),
    ],
)
def test_a_translation_with_different_numbers_from_its_original_is_refused(
    world: World, lang: str, text: str, translation: str, refused: bool
) -> None:
    quote = {"text": text, "speaker": "LRT", "lang": lang, "translation": translation}
    known = ledger(world, claim("it", evidence=[item("lrt-2023-08-16-closures", quote=quote)]))
    assert bool(list(check_claim(known, known.claims["it"]))) is refused
