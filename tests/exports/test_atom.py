"""Tests the feed with an XML parser, which must read back the claims and their revisions."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from build_tools import exports
from build_tools.exports.formats.atom import MAX_ITEMS, stamp
from build_tools.facts.dates import When
from build_tools.facts.ledger import Ledger
from build_tools.views.corrections import CorrectionEntry, CorrectionKind, Difference, History
from build_tools.views.parts.titles import redirect_title
from tests.exports.conftest import SITE, World, made_by
from tests.hostile import hostile
from tests.ledgers import claim, ledger

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def revision(day: str, kind: str = "correction", **fields: str) -> dict[str, str]:
    words = {"field": "verdict", "from": "wrong", "to": "supported", "reason": "A new source."}
    return {"date": day, "kind": kind, **words, **fields}


def atom(small_ledger: Ledger) -> ElementTree.Element:
    return ElementTree.fromstring(made_by("atom", small_ledger)["feed.xml"].data)  # noqa: S314


def of(entry: ElementTree.Element, name: str) -> str:
    (found,) = entry.findall(ATOM + name)
    return found.text or ""


def expected_ids(small_ledger: Ledger) -> set[str]:
    return {
        f"{SITE.claim(claim.id)}{mark}"
        for claim in small_ledger.claims.values()
        for mark in ("", *(f"#revision-{number + 1}" for number in range(len(claim.revisions))))
    } | {f"{SITE.claim(name)}#gone" for name in small_ledger.redirects}


def test_every_claim_and_revision_has_an_entry(any_ledger: Ledger) -> None:
    assert set(made_by("atom", any_ledger)) == {"feed.xml"}
    ids = {of(entry, "id") for entry in atom(any_ledger).findall(ATOM + "entry")}
    expected = expected_ids(any_ledger)
    assert ids <= expected
    assert len(ids) == min(len(expected), MAX_ITEMS)


def test_the_feed_has_every_element_that_rfc_4287_requires(any_ledger: Ledger) -> None:
    root = atom(any_ledger)
    assert root.tag == ATOM + "feed"
    assert of(root, "id") == SITE.url("feed.xml")
    assert of(root, "title")
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    links = {link.get("rel"): link.get("href") for link in root.findall(ATOM + "link")}
    assert links["self"] == SITE.url("feed.xml")
    stamps = [of(entry, "updated") for entry in root.findall(ATOM + "entry")]
    assert all(RFC_3339.fullmatch(moment) for moment in (*stamps, of(root, "updated")))
    assert stamps == sorted(stamps, reverse=True)
    assert not stamps or of(root, "updated") == stamps[0]
    for entry in root.findall(ATOM + "entry"):
        assert of(entry, "title")
        assert [link.get("rel") for link in entry.findall(ATOM + "link")] == ["alternate"]


def test_each_correction_has_an_entry_and_the_newest_comes_first(world: World) -> None:
    small_ledger = ledger(
        world,
        claim("old", revisions=[revision("2026-11-20"), revision("2026-11-23", "update")]),
        claim("new", checked={"date": "2026-11-21", "by": "us"}),
    )
    gone = f"{SITE.claim('gone')}#gone"  # the withdrawn claim in the bare world
    entries = [
        entry for entry in atom(small_ledger).findall(ATOM + "entry") if of(entry, "id") != gone
    ]
    page = SITE.claim("old")
    assert [of(entry, "id") for entry in entries] == [
        f"{page}#revision-2",
        page,
        SITE.claim("new"),
        f"{page}#revision-1",
    ]
    assert [of(entry, "title") for entry in entries] == [
        "Claim: The claim old (cannot be checked; update)",
        "Claim: The claim old (cannot be checked)",
        "Claim: The claim new (cannot be checked)",
        "Claim: The claim old (cannot be checked; correction)",
    ]
    assert of(entries[-1], "content") == (
        "A new source. Changed: verdict, from “wrong” to “supported”. "
        "Cannot be checked: The finding of old."
    )
    assert of(atom(small_ledger), "updated") == "2026-11-23T00:00:00Z"


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
def test_every_date_has_a_timestamp_in_rfc_3339(written: str, expected: str) -> None:
    assert stamp(When.parse(written)) == expected


def test_hostile_text_remains_plain_text(hostile_ledger: Ledger) -> None:
    root = atom(hostile_ledger)
    texts = {item.text for item in root.iter() if item.text}
    assert f"Claim: {hostile('claim')} (supported)" in texts
    assert any(hostile("reason") in text for text in texts)
    tags = {item.tag for item in root.iter()}
    assert ATOM + "script" not in tags
    assert {item.get("type") for item in root.iter(ATOM + "content")} == {None}  # plain text


def test_every_withdrawn_or_moved_claim_has_an_entry(tiny_ledger: Ledger) -> None:
    entries = {
        of(entry, "title"): of(entry, "content")
        for entry in atom(tiny_ledger).findall(f"{ATOM}entry")
    }
    assert len(tiny_ledger.redirects) == 2
    for redirect in tiny_ledger.redirects.values():
        told = entries[redirect_title(tiny_ledger, redirect)]
        assert told == redirect.withdrawn or all(
            SITE.claim(name) in told for name in redirect.moved_to
        )


def test_a_change_known_only_from_the_history_has_one_permanent_entry(
    world: World,
) -> None:
    small_ledger = ledger(
        world, claim("old", countries=["lithuania"], revisions=[revision("2026-11-20")])
    )
    day = When.parse("2026-11-25")
    verdict = (Difference("verdict", "Wrong", "Supported"),)
    shown = CorrectionEntry("old", "Words.", CorrectionKind.CORRECTION, day, verdict, "")
    removed = replace(shown, claim="lost", statement="Lost.", kind=CorrectionKind.REMOVED)
    added = replace(shown, kind=CorrectionKind.ADDED, differences=())
    history = History(When.parse("2026-11-01"), (shown, removed, added), missing="")
    site = replace(SITE, history=history)
    (feed,) = exports.made("atom", small_ledger, site)
    root = ElementTree.fromstring(feed.data)  # noqa: S314
    entries = {of(entry, "id"): entry for entry in root.findall(ATOM + "entry")}
    changes = [name for name in entries if "#change-" in name]
    assert [name.partition("#change-")[0] for name in changes] == [
        SITE.claim("lost"),
        SITE.claim("old"),
    ]
    lost, old = (entries[name] for name in changes)
    assert of(lost, "title") == "Claim: Lost (removed)"
    assert [link.get("href") for link in lost.findall(ATOM + "link")] == [
        SITE.url("corrections.html")
    ]
    assert of(old, "title") == "Claim: The claim old (cannot be checked; correction)"
    assert all(words in of(old, "content") for words in ("verdict", "“Wrong”", "“Supported”"))
    assert of(old, "updated") == "2026-11-25T00:00:00Z"
    assert [again.data for again in exports.made("atom", small_ledger, site)] == [feed.data]


def test_revisions_before_first_publication_are_left_out(world: World) -> None:
    small_ledger = ledger(world, claim("old", revisions=[revision("2026-11-20")]))
    site = replace(SITE, history=History(When.parse("2026-11-21"), missing=""))
    (feed,) = exports.made("atom", small_ledger, site)
    assert "#revision-1" not in feed.data.decode("utf-8")


def test_a_long_feed_contains_only_the_newest_entries_and_says_so(world: World) -> None:
    days = [
        f"20{number // 360 + 10}-{number // 30 % 12 + 1:02}-{number % 28 + 1:02}"
        for number in range(302)
    ]
    small_ledger = ledger(
        world,
        *(claim(f"c-{n:03}", checked={"date": day, "by": "us"}) for n, day in enumerate(days)),
    )
    root = atom(small_ledger)
    entries = [of(entry, "updated")[:10] for entry in root.findall(ATOM + "entry")]
    # The bare world already has a withdrawn claim.
    newest = sorted(
        [*days, *(stamp(redirect.date)[:10] for redirect in small_ledger.redirects.values())],
        reverse=True,
    )
    assert entries == newest[:MAX_ITEMS]
    assert re.findall(r"\d+|data/claims\.json", of(root, "subtitle")) == [
        "300",
        "303",
        "data/claims.json",
    ]
    few = atom(ledger(world, claim("one")))
    assert few.find(ATOM + "subtitle") is None
