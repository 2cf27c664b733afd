"""Markdown twins: rendered, they show the record's words and run nothing."""

import markdown as renderer
import pytest

from build_tools.exports.markdown import escaped
from build_tools.facts.ledger import Ledger
from build_tools.views.parts.labels import VERDICTS
from tests.exports.conftest import SITE, World, made_by
from tests.hostile import HOSTILE, hostile
from tests.ledgers import claim, ledger
from tests.sites import Html


def rendered(text: str) -> Html:
    return Html(renderer.markdown(text))


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "# no heading",
        "- no list",
        "+ no list",
        "1. no list",
        "2023) no list",
        "2023 stays",
        "> no quotation",
        "=== no rule",
        "*no* _emphasis_ `code` [link](javascript:alert(1)) ![x](y)",
        "[ref]: http://x.example",
        "<b>no</b> &lt; &amp; <http://x.example>",
        "back\\slash \\* \\",
        "a | b ~~c~~ $d$",
        "::: no",
        "~~~ no fence",
    ],
)
def test_text_is_shown_as_it_is(text: str) -> None:
    for written in (escaped(text), f"- {escaped(text)}", f"# {escaped(text)}"):
        page = rendered(written)
        assert page.text == " ".join(text.split())
        assert page.tags <= {"p", "ul", "li", "h1"}


def test_each_claim_has_a_twin_with_its_words(any_ledger: Ledger) -> None:
    files = made_by("markdown", any_ledger)
    assert set(files) == {"llms.txt", *(f"claims/{name}.md" for name in any_ledger.claims)}
    for name, held in any_ledger.claims.items():
        page = rendered(files[f"claims/{name}.md"].data.decode())
        (heading,) = page.all("h1")
        assert heading.text == " ".join(held.claim.split())
        said = [held.finding, *(one.says for one in held.evidence), held.would_change or ""]
        said += [one.quote.text for one in held.evidence if one.quote]
        said += [one.quote for one in held.appears_in if one.quote]
        said += [text for one in held.revisions for text in (one.before, one.after, one.reason)]
        said += [text for one in held.search_log for text in (one.query, one.result)]
        for words in said:
            assert " ".join(words.split()) in page.text, (name, words)
        assert VERDICTS[held.verdict].label in page.text
        assert not {"script", "img", "b"} & page.tags


def test_a_twin_holds_no_more_of_the_article_than_the_record_quotes(world: World) -> None:
    place = {"article": "story", "sentence": "S01"}
    held = ledger(world, claim("bare", appears_in=[place]))
    text = made_by("markdown", held)["claims/bare.md"].data.decode()
    assert "story S01" in text
    assert "six crossings" not in text


def test_hostile_addresses_and_names(hostile_ledger: Ledger) -> None:
    page = rendered(made_by("markdown", hostile_ledger)["claims/hostile.md"].data.decode())
    assert hostile("source-title") in {one.text for one in page.all("a")}
    assert all(one.startswith(("https://", "http://")) for one in page.links())


def test_the_index_leads_to_every_claim_and_file(any_ledger: Ledger) -> None:
    text = made_by("markdown", any_ledger)["llms.txt"].data.decode()
    assert text.startswith("# Facts &amp; &lt;figures&gt;\n\n> What was checked.\n")
    page = rendered(text)
    assert set(page.links()) >= {SITE.url(f"claims/{name}.md") for name in any_ledger.claims}
    for held in any_ledger.claims.values():
        assert f"{' '.join(held.claim.split())}: {VERDICTS[held.verdict].label}" in page.text
