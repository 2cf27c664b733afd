"""Tests that text in another script keeps its order on pages that run from right to left."""

import re

import pytest

from build_tools.facts.catalogue import Catalogue, with_languages

WORDS = Catalogue("ar")
ONE, TWO = WORDS.gettext("No such message."), WORDS.gettext("Another one")
ARABIC = "أغلقت ليتوانيا"


def joined(html: str) -> str:
    once = with_languages(html, "rtl")
    assert with_languages(once, "rtl") == once
    return once


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{ONE} 2 {TWO}.</p>", "<p>[No such message. 2 Another one.]</p>"),
        (f"<p>{ONE} <a>LRT</a>, {TWO}</p>", "<p>[No such message. <a>LRT</a>, Another one]</p>"),
        (
            f"<p><b>{ONE}</b><button>1</button> {TWO}</p>",
            "<p>[<b>No such message.</b><button>1</button> Another one]</p>",
        ),
        (f"<p>{TWO}: {ARABIC} {ONE}</p>", f"<p>[Another one]: {ARABIC} [No such message.]</p>"),
        # The bullet of the list, and each block, stays at the right.
        (f"<li>{ONE}<p>{TWO}.</p></li>", "<li>[No such message.]<p>[Another one.]</p></li>"),
    ],
)
def test_neighbouring_english_messages_share_an_element(html: str, expected: str) -> None:
    marked = re.sub(r"\[(.*?)\]", r'<span lang="en">\1</span>', expected)
    assert joined(html) == marked


def test_elements_without_text_between_them_stay_separate() -> None:
    html = joined(f"<p><a>{ONE}</a> <a>{TWO}</a></p>")
    assert html.count("<span") == 2
    assert html.startswith("<p><a><span")


def test_a_note_in_another_language_does_not_divide_a_sentence() -> None:
    note = f"<span popover>{ARABIC}</span>"
    html = f"<p>It closed <span>two.<button>1</button>{note}</span></p>"
    assert joined(html) == f"<p><bdi>{html[3:-4]}</bdi></p>"


def test_a_latin_record_keeps_its_full_stop_at_its_end() -> None:
    assert joined("<p>They were a threat.</p>") == "<p><bdi>They were a threat.</bdi></p>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>”A title.“</p>", "<p><bdi>“A title.”</bdi></p>"),
        ("<p>”A title.”</p>", "<p><bdi>“A title.”</bdi></p>"),
        ("<p>«A title.»</p>", "<p><bdi>«A title.»</bdi></p>"),
        (
            "<p><b>S01</b> ”<a>A title.</a>“ <i>Note</i></p>",
            "<p><b><bdi>S01</bdi></b> <bdi>“<a>A title.</a>”</bdi> <i><bdi>Note</bdi></i></p>",
        ),
        (
            f"<p>{ONE} ”<a>A title</a>“</p>",
            '<p><span lang="en">No such message. “<a>A title</a>”</span></p>',
        ),
        ('<p dir="auto">”A title.“</p>', '<p dir="auto">“A title.”</p>'),
        (
            f"<p>”{ARABIC}“ <a>LRT</a> ”{ARABIC}“</p>",
            f"<p>”{ARABIC}“ <a><bdi>LRT</bdi></a> ”{ARABIC}“</p>",
        ),
        (f"<p>”<a>{ARABIC}</a>“</p>", f"<p>”<a>{ARABIC}</a>“</p>"),
        ("<code><b>”x“</b></code>", "<code><b>”x“</b></code>"),
    ],
)
def test_quotation_marks_have_the_direction_of_the_words(html: str, expected: str) -> None:
    assert joined(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{ARABIC}, LRT.</p>",
        '<p dir="auto">They were a threat.</p>',
        "<pre><code>facts check.</code></pre>",
        "<p>\ue000title\ue001.</p>",
        "<script>one.two()</script>",
    ],
)
def test_other_text_is_left_as_it_is(html: str) -> None:
    assert joined(html) == html


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_tag_ends_after_its_attributes_and_a_comment_after_its_dashes(quote: str) -> None:
    tag, comment = f"<p title={quote}speed > 90 km/h{quote}>", "<!-- if a > b, <b>no</b> -->"
    html = joined(f"{comment}{tag}A Latin sentence.</p>")
    assert html == f"{comment}{tag}<bdi>A Latin sentence.</bdi></p>"


def test_a_number_is_joined_to_its_arabic_month() -> None:
    assert joined("<p>LRT, 16 أغسطس 2023</p>") == "<p>LRT, \u200f16 أغسطس 2023</p>"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"x": "<time>22 نوفمبر 2026</time>"},
            "No message of [<time>(22 نوفمبر 2026)</time>] here",
        ),
        ({"x": "LRT, 16 أغسطس 2023"}, "No message of [LRT, (16 أغسطس 2023)] here"),
        ({"x": "السلطة 2"}, "No message of [(السلطة 2)] here"),
        ({"x": '<a dir="auto">22 نوفمبر</a>'}, 'No message of [<a dir="auto">22 نوفمبر</a>] here'),
    ],
)
def test_a_date_in_an_english_message_keeps_its_own_order(
    values: dict[str, str], expected: str
) -> None:
    html = joined(f"<p>{WORDS.gettext('No message of %(x)s here', **values)}</p>")
    words = expected.replace("[", "").replace("]", "").replace("(", "<bdi>").replace(")", "</bdi>")
    assert html == f'<p><span lang="en">{words}</span></p>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"{ARABIC} ({ONE}), {TWO}", f"{ARABIC} [(No such message.), Another one]"),
        (f"{TWO} ({ONE}), {ARABIC}", f"[Another one (No such message.)], {ARABIC}"),
        (f"{ARABIC} ({ONE}) {ARABIC}", f"{ARABIC} [(No such message.)] {ARABIC}"),
        (f"{ARABIC} ({ONE} {ARABIC})", f"{ARABIC} ([No such message.] {ARABIC})"),
        (f"({ARABIC} {ONE})", f"({ARABIC} [No such message.])"),
    ],
)
def test_both_brackets_of_a_pair_have_the_same_direction(html: str, expected: str) -> None:
    marked = re.sub(r"\[(.*?)\]", r'<span lang="en">\1</span>', expected)
    assert joined(f"<p>{html}</p>") == f"<p>{marked}</p>"
