"""Tests that every style of quotation marks is found, but no apostrophe or inch mark."""

import pytest

from build_tools.quotations.markdown_text import as_seen
from build_tools.quotations.quotation_marks import marked_words


def words_in(text: str) -> list[str | None]:
    return [marked.words for marked in marked_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cited “the circumstances”, he said.", "the circumstances"),
        ('It cited "the circumstances", he said.', "the circumstances"),
        ("Il a cité « les circonstances ».", " les circonstances "),
        ("Citó «las circunstancias».", "las circunstancias"),
        ("Er nannte »die Umstände«.", "die Umstände"),
        ("Er nannte „die Umstände“ so.", "die Umstände"),
        ("Podał „okoliczności” i wyszedł.", "okoliczności"),
        ("Han nämnde ”omständigheterna”.", "omständigheterna"),
        ("Er nannte ‚die Umstände‘ so.", "die Umstände"),
        ("Er nannte ›die Umstände‹ so.", "die Umstände"),
        ("On a dit ‹oui› hier.", "oui"),
        ("立陶宛说「地缘政治」。", "地缘政治"),
        ("立陶宛说『地缘政治』。", "地缘政治"),
        ('立陶宛说"地缘政治"。', "地缘政治"),
        ("He said ＂closed＂.", "closed"),
        ("He said ``closed'' there.", "closed"),
        ("Powiedział ,,zamknięte'' tam.", "zamknięte"),
        ("He said <<closed>> there.", "closed"),
        ("‘We closed them,’ he said.", "We closed them,"),
        ("'We closed them,' he said.", "We closed them,"),
        ("‘The ministers’ plan’ failed.", "The ministers’ plan"),
        ("‘hybrid threats’ is the neighbours’ word", "hybrid threats"),
        ("“a ‘quotation’ in “another” one”", "a ‘quotation’ in “another” one"),
        ("‘a “quotation” in another’ one", "a “quotation” in another"),
        ("“over\na line end”", "over\na line end"),
        ('He said "in 2023" there.', "in 2023"),
        ("(“closed”)", "closed"),
        ("a—“closed”—b", "closed"),
        ('said"closed"and left', "closed"),
    ],
)
def test_words_between_quotation_marks_are_found(text: str, expected: str) -> None:
    assert words_in(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "the minister’s and the ministers’ plan, it’s theirs",
        "the minister's and the ministers' plan, it's theirs",
        "in the ‘90s, and in ’23, rock ’n’ roll, ‘tis so",
        "in the '90s, rock 'n' roll, 'tis the ministers' plan",
        "5'10\" tall, a 12\" gun, 6' of rope, 5″ and 3′",
        "l’État n'est pas l'ennemi",
        'צה"ל',
        "Home » Claims » This",
        '“” and “…” and "" hold no word',
        "5 << 7 and 9 >> 8",
        "O'Brien's 'til the end",
    ],
)
def test_marks_that_are_not_quotation_marks_are_ignored(text: str) -> None:
    assert words_in(text) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("He said “closed.", 8),
        ("He said closed”.", 14),
        ('He said "closed.', 8),
        ('He said closed".', 14),
        ("Dijo «cerrado.", 5),
        ("Dijo cerrado».", 12),
        ('He said “closed".', 8),
        ("说「关闭。", 1),
    ],
)
def test_an_unpaired_quotation_mark_is_reported(text: str, at: int) -> None:
    lone = [marked for marked in marked_words(text) if marked.words is None]
    assert at in {marked.start for marked in lone}


def test_an_unpaired_mark_does_not_hide_other_quotations() -> None:
    assert words_in("“open and ‘90s “closed” 'x") == [None, "closed"]


def test_contrived_input_does_not_take_quadratic_time() -> None:
    for text in ("“" * 50_000, "‘s’ " * 20_000, "'a" * 50_000, '"' * 50_000, "‘" + "s’ " * 50_000):
        marked_words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He *said* “the **circumstances**” [@two-crossings].", "the circumstances"),
        ("He said “the [circumstances](https://a.example/x_(y) 'title')”.", "the circumstances"),
        ("He said “the [**circumstances**][ref]” there.", "the circumstances"),
        ("He said <q lang='en'>the circumstances</q>.", "the circumstances"),
        ("He said &ldquo;the circumstances&rdquo;.", "the circumstances"),
        ("He said &quot;the circumstances&#34;.", "the circumstances"),
        ("> He said “the\n> circumstances” there.", "the circumstances"),
        ("He said “the <em>circum</em>stances”.", "the circumstances"),
        (r"He said \"the circumstances\".", "the circumstances"),
    ],
)
def test_words_between_quotation_marks_are_found_in_markdown(text: str, expected: str) -> None:
    seen = as_seen(text)
    assert len(seen) == len(text)
    assert [" ".join((words or "").replace("\u200b", "").split()) for words in words_in(seen)] == [
        expected
    ]


@pytest.mark.parametrize(
    "text",
    [
        'A [link](page.md "its title") and ![](a.png "another").',
        '<span title="words" class="x">Text</span> and <a href=\'x\'>more</a>',
        '[ref]: https://a.example "its title"',
        '!!! note "A box"',
        'Text{: title="words" } and <!-- “a comment” -->',
    ],
)
def test_invisible_text_is_not_read_as_a_quotation(text: str) -> None:
    assert words_in(as_seen(text)) == []
