"""Feeds: read back by an XML parser and json, they are the claims and their revisions."""

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from build_tools import exports
from build_tools.exports.feed_items import MAX_ITEMS, stamp
from build_tools.facts.dates import When
from build_tools.facts.ledger import Ledger
from build_tools.views.corrections import Difference, Entry, EntryKind, History
from tests.exports.conftest import SITE, World, made_by
from tests.hostile import hostile
from tests.ledgers import claim, ledger

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def revision(day: str, kind: str = "correction", **fields: str) -> dict[str, str]:
    words = {"field": "verdict", "from": "wrong", "to": "supported", "reason": "A new source."}
    return {"date": day, "kind": kind, **words, **fields}


def atom(held: Ledger, path: str = "feed.xml") -> ElementTree.Element:
    return ElementTree.fromstring(made_by("feeds", held)[path].data)  # noqa: S314


def of(entry: ElementTree.Element, name: str) -> str:
    (found,) = entry.findall(ATOM + name)
    return found.text or ""


def expected_ids(held: Ledger, country: str = "") -> set[str]:
    return {
        f"{SITE.claim(one.id)}{mark}"
        for one in held.claims.values()
        if not country or country in one.countries
        for mark in ("", *(f"#revision-{number + 1}" for number in range(len(one.revisions))))
    } | {f"{SITE.claim(one)}#gone" for one in held.redirects if not country}


def test_every_claim_and_revision_is_in_both_feeds_of_all_and_of_its_countries(
    any_ledger: Ledger,
) -> None:
    files = made_by("feeds", any_ledger)
    countries = {f"feeds/{name}": name for name in any_ledger.countries}
    assert set(files) == {
        f"{path}.{end}" for path in ("feed", *countries) for end in ("xml", "json")
    }
    for path, country in {"feed": "", **countries}.items():
        root = ElementTree.fromstring(files[f"{path}.xml"].data)  # noqa: S314
        entries = root.findall(ATOM + "entry")
        ids = {of(one, "id") for one in entries}
        expected = expected_ids(any_ledger, country)
        assert ids <= expected, path
        assert len(ids) == min(len(expected), MAX_ITEMS), path
        items = json.loads(files[f"{path}.json"].data)["items"]
        assert [
            (one["id"], one["title"], one["content_text"], one["date_modified"]) for one in items
        ] == [
            tuple(of(one, name) for name in ("id", "title", "content", "updated"))
            for one in entries
        ]


def test_atom_has_what_rfc_4287_asks_for(any_ledger: Ledger) -> None:
    for path, file in made_by("feeds", any_ledger).items():
        if not path.endswith(".xml"):
            continue
        root = ElementTree.fromstring(file.data)  # noqa: S314
        assert root.tag == ATOM + "feed"
        assert of(root, "id") == SITE.url(path)
        assert of(root, "title")
        assert root.find(f"{ATOM}author/{ATOM}name") is not None
        links = {one.get("rel"): one.get("href") for one in root.findall(ATOM + "link")}
        assert links["self"] == SITE.url(path)
        stamps = [of(one, "updated") for one in root.findall(ATOM + "entry")]
        assert all(RFC_3339.fullmatch(one) for one in (*stamps, of(root, "updated")))
        assert stamps == sorted(stamps, reverse=True)
        assert not stamps or of(root, "updated") == stamps[0]
        for entry in root.findall(ATOM + "entry"):
            assert of(entry, "title")
            assert [one.get("rel") for one in entry.findall(ATOM + "link")] == ["alternate"]


def test_json_feed_has_what_version_1_1_asks_for(tiny_ledger: Ledger) -> None:
    feed = json.loads(made_by("feeds", tiny_ledger)["feeds/lithuania.json"].data)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == f"{SITE.name}: Lithuania"
    assert feed["feed_url"] == SITE.url("feeds/lithuania.json")
    assert feed["home_page_url"] == SITE.url("countries/lithuania.html")
    for one in feed["items"]:
        assert {"id", "url", "title", "content_text", "date_modified", "tags"} == set(one)


def test_a_correction_is_an_entry_of_its_own_and_the_newest_comes_first(world: World) -> None:
    held = ledger(
        world,
        claim("old", revisions=[revision("2026-11-20"), revision("2026-11-23", "update")]),
        claim("new", checked={"date": "2026-11-21", "by": "us"}),
    )
    gone = f"{SITE.claim('gone')}#gone"  # what the bare world holds of its own
    entries = [one for one in atom(held).findall(ATOM + "entry") if of(one, "id") != gone]
    page = SITE.claim("old")
    assert [of(one, "id") for one in entries] == [
        f"{page}#revision-2",
        page,
        SITE.claim("new"),
        f"{page}#revision-1",
    ]
    assert [of(one, "title").split(":")[0] for one in entries] == [
        "Update",
        "Not checkable",
        "Not checkable",
        "Correction",
    ]
    assert of(entries[-1], "content") == (
        "A new source. Changed: verdict, from “wrong” to “supported”."
    )
    assert of(atom(held), "updated") == "2026-11-23T00:00:00Z"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-11-22", "2026-11-22T00:00:00Z"),
        ("2026-11", "2026-11-01T00:00:00Z"),
        ("../2026-11-22", "2026-11-22T00:00:00Z"),
        ("-0043", "1970-01-01T00:00:00Z"),
        ("Y12023", "1970-01-01T00:00:00Z"),
    ],
)
def test_every_date_has_a_moment_that_feeds_can_hold(written: str, expected: str) -> None:
    assert stamp(When.parse(written)) == expected


def test_hostile_text_stays_text(hostile_ledger: Ledger) -> None:
    root = atom(hostile_ledger)
    texts = {one.text for one in root.iter() if one.text}
    assert f"Supported: {hostile('claim')}" in texts
    assert any(hostile("reason") in one for one in texts)
    tags = {one.tag for one in root.iter()}
    assert ATOM + "script" not in tags
    assert {one.get("type") for one in root.iter(ATOM + "content")} == {None}  # plain text


def test_what_was_withdrawn_or_moved_is_told_of(tiny_ledger: Ledger) -> None:
    entries = {
        of(one, "title"): of(one, "content") for one in atom(tiny_ledger).findall(f"{ATOM}entry")
    }
    gone = {title: text for title, text in entries.items() if title.split(":")[0] in KINDS}
    assert len(gone) == len(tiny_ledger.redirects) == 2
    for one in tiny_ledger.redirects.values():
        kind = "Moved" if one.moved_to else "Withdrawn"
        told = gone[f"{kind}: {one.claim}"]
        assert told == one.withdrawn or all(SITE.claim(name) in told for name in one.moved_to)


KINDS = ("Moved", "Withdrawn")


def test_what_only_the_history_shows_is_told_of_once_and_keeps_its_name(world: World) -> None:
    held = ledger(world, claim("old", countries=["lithuania"], revisions=[revision("2026-11-20")]))
    day = When.parse("2026-11-25")
    verdict = (Difference("verdict", "Wrong", "Supported"),)
    shown = Entry("old", "Words.", EntryKind.CORRECTION, day, verdict, "")
    removed = replace(shown, claim="lost", statement="Lost.", kind=EntryKind.REMOVED)
    added = replace(shown, kind=EntryKind.ADDED, differences=())
    history = History(When.parse("2026-11-01"), (shown, removed, added), missing="")
    site = replace(SITE, history=history)
    files = {one.path: one.data for one in exports.made("feeds", held, site)}
    items = {one["id"]: one for one in json.loads(files["feed.json"])["items"]}
    changes = [name for name in items if "#change-" in name]
    assert [name.partition("#change-")[0] for name in changes] == [
        SITE.claim("lost"),
        SITE.claim("old"),
    ]
    lost, old = (items[name] for name in changes)
    assert lost["title"] == "Removed: Lost."
    assert lost["url"] == SITE.url("corrections.html")
    assert old["title"] == "Correction: Words."
    assert old["content_text"] == "Changed: verdict, from “Wrong” to “Supported”."
    assert old["date_modified"] == "2026-11-25T00:00:00Z"
    country = {one["id"] for one in json.loads(files["feeds/lithuania.json"])["items"]}
    assert country == {SITE.claim("old"), f"{SITE.claim('old')}#revision-1", changes[1]}
    again = {one.path: one.data for one in exports.made("feeds", held, site)}
    assert again == files


def test_drafting_before_the_first_publication_is_no_news(world: World) -> None:
    held = ledger(world, claim("old", revisions=[revision("2026-11-20")]))
    site = replace(SITE, history=History(When.parse("2026-11-21"), missing=""))
    (feed,) = (one for one in exports.made("feeds", held, site) if one.path == "feed.json")
    assert "#revision-1" not in feed.data.decode("utf-8")


def test_a_feed_holds_the_newest_entries_and_says_so_where_there_are_more(world: World) -> None:
    days = [
        f"20{number // 360 + 10}-{number // 30 % 12 + 1:02}-{number % 28 + 1:02}"
        for number in range(302)
    ]
    held = ledger(
        world,
        *(claim(f"c-{n:03}", checked={"date": day, "by": "us"}) for n, day in enumerate(days)),
    )
    root = atom(held)
    entries = [of(one, "updated")[:10] for one in root.findall(ATOM + "entry")]
    # The bare world has a withdrawn claim of its own.
    newest = sorted(
        [*days, *(stamp(one.date)[:10] for one in held.redirects.values())], reverse=True
    )
    assert entries == newest[:MAX_ITEMS]
    assert of(root, "subtitle") == "The newest 300 of 303; data/claims.json holds all."
    feed = json.loads(made_by("feeds", held)["feed.json"].data)
    assert feed["description"].endswith("The newest 300 of 303; data/claims.json holds all.")
    few = atom(ledger(world, claim("one")))
    assert few.find(ATOM + "subtitle") is None
