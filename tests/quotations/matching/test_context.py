"""Tests which words near a quotation are examined: at most three in the same sentence."""

import pytest

from build_tools.quotations.matching import QuoteClass, find
from build_tools.quotations.matching.context import after, before
from build_tools.quotations.matching.negations import denial_in
from build_tools.quotations.matching.normal_form import normal

LONG = "internationalorganisations " * 2


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("one two three four five | x", "three four five "),
        ("One. Two three | x", "Two three "),
        ("He met Mr. Smith | x", "met Mr. Smith "),
        ("The U.S. Army | x", "The U.S. Army "),
        ("It ended! “Yes, | x", "Yes, "),
        ("A block\n\nand more | x", "and more "),
        (f"not {LONG}| x", f"not {LONG}"),
        ("он уехал. Поезд ушёл | x", "Поезд ушёл "),
        ("一二三四五六七八|九", "三四五六七八"),
        ("前句。后句|九", "后句"),
    ],
)
def test_words_before_a_quotation_are_taken_from_its_sentence(text: str, near: str) -> None:
    source = normal(text.replace("|", ""))
    at = source.text.index("x") if "x" in source.text else source.text.index("九")
    assert before(source, at).lstrip('"') == near.replace("| ", "")


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("x one two three four", " one two three"),
        ("x one. Two three", " one"),
        ("x. Two three", ""),
        ("x, said Mr. Smith today", ", said Mr. Smith"),
        ("x\n\nAnother block", ""),
        (f"x {LONG}not so", f" {LONG}not"),
        ("x。后句", ""),
    ],
)
def test_words_after_a_quotation_are_taken_from_its_sentence(text: str, near: str) -> None:
    source = normal(text)
    assert after(source, 1) == near


@pytest.mark.parametrize(
    ("words", "lang", "found"),
    [
        ("they didn't go", "en", "didn't"),
        ("they DENIED it", "en", "DENIED"),
        ("a notable knot, another nothingness", "en", None),
        ("to be or", "en", None),
        ("be vairuotojų", "lt", "be"),
        ("nepatvirtino", "lt", "nepatvirtino"),
        ("neseniai, netrukus, nes", "lt", None),
        ("neapstiprināja", "lv", "neapstiprināja"),
        ("nekā nedēļā", "lv", None),
        ("il a une maison", "fr", None),
        ("il n'a rien dit", "fr", "n'a"),
        ("ولم يصل", "ar", "ولم"),
        ("是否未来", "zh", None),
        ("并没有", "zh", "没有"),
        ("he said не so", "en", "не"),  # words in another script are always examined
        ("nie tak", None, "nie"),
        ("nie tak", "en", None),
        ("", "en", None),
    ],
)
def test_negations_are_found_in_each_language(
    words: str, lang: str | None, found: str | None
) -> None:
    assert denial_in(words, lang) == found


def test_every_occurrence_of_a_quotation_is_checked_for_a_negation() -> None:
    text = "He did not say that the border is closed. Now we see that the border is closed."
    match = find("the border is closed", text, lang="en")
    assert match.kind is QuoteClass.OUT_OF_CONTEXT
    assert "one of the places" in match.reason
    turned = "Now we see that the border is closed. He did not say that the border is closed."
    assert find("the border is closed", turned, lang="en").kind is QuoteClass.OUT_OF_CONTEXT
    accepted = find("the border is closed", text, lang="en", context_ok=True)
    assert accepted.kind is QuoteClass.AMBIGUOUS
    elided = find("He did … say that the border", text.replace("Now", "He did say") + " He did not")
    assert elided.kind is QuoteClass.OUT_OF_CONTEXT


def test_a_distant_pair_of_fragments_is_not_a_second_occurrence() -> None:
    text = f"The guard closed the gate at ten. {'They went home. ' * 9}No one saw the gate at ten."
    assert find("The guard … the gate at ten", text, lang="en").kind is QuoteClass.ELIDED
