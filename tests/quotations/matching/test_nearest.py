"""Tests the messages about absent quotations."""

import pytest

from build_tools.quotations.matching import nearest

TEXT = (
    "Lithuania closed two of its six crossings on Friday.\n\n"
    "The minister said officials did not confirm that 1,500 fighters had arrived, because no unit "
    "was authorised. Straż Graniczna nie potwierdziła liczby osób."
)


@pytest.mark.parametrize(
    ("quote", "passage", "difference"),
    [
        (
            "Lithuania closed three of its six crossings",
            "Lithuania closed two of its six crossings",
            "the text has “two” where the quotation has “three”",
        ),
        (
            "officials did confirm that 1,500 fighters",
            "officials did not confirm that 1,500 fighters",
            "the text has “not”, which the quotation leaves out",
        ),
        (
            "officials did really not confirm that",
            "officials did not confirm that",
            "the quotation has “really”, which is not there",
        ),
        (
            "that 1.500 fighters had arrived",
            "that 1,500 fighters had arrived",
            "the text has “1,500”, the quotation “1.500”: marks in numbers must be the same",
        ),
        (
            "cause no unit was authorised",
            "because no unit was authorised",
            "it begins inside “because”",
        ),
        (
            "no unit was author",
            "no unit was authorised",
            "it ends inside “authorised”",
        ),
        (
            "The minister said Officials did not",
            "The minister said officials did not",
            "the text has “officials”, the quotation “Officials”: capitals differ",
        ),
        (
            "Lithuаnia closed two of its six",
            "Lithuania closed two of its six",
            "in “Lithuаnia” a letter only looks like the one in the text: "
            "а (cyrillic small letter a) for a (latin small letter a)",
        ),
        (
            "closed two … Lithuania closed",
            "Lithuania closed two",
            "the fragments are not in this order within a paragraph",
        ),
        (
            "closed two … crossings on Monday",
            "crossings on Friday",
            "the text has “Friday” where the quotation has “Monday”",
        ),
    ],
)
def test_the_nearest_passage_is_shown_with_its_differences(
    quote: str, passage: str, difference: str
) -> None:
    result = nearest(quote, TEXT)
    assert result is not None
    assert result.passage == passage
    assert TEXT[result.start : result.end] == passage
    assert result.differences[0] == difference


@pytest.mark.parametrize(
    "quote",
    ["", "???", "entirely other words stand in here", "no other word of it stands there", "\u00ad"],
)
def test_text_without_a_similar_passage_is_reported(quote: str) -> None:
    assert nearest(quote, TEXT) is None
