"""Tests that the speaker of quoted words is found only if the text is unambiguous."""

import pytest

from build_tools.quotations.attributions import attributed_to


def speaker(text: str) -> str:
    """Return the speaker of the words between the first [ and ] of a text."""
    start, end = text.index("["), text.index("]") - 1
    return attributed_to(text.replace("[", "").replace("]", ""), start, end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“[We close it],” said Jonas Petraitis.", "Jonas Petraitis"),
        ("“[We close it],” Petraitis said on Friday.", "Petraitis"),
        ("“[We close it]”, Petraitis clearly said.", "Petraitis"),
        ("“[We close it],” said the interior minister, Jonas Petraitis.", "Jonas Petraitis"),
        ("“[We close it],” said the interior minister, who left.", ""),
        ("“[We close it],” said Daina Kalniņa, Jonas Petraitis agreed.", "Daina Kalniņa"),
        ("“[We close it],” said the minister, Kyiv Post reported.", ""),
        ("“[We close it],” said interior minister Jonas Petraitis.", "Jonas Petraitis"),
        ("“[We close it],” the interior minister Petraitis said.", "Petraitis"),
        ("“[Why?]” Petraitis asked.", "Petraitis"),
        ('"[We close it]," Bilotaitė said.', "Bilotaitė"),
        ("Petraitis said: “[We close it].”", "Petraitis"),
        ("Petraitis said that “[we close it]”.", "Petraitis"),
        ("Petraitis said on Friday: “[We close it].”", "Petraitis"),
        ("Jonas Petraitis, the minister, said: “[We close it].”", "Jonas Petraitis"),
        ("«[Мы закрываем]», — сказал Грызлов.", "Грызлов"),
        ("„[Zamykamy]”, powiedział Błaszczak.", "Błaszczak"),
        ("«[Cerramos]», dijo Ana Gil.", "Ana Gil"),
        ("Petraitis dijo: «[Cerramos]».", "Petraitis"),
        ("“[We close it],” she said. Petraitis left.", ""),
        ("“[We close it].” Petraitis said nothing.", ""),
        ("“[We close it]” and Petraitis said nothing.", ""),
        ("He said: “[We close it].”", ""),
        ("Как заявил представитель ведомства, «[Мы закрываем]».", ""),
        ("Как заявил: «[Мы закрываем]».", ""),
        ("Грызлов заявил: «[Мы закрываем]».", "Грызлов"),
        ("Jak powiedział: „[Zamykamy]”.", ""),
        ("Wie betonte: „[Wir schließen]“.", ""),
        ("Petraitis spoke. It said: “[We close it].”", ""),
        ("Petraitis said that Onaitė had called it “[closed]”.", ""),
        ("Petraitis said, and Onaitė denied, “[closed]”.", ""),
        ("“[We close it],” the minister said, as Onaitė wrote.", ""),
        ("“[We close it],” said the mayor on Monday.", ""),
        ("“[We close it],” said the mayor Monday.", ""),
        ("“[We close it],” said the mayor in May.", ""),
        ("“[We close it],” said the mayor on 5 August 2023.", ""),
        ("“[We close it],” said on Monday Jonas Petraitis.", "Jonas Petraitis"),
        ("“[We close it],” the mayor said on Monday.", ""),
        ("The mayor on Monday said: “[We close it].”", ""),
        ("“[We close it],” said prime minister May.", "May"),
        ("“[We close it],” said Plácido Domingo.", "Plácido Domingo"),
        ("„[Wir schließen]“, sagte am Montag Hans Freitag.", "Hans Freitag"),
        ("«[Cerramos]», dijo en Mayo Ana Gil.", "Ana Gil"),
        ("«[Cerramos]», dijo el Lunes Ana Gil.", "Ana Gil"),
        ("„[Zamykamy]”, powiedział w Poniedziałek burmistrz.", ""),
        ("«[Мы закрываем]», — сказал в Понедельник мэр.", ""),
        ("The article quotes “[closed]”, which Petraitis never said.", ""),
    ],
)
def test_the_speaker_that_a_text_names_is_found(text: str, expected: str) -> None:
    assert speaker(text) == expected
