"""Tests the messages of each language and the contents of the translation files."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from build_tools.facts.catalogue import Catalogue, capital, with_languages, without_marks
from build_tools.facts.catalogue.po_files import FOLDER
from build_tools.facts.dates import When
from build_tools.views.parts.labels import CONFIDENCES, STANCES, VERDICTS
from tests.conftest import PROJECT

LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.po"))
# Languages with a translation of every message.
COMPLETE = ("es",)
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}|<[^>]+>")


def catalog_of(lang: str) -> Catalog:
    with (FOLDER / f"{lang}.po").open("rb") as file:
        return read_po(file, locale=lang)


def forms(message: Message) -> Iterator[tuple[str, str]]:
    """Yield each English form with its translation."""
    if isinstance(message.id, str):
        yield message.id, str(message.string)
    else:
        for number, string in enumerate(message.string):
            yield message.id[min(number, 1)], string


def messages(lang: str) -> list[Message]:
    return [message for message in catalog_of(lang) if message.id]


def test_the_catalogues_contain_every_message_in_templates_and_code() -> None:
    done = subprocess.run(
        [sys.executable, PROJECT / ".ci" / "update_catalogues.py", "--check"],
        env={"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("lang", COMPLETE)
def test_a_complete_language_has_a_translation_of_every_message(lang: str) -> None:
    for message in messages(lang):
        assert not message.fuzzy, message.id
        assert all(string for _, string in forms(message)), message.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_have_the_placeholders_and_markup_of_their_message(lang: str) -> None:
    for message in messages(lang):
        for english, string in forms(message):
            if not string:
                continue
            wanted, got = (
                sorted(map(str, PLACEHOLDER.findall(text))) for text in (english, string)
            )
            marked = [re.findall(r"<[^>]+>", text) for text in (english, string)]
            # "The quotation" may replace "%(num)s quotation" if there is exactly one. The reverse
            # is allowed too, because the form for 1 is also the form for 21 in some languages.
            optional = {"('num', '')"} if isinstance(message.id, tuple) else set()
            assert set(got) <= set(wanted) | optional, (english, string)
            assert set(wanted) - set(got) <= optional, (english, string)
            assert sorted(marked[0]) == sorted(marked[1]), (english, string)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_begin_and_end_like_their_message(lang: str) -> None:
    for message in messages(lang):
        for english, string in forms(message):
            if string and not english.startswith("%"):
                edges = [(text[:1].isspace(), text[-1:].isspace()) for text in (english, string)]
                assert edges[0] == edges[1], (english, string)


@pytest.mark.parametrize(
    ("lang", "date", "words"),
    [
        ("es", "2023-08-18", "18 de agosto de 2023"),
        ("es", "2023-08", "agosto de 2023"),
        ("es", "2023-08-18/2023-08-25", "18–25 de agosto de 2023"),
        ("es", "2023-08-18/..", "desde el 18 de agosto de 2023"),
        ("es", "../2023", "hasta 2023"),
        ("es", "199X", "la década de 1990"),
        ("es", "2023-21", "primavera de 2023"),
        ("es", "-0043", "44 a. C."),
        ("pl", "2023-08-18", "18 sierpnia 2023"),
        ("lt", "2023-08-18", "2023 m. rugpjūčio 18 d."),
        ("ar", "2023-08-18", "18 أغسطس 2023"),
    ],
)
def test_dates_are_written_in_the_language_of_the_catalogue(
    lang: str, date: str, words: str
) -> None:
    assert Catalogue(lang).date(When.parse(date)) == words


@pytest.mark.parametrize("date", ["2023-08-18", "2023-08?", "1984~/2004", "2023-XX-XX", "12XX"])
def test_english_dates_are_the_same_as_in_the_records(date: str) -> None:
    when = When.parse(date)
    assert Catalogue("en-GB").date(when) == when.words()


@pytest.mark.parametrize("lang", [*LANGUAGES, "ar", "x-none"])
@pytest.mark.parametrize(
    "date",
    [
        *("2023-08-18T12:00:00Z", "2023-XX", "2023-08-XX", "2023-24", "19XX", "200X", "Y12023"),
        *("-0043-03-15", "0033", "2023~", "2023-08%", "/2023", "2023/", "2021/2023-08", "0500-02"),
        *("2023-08-18/2024-01-02", "2023-12/2024-01", "2020/2024", "2023-08-18?/2023-08-20"),
    ],
)
def test_every_date_has_words_in_every_language(lang: str, date: str) -> None:
    assert Catalogue(lang).date(When.parse(date))


def test_a_plural_has_the_right_form_for_each_number_in_each_language() -> None:
    polish, english = Catalogue("pl"), Catalogue("en")
    pair = ("%(num)s claim", "%(num)s claims")
    counted = [polish.ngettext(*pair, number) for number in (1, 3, 5, 22)]
    assert counted == ["1 twierdzenie", "3 twierdzenia", "5 twierdzeń", "22 twierdzenia"]
    assert [english.ngettext(*pair, number) for number in (0, 1, 13)] == [
        *("no claims", "one claim", "13 claims")
    ]


def test_words_in_a_drawing_remain_plain_text_after_a_nested_drawing() -> None:
    words = Catalogue("lt").gettext("No such message")
    html = f'<p>{words}</p><svg><svg x="1"><path d="M0 0"/></svg><text>{words}</text></svg>{words}'
    spoken = '<span lang="en">No such message</span>'
    assert with_languages(html) == (
        f'<p>{spoken}</p><svg><svg x="1"><path d="M0 0"/></svg><text>No such message</text></svg>'
        f"{spoken}"
    )


@pytest.mark.parametrize("lang", sorted({*LANGUAGES} - {*COMPLETE}))
def test_a_language_in_progress_translates_verdicts_stances_confidence_and_dates(lang: str) -> None:
    words = Catalogue(lang)
    shown = [*(item.label for item in VERDICTS.values()), *STANCES.values()]
    dates = ("199X", "2023-22", "2023-08-18/..", "../2023-08-18", "2023-08-18~", "-0044")
    written = [words.date(When.parse(date)) for date in dates]
    texts = [*map(words.gettext, [*shown, *CONFIDENCES.values()]), *written]
    assert [text for text in texts if without_marks(text) != text] == []


@pytest.mark.parametrize(
    ("lang", "counted"),
    [
        ("uk", "1 пошук, 2 пошуки, 5 пошуків, 11 пошуків, 21 пошук, 104 пошуки"),
        ("pl", "1 wyszukiwanie, 2 wyszukiwania, 5 wyszukiwań, 12 wyszukiwań, 21 wyszukiwań"),
        ("lt", "1 paieška, 2 paieškos, 10 paieškų, 11 paieškų, 21 paieška, 29 paieškos"),
    ],
)
def test_a_count_has_the_plural_form_for_its_number(lang: str, counted: str) -> None:
    words, pair = Catalogue(lang), ("%(num)s search", "%(num)s searches")
    numbers = [int(number) for number in re.findall(r"\d+", counted)]
    assert ", ".join(words.ngettext(*pair, number) for number in numbers) == counted


def test_a_message_without_a_translation_is_in_english_and_marked_as_english() -> None:
    words = Catalogue("lt")
    known, unknown = words.gettext("Claims"), words.gettext("No such message %(x)s", x="ą")
    html = (
        f"<title>{unknown}</title><p>{known}: {unknown}</p>"
        f'<a title="{unknown}">x</a><svg><text>{unknown}</text></svg>'
    )
    assert with_languages(html) == (
        "<title>No such message ą</title>"
        f'<p>{known}: <span lang="en">No such message ą</span></p>'
        '<a title="No such message ą">x</a><svg><text>No such message ą</text></svg>'
    )
    assert without_marks(unknown) == "No such message ą"
    assert without_marks(capital(words.gettext("no such message"))) == "No such message"


def test_values_of_an_english_message_are_in_english() -> None:
    words = Catalogue("de")
    day, share = words.date(When.parse("2023-08-18")), words.percent(0.037)
    assert (day, share) == ("18. August 2023", "3,7\xa0%")
    text = words.gettext("No such message of %(day)s: %(share)s", day=day, share=share)
    assert without_marks(text) == "No such message of 18 August 2023: 3.7%"
    counted = words.ngettext("%(num)s example", "%(num)s examples", 2000)
    assert without_marks(counted) == "2,000 examples"
    # A translated message, and a value without a message, keep the form of their language.
    assert words.listed(["A", "B"]) == "A und B"
    assert "2023 m. rugpjūčio 18 d." in Catalogue("lt").gettext(
        "checked %(day)s", day=Catalogue("lt").date(When.parse("2023-08-18"))
    )


def test_a_list_of_english_messages_is_joined_in_english() -> None:
    words = Catalogue("de")
    items = [words.gettext("no publishers"), words.gettext("no people")]
    assert without_marks(words.listed(items)) == "no publishers and no people"
    about = words.date(When.parse("2023-08-18~"))
    assert without_marks(about) == "about 18 August 2023" != about


def test_a_regional_language_uses_the_catalogue_of_its_language() -> None:
    assert Catalogue("es-MX").gettext("Claims") == Catalogue("es").gettext("Claims")
    assert Catalogue("es-MX").lang == "es-MX"


def test_names_of_languages_and_countries_are_translated() -> None:
    words = Catalogue("es")
    assert words.own_name == "español"
    assert words.country_name("LT") == "Lituania"
    assert words.language_name("xx-unknown") == "xx-unknown"
    assert Catalogue("ar").direction == "rtl"


def test_every_catalogue_is_in_a_language_that_babel_supports() -> None:
    for lang in LANGUAGES:
        assert Catalogue(lang).locale.language == lang
        assert Path(FOLDER / f"{lang}.po").read_text(encoding="utf-8").count("Plural-Forms") == 1
