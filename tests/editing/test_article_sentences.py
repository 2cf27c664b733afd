"""Tests how articles and quotations are split into sentences, with a note on each sentence."""

import pytest

from build_tools.editing.article_sentences import Span, sentences
from build_tools.editing.sentence_notes import notes_of
from build_tools.facts.dates import When

DAY = When.parse("2024-03-05")


def parts(lang: str, text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "“We closed it.|It was not safe.|Nobody was hurt,” the mayor said.|It is open."),
        ("en", "The mayor said: “We closed it.|It was not safe.”|The bridge is open."),
        ("en", '"We closed it.|It was not safe," said the mayor.|"Nobody was hurt.|Go home."'),
        ("en", "‘We closed it.|It was not safe,’ the mayor said.|The bridge’s open."),
        ("es", "«Cerramos el puente.|No era seguro», dijo la alcaldesa.|Ya está abierto."),
        ("es", "La alcaldesa dijo: “Cerramos el puente.|No era seguro”.|Ya está abierto."),
        ("fr", "« Nous avons fermé.|Ce n’était pas sûr », a dit la maire.|Le pont a rouvert."),
        ("de", "„Wir haben geschlossen.|Es war nicht sicher“, sagte sie.|Nun ist offen."),
        ("pl", "„Zamknęliśmy most.|Nie był bezpieczny”, powiedziała burmistrz.|Most otwarto."),
        ("lt", "„Uždarėme tiltą.|Jis nebuvo saugus“, – sakė merė.|Tiltas atidarytas."),
        ("uk", "«Ми закрили міст.|Він був небезпечний», — сказала мер.|Міст відкрито."),
        ("ar", "قال الوزير: «أغلقنا الجسر.|لم يكن آمنا».|أعيد فتح الجسر."),
        ("zh", "市长说：“我们关闭了桥梁。|它不安全。”|桥梁重新开放。"),
    ],
)
def test_each_sentence_within_a_quotation_is_a_sentence_of_the_article(
    lang: str, text: str
) -> None:
    expected = text.split("|")
    between = "" if lang == "zh" else " "
    assert parts(lang, between.join(expected)) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "—Cerramos el puente —dijo la alcaldesa—.|No era seguro."),
        ("es", "—¿Y ahora qué hacemos? —preguntó el concejal.|—Ahora, nada."),
        ("en", "“Is it safe?” she asked."),
        ("en", "“No! No! We will not,” he said."),
        ("en", "He called it “a No. 1 priority”.|Then he left."),
    ],
)
def test_an_attribution_is_not_split_from_the_speakers_words(lang: str, text: str) -> None:
    expected = text.split("|")
    assert parts(lang, " ".join(expected)) == expected


def test_the_note_on_each_sentence_of_a_quotation_gives_its_words_and_speaker() -> None:
    text = "“We closed it. It was not safe,” said Ines Moreau. “Go home.”"
    spans = sentences(text, "en")
    quotations = [notes.quotations for notes in notes_of(text, spans, "en", DAY)]
    speaker = "Ines Moreau"
    assert [[words for words, _ in noted] for noted in quotations] == [
        *(["We closed it."], ["It was not safe,"], ["Go home."])
    ]
    assert [noted[0][1] for noted in quotations[:2]] == [speaker, speaker]


def test_a_quotation_of_one_sentence_has_a_single_note() -> None:
    text = "He said “it is safe” on Monday."
    (notes,) = notes_of(text, [Span(0, len(text))], "en", DAY)
    assert [words for words, _ in notes.quotations] == ["it is safe"]
