"""Tests a site with two articles, which never calls either of them "the article"."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from build_tools.exports.formats import embed_cards
from build_tools.facts.catalogue import IN_ENGLISH
from build_tools.facts.colours import palette
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.pages import Page
from build_tools.rules.check import check_project
from build_tools.site import cards
from build_tools.views import collect
from build_tools.views.crossings import strip_for
from tests.conftest import PROJECT
from tests.sites import Html, configuration
from tests.txtar import files_of
from tests.whole import Whole, assemble

PIER = files_of((PROJECT / "tests/worlds/two-articles.txtar").read_text(encoding="utf-8"))
HOME = """\
---
title: The pier
description: Two articles about a pier.
---

# The pier

<!-- facts: verdict-counts -->

<!-- facts: article-picture -->

<!-- facts: faults -->

<!-- facts: doors -->
"""
CLOSES, OPENS = "pier-closes", "pier-opens"
TITLES = {
    CLOSES: "Harbour council votes to close the old pier",
    OPENS: "Old pier of Norwell opens again",
}
CLAIMS = "facts/claims/pier"

Make = Callable[[Mapping[str, str | None]], Project]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Return a function that writes the site with some changed files. None leaves a file out."""

    def write(changes: Mapping[str, str | None]) -> Project:
        root = tmp_path_factory.mktemp("pier")
        (root / "templates").symlink_to(PROJECT / "templates", target_is_directory=True)
        for path, text in {**PIER, "content/index.md": HOME, **changes}.items():
            if text is not None:
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding="utf-8")
        return Project(root)

    return write


@pytest.fixture(scope="module")
def site(make: Make) -> Whole:
    return assemble(make({}))


@pytest.fixture(scope="module")
def pages(site: Whole) -> dict[str, Page]:
    return {page.path: page for page in site.pages}


@pytest.fixture(scope="module")
def one(make: Make) -> dict[str, Page]:
    """Return the pages of the site with only the first article."""
    gone = ("reopening", "repair-cost", "third-closure", "repair-begins")
    changes: dict[str, str | None] = {f"{CLAIMS}/{name}.yaml": None for name in gone}
    changes |= {path: None for path in PIER if path.startswith(f"seeds/{OPENS}/")}
    appears = re.compile(rf"  - article: {OPENS}\n(?:    .*\n)+")
    for name in ("closure-vote", "year-of-building"):
        path = f"{CLAIMS}/{name}.yaml"
        changes[path] = appears.sub("", PIER[path])
    return {page.path: page for page in assemble(make(changes)).pages}


def html(page: Page) -> Html:
    return Html(page.body)


def errors(project: Project, rule: str) -> list[tuple[str, int]]:
    report = check_project(project).report
    return [(error.span.path, error.span.line) for error in report if error.rule == rule]


def test_a_site_with_several_articles_has_no_errors(site: Whole) -> None:
    assert list(site.checked.report) == []
    assert not site.renderer.faults


def test_every_article_has_a_page_and_is_listed(pages: dict[str, Page]) -> None:
    for name, title in TITLES.items():
        page = pages[f"coverage/{name}.html"]
        assert page.title == title
        assert page.under == "coverage.html"
        ids = [item for item in html(page).ids if re.fullmatch(r".*-S\d+", item)]
        assert ids == [f"{name}-S0{number}" for number in range(1, 7)]
    links = html(pages["coverage.html"]).links()
    assert {f"coverage/{name}.html" for name in TITLES} <= set(links)
    assert pages["coverage.html"].menu


def test_a_single_article_has_its_sentences_at_the_old_address(one: dict[str, Page]) -> None:
    assert f"{CLOSES}-S01" in html(one["coverage.html"]).ids
    assert not [path for path in one if path.startswith("coverage/")]
    assert "data-article" not in one["claims.html"].body


def test_links_made_when_there_was_one_article_still_lead_to_its_sentences(
    pages: dict[str, Page], one: dict[str, Page]
) -> None:
    before = {name for name in html(one["coverage.html"]).ids if name.startswith(f"{CLOSES}-S")}
    listed = html(pages["coverage.html"])
    assert before <= set(listed.ids)
    for link in listed.all("a"):
        if (name := link.attributes.get("id")) in before:
            assert link.attributes["href"] == f"coverage/{CLOSES}.html#{name}"


def test_a_claim_in_both_articles_links_to_both_sentences_and_back(
    pages: dict[str, Page],
) -> None:
    claim = html(pages["claims/closure-vote.html"])
    targets = [f"../coverage/{CLOSES}.html#{CLOSES}-S02", f"../coverage/{OPENS}.html#{OPENS}-S05"]
    assert [link for link in claim.links() if "#pier-" in link] == targets
    assert all(title in claim.text for title in TITLES.values())
    for own, other in ((CLOSES, targets[1]), (OPENS, targets[0])):
        links = html(pages[f"coverage/{own}.html"]).links()
        assert "../claims/closure-vote.html" in links
        assert other in links


def test_a_claim_in_one_article_names_only_that_article(pages: dict[str, Page]) -> None:
    for name, own, other in (("petition", CLOSES, OPENS), ("reopening", OPENS, CLOSES)):
        text = html(pages[f"claims/{name}.html"]).text
        assert TITLES[own] in text
        assert TITLES[other] not in text


@pytest.mark.parametrize(
    ("claim", "articles"),
    [
        ("storm", []),
        ("repair-begins", [CLOSES]),
        ("third-closure", [CLOSES, OPENS]),
        # A claim in the words of an article is not labelled as later than an older article.
        ("reopening", []),
        ("closure-vote", []),
    ],
)
def test_the_label_of_a_later_claim_names_the_earlier_articles(
    pages: dict[str, Page], claim: str, articles: list[str]
) -> None:
    tags = [
        item.text
        for item in html(pages[f"claims/{claim}.html"]).elements
        if item.attributes.get("class") == "tag tag--later" and not item.within("li")
    ]
    assert len(tags) == bool(articles)
    for name, title in TITLES.items():
        assert any(title in tag for tag in tags) == (name in articles)


def test_a_title_in_another_language_declares_it_in_running_text(make: Make) -> None:
    record = f"seeds/{CLOSES}/article.yaml"
    made = {page.path: page for page in assemble(make({record: "lang: de\n" + PIER[record]})).pages}
    for path in ("claims.html", "timeline.html", "coverage/pier-opens.html"):
        spans = html(made[path]).all("span", lang="de")
        assert spans, path
        assert all(span.text in TITLES[CLOSES] for span in spans if not span.within("q")), path


def test_a_title_in_running_text_is_escaped_and_not_doubly_quoted(make: Make) -> None:
    record = f"seeds/{CLOSES}/article.yaml"
    title = 'Council: "no" <b>pier</b> & “out”'
    text = PIER[record].replace(TITLES[CLOSES], f"'{title}'")
    made = {page.path: page for page in assemble(make({record: text})).pages}
    for path in ("claims.html", "timeline.html", "coverage/pier-opens.html"):
        page = html(made[path])
        assert "“Council: ‘no’ <b>pier</b> & ‘out’”" in page.text, path
        assert not page.all("b"), path


def test_every_list_names_the_article_that_a_later_claim_follows(pages: dict[str, Page]) -> None:
    for path in ("timeline.html", "claims.html", "people/ruth-adler.html"):
        tags = [
            item.text
            for item in html(pages[path]).elements
            if "tag--later" in item.attributes.get("class", "")
        ]
        assert tags, path
        assert all(TITLES[CLOSES] in tag for tag in tags), path
        assert any(TITLES[OPENS] in tag for tag in tags), path


def test_no_page_refers_to_the_article_as_if_there_were_only_one(pages: dict[str, Page]) -> None:
    # The rules, the form for contributors and the list of files refer to any article.
    general = {"method.html", "contribute.html", "data.html", "quotations.html"}
    for path, page in pages.items():
        # The page of an article is about only that article, and a title may contain any words.
        if path in general or path.startswith("coverage/"):
            continue
        texts = [html(page).text, page.title, page.description]
        said = [text for text in texts if re.search(r"(?i)\bthe article\b", text)]
        assert not said, path


def test_the_counts_for_each_article_agree_with_those_for_the_site(site: Whole) -> None:
    ledger = site.checked.ledger
    articles = collect("articles", ledger)
    assert [view.coverage.article.id for view in articles.articles] == [OPENS, CLOSES]
    numbers = {view.coverage.article.id: view for view in articles.articles}
    assert (numbers[CLOSES].tally.count, numbers[OPENS].tally.count) == (4, 4)
    assert (numbers[CLOSES].shared, numbers[OPENS].shared, articles.shared) == (2, 2, 2)
    assert (numbers[CLOSES].later, numbers[OPENS].later) == (2, 1)
    overview = collect("overview", ledger)
    assert overview.in_article.count == 4 + 4 - articles.shared
    assert overview.later == 2


def test_the_home_page_has_a_card_and_the_failing_claims_for_each_article(site: Whole) -> None:
    shown = {
        name: Html(site.renderer.embed(name, "") or "") for name in ("article-picture", "faults")
    }
    for name in TITLES:
        links = [link.partition("#")[0] for link in shown["article-picture"].links()]
        # A bar for each sentence, and the title.
        assert links.count(f"coverage/{name}.html") == 7
        assert f"coverage/{name}.html" in shown["faults"].links()
    assert not [link for link in shown["faults"].links() if link.startswith("claims.html")]


def test_an_article_that_only_repeats_wrong_claims_has_a_sentence_and_a_link(make: Make) -> None:
    changes = {
        path: PIER[path].replace("asserted_by: article", "asserted_by: ruth-adler")
        for path in (f"{CLAIMS}/petition.yaml", f"{CLAIMS}/year-of-building.yaml")
    }
    shown = Html(assemble(make({**changes})).renderer.embed("faults", "") or "")
    for name in TITLES:
        assert f"claims.html?article={name}#wrong" in shown.links()
    assert not [link for link in shown.links() if link.startswith("claims/")]


def test_claims_can_be_filtered_by_article(pages: dict[str, Page], site: Whole) -> None:
    page = html(pages["claims.html"])
    rows = {
        link: item.attributes["data-article"].split()
        for item in page.all("li")
        if "data-article" in item.attributes
        for link in re.findall(r"claims/([a-z-]+)\.html", pages["claims.html"].body)
        if f'href="claims/{link}.html"' in pages["claims.html"].body
        and item.text.startswith(site.checked.ledger.claims[link].claim)
    }
    assert rows["closure-vote"] == [CLOSES, OPENS]
    assert rows["petition"] == [CLOSES]
    assert rows["storm"] == []
    values = [item.attributes["value"] for item in page.all("input", name="article")]
    assert values == ["", CLOSES, OPENS]


def test_the_open_data_contain_the_address_of_the_page_of_each_article(site: Whole) -> None:
    files = {file.path: file.data for file in site.files}
    for name in TITLES:
        record = json.loads(files[f"data/articles/{name}.json"])["article"]
        assert record["computed"]["page"].endswith(f"coverage/{name}.html")


def test_the_embed_card_of_a_later_claim_names_the_articles(site: Whole) -> None:
    made = {
        file.path: file.data.decode() for file in embed_cards.files(site.checked.ledger, site.about)
    }
    between, after = made["embed/repair-begins.html"], made["embed/third-closure.html"]
    assert TITLES[CLOSES] in between
    assert TITLES[OPENS] not in between
    assert all(title in after for title in TITLES.values())
    assert not any(title in made["embed/reopening.html"] for title in TITLES.values())


def test_each_article_has_a_social_card_and_the_sites_card_shows_both(site: Whole) -> None:
    coverages = collect("coverage", site.checked.ledger)
    drawn = {card.path: card for card in cards.cards(IN_ENGLISH, "Site", {}, coverages)}
    for coverage in coverages:
        card = drawn[cards.of_page(coverage.path)]
        assert card.text == coverage.article.title
        assert card.picture
    of_site = cards.picture_of(coverages)
    alone = [cards.picture_of(coverages[:1]), cards.picture_of(coverages[1:])]
    assert len(of_site) == sum(map(len, alone))
    bottom = max(stroke.top + stroke.thickness for stroke in of_site)
    assert bottom <= cards.SIZE[1]
    assert drawn[cards.SITE].picture is None
    one = coverages[:1]
    assert cards.titles_of(one) == {}


def test_a_card_is_drawn_with_its_own_picture(site: Whole, tmp_path: Path) -> None:
    coverages = collect("coverage", site.checked.ledger)
    fonts = PROJECT / "templates" / "cards"
    made = [card for card in cards.cards(IN_ENGLISH, "Site", {}, coverages) if card.picture]
    same = [card._replace(text="Title") for card in made]
    picture = cards.picture_of(coverages)
    cards.write(tmp_path, iter(same), picture, palette({}), fonts, tmp_path / "cache")
    first, second = ((tmp_path / card.path).read_bytes() for card in same)
    assert first != second


def test_the_timeline_numbers_the_articles(pages: dict[str, Page], site: Whole) -> None:
    text = html(pages["timeline.html"]).text
    assert text.index(TITLES[CLOSES]) < text.index(TITLES[OPENS])
    picture = collect("timeline", site.checked.ledger).picture
    assert [one.numbers for one in picture.lanes.articles] == ["1"]
    # The caption names only the article in the picture.
    assert picture.articles == (1,)
    (figure,) = html(pages["timeline.html"]).all("figure")
    assert TITLES[CLOSES] in figure.text
    assert TITLES[OPENS] not in figure.text


@pytest.mark.parametrize(
    ("claim", "old", "new", "number"),
    [
        # The date is after the first article that makes the claim, but not after the second.
        ("closure-vote", "when: 2024-03-04", "when: 2024-03-09", 1),
        # The date is after both articles, so there is an error for each.
        ("closure-vote", "when: 2024-03-04", "when: 2025-07-01", 2),
        ("reopening", "when: 2025-06-10", "when: 2025-06-30", 1),
        # The date is later than the first article only, so the claim needs no label.
        ("repair-begins", "2024-08-01", "2024-08-02", 0),
        ("repair-begins", "when: 2024-08-01", "when: 2024-08-01\nlater: true", 0),
        ("third-closure", "later: true\n", "", 1),
        ("storm", "when: 1987-10-16", "when: 1987-10-16\nlater: true", 1),
    ],
)
def test_a_date_is_compared_with_each_article(
    make: Make, claim: str, old: str, new: str, number: int
) -> None:
    path = f"{CLAIMS}/{claim}.yaml"
    assert old in PIER[path]
    text = PIER[path].replace(old, new)
    line = text.splitlines().index(next(line for line in text.splitlines() if "when:" in line)) + 1
    # A date that differs from the evidence is also an error at the evidence.
    found = errors(make({path: text}), "dates-in-order")
    assert found.count((path, line)) == number


def test_the_hint_names_the_other_article_that_contains_the_words(make: Make) -> None:
    path = f"{CLAIMS}/closure-vote.yaml"
    quote = "quote: voted on 4 March 2024 to close the old pier"
    other = PIER[path].replace(quote, "quote: opened again on 10 June 2025")
    report = check_project(make({path: other})).report
    (error,) = [error for error in report if error.rule == "article-words"]
    assert f'S02 of the article "{OPENS}"' in error.hint


def test_a_claim_is_compared_with_the_article_that_makes_it(make: Make) -> None:
    def found(name: str) -> list[tuple[str, int]]:
        path = f"{CLAIMS}/{name}.yaml"
        more = "finding: The article has “a petition against the closure”, and more"
        return errors(make({path: PIER[path].replace("finding: ", f"{more}. ", 1)}), "quoted-words")

    assert found("petition") == []
    assert found("repair-cost")


def test_every_sentence_of_each_article_must_be_accounted_for(make: Make) -> None:
    path = f"{CLAIMS}/petition.yaml"
    project = make({path: PIER[path].replace(f"article: {CLOSES}", f"article: {OPENS}")})
    found = errors(project, "sentence-coverage")
    assert found == [(f"seeds/{CLOSES}/article.yaml", 23)]


def test_a_claim_with_a_vague_date_is_later_than_articles_that_may_precede_it(make: Make) -> None:
    path = f"{CLAIMS}/third-closure.yaml"

    def later(when: str, more: str = "later: true\n") -> list[str]:
        text = PIER[path].replace("when: 2025-11-01\n", f"when: {when}\n")
        ledger: Ledger = check_project(make({path: text.replace("later: true\n", more)})).ledger
        from build_tools.facts.articles import later_than

        return [article.id for article in later_than(ledger, ledger.claims["third-closure"])]

    assert later("2024") == [CLOSES]
    assert later("2024", "") == []
    assert later("2025") == [CLOSES, OPENS]
    assert later("2025", "") == [CLOSES]


SECOND = {
    "seeds/second/article.txt": "Nothing to check.\n",
    "seeds/second/article.yaml": (
        "title: Another story\npublisher: A paper\ndate: 2024-02-15\nsentences:\n"
        "  - id: S01\n    start: 0\n    end: 17\n    state: context\n    reason: A remark.\n"
    ),
}


def test_pages_of_countries_and_crossings_name_the_articles(
    world: Callable[..., Project],
) -> None:
    site = assemble(world(SECOND))
    assert list(site.checked.report) == []
    pages = {page.path: page for page in site.pages}
    for path in ("countries/lithuania.html", "places/medininkai.html"):
        text = html(pages[path]).text
        assert text.index("1 is “A story”") < text.index("2 is “Another story”"), path
        assert not re.search(r"(?i)\bthe article\b", text), path
    ledger = site.checked.ledger
    strip = strip_for(ledger, collect("crossings", ledger))
    assert strip is not None
    assert list(strip.labels) == ["1", "2"]
    assert "after “A story” and “Another story”" in html(pages["claims/later-step.html"]).text


def test_articles_with_close_dates_share_a_label(world: Callable[..., Project]) -> None:
    near = {path: text.replace("2024-02-15", "2023-08-25") for path, text in SECOND.items()}
    picture = collect("timeline", assemble(world(near)).checked.ledger).picture
    assert [one.numbers for one in picture.lanes.articles] == ["1, 2", ""]


def test_a_site_in_spanish_names_the_articles_in_spanish(make: Make) -> None:
    settings = configuration().replace("language: en", "language: es")
    pages = {page.path: page for page in assemble(make({"mkdocs.yml": settings})).pages}
    for path, page in pages.items():
        assert '<span lang="en">' not in page.body, path
    both = f"«{TITLES[CLOSES]}» y «{TITLES[OPENS]}»"
    assert both in html(pages["claims/closure-vote.html"]).text
    assert both in html(pages["claims/third-closure.html"]).text


def test_the_finding_on_a_claim_in_two_articles_is_shown_once(site: Whole) -> None:
    shown = site.renderer.embed("faults", "")
    assert shown
    assert shown.count("The old pier of Norwell was built in 1912") == 2
    assert shown.count("It was not built in 1912") == 1
    assert f'href="#faults-{OPENS}"' in shown
