"""Tests that addresses for readers are accepted, and those for machines or tracking refused."""

import pytest

from build_tools.links.address_faults import address_fault

REFUSED = (
    *("https://a.example/x?utm_source=rss", "https://a.example/x?id=3&fbclid=IwAR"),
    *("https://a.example/x?aid=app_feed", "https://a.example/x?source=rss_feed"),
    *("https://a.example/x?from=telegram", "https://a.example/x?sphrase_id=16174792"),
    *("https://a.example/x;jsessionid=9F3", "https://a.example/x#:~:text=words"),
    *("https://a.example./x", "https://a.example:443/x", "http://a.example:80/x"),
    *("https://staging.a.example/x", "https://digital-stage.a.example/x"),
    *("https://digital-release.a.example/x", "https://stgmobile.a.example/x"),
    *("https://preprod.a.co.uk/x", "https://d33gy59ovltp76.cloudfront.net/x"),
    *("https://rss.a.example/x", "https://feeds.a.example/x", "https://api.a.example/x"),
    *("https://click.mlsend.com/link/c/YT0y", "https://click.a.example/x", "https://t.co/AbC"),
    *(
        "https://www.google.com/url?q=https://a.example",
        "https://vk.com/away.php?to=https%3A%2F%2Fa",
    ),
    *(
        "https://news.google.com/rss/articles/CBMi",
        "https://eu.safelinks.protection.outlook.com/?u=1",
    ),
    *("https://web.archive.org/web/2023/https://a.example", "https://archive.ph/AbCd"),
    *("https://a-example.translate.goog/x", "https://translate.google.de/translate?u=a"),
    *(
        "https://thcscience.wiki/t/?r=https%3A%2F%2Fen.wikipedia.org%2Fwiki%2FX",
        "https://wikimili.com/en/X",
    ),
    *("https://iiab.me/kiwix/content/wikipedia_en_all_maxi_2023-10/A/X", "https://de.wiki.li/X"),
    *("https://de-academic.com/dic.nsf/dewiki/744051", "https://perceptiofr.com/X"),
    *("https://a.example/19/2059410/gtm.js", "https://a.example/wp-json/wp/v2/posts/7"),
    *("https://a.example/news/feed/", "https://a.example/public/data/infrastructure.json"),
)

EDITIONS = (
    *(
        "https://a.example/news/amp/330450159",
        "https://a.example/x/amp",
        "https://a.example/x.amp.html",
    ),
    *(
        "https://a.example/x-amp.html",
        "https://a.example/x?outputType=amp",
        "https://amp.a.example/x",
    ),
    *("https://m.a.example/x", "https://pda.a.example/x", "https://lite.a.example/x"),
    *("https://a.example/x?sitelayout=mob", "https://a.blogspot.com/x.html?m=1"),
    *("https://a.example/?p=6973", "https://old.a.example/x", "http://a.example/x"),
    *("https://cdn.a.example/article/657376/World", "https://a.example/x/index.amp"),
)

USABLE = (
    *("https://a.example/x", "https://www.a.example/x?id=3&lang=en", "https://a.example/"),
    *(
        "https://stage.co.uk/reviews",
        "https://test.de/waschmaschinen",
        "https://dev.a.example/docs",
    ),
    *(
        "https://press-release.a.example/x",
        "https://apis.a.example/x",
        "https://amplitude.example/x",
    ),
    *("https://a.example/lamp/x", "https://a.example/amplify", "https://a.example/champ.html"),
    *(
        "https://m.example/x",
        "https://cdn.who.example/media/report.pdf",
        "https://a.example/story.php?sid=44",
    ),
    *(
        "https://en.wikipedia.org/wiki/X",
        "https://en.wikipedia.org/wiki/Kiwix",
        "https://commons.wikimedia.org/x",
    ),
    *("https://a.example/how-wikipedia_in_russia-works", "https://a.example/kiwix-goes-offline"),
    *("https://a.example/out", "https://a.example/url/x", "https://a.example/?page=2"),
    *("https://a.example/x?source=ministry", "https://a.example/x?from=2023-08-01"),
    *("https://old-town.example/x", "https://a.example/x#section-2", "https://a.example:8443/x"),
    *("https://president.gov.by/en/events", "https://a.example/node.js-guide"),
)


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_meant_for_machines_tests_or_tracking_is_an_error(url: str) -> None:
    fault = address_fault(url)
    assert fault is not None
    assert not fault.is_edition


@pytest.mark.parametrize("url", EDITIONS)
def test_the_address_of_a_different_edition_is_marked_as_an_edition(url: str) -> None:
    fault = address_fault(url)
    assert fault is not None
    assert fault.is_edition


@pytest.mark.parametrize("url", USABLE)
def test_an_address_that_readers_can_use_is_accepted(url: str) -> None:
    assert address_fault(url) is None


def test_a_data_file_is_accepted_only_as_the_source_of_data() -> None:
    assert address_fault("https://data.gov.example/rain.csv", is_data=True) is None
    assert address_fault("https://data.gov.example/rain.csv") is not None


def test_a_journal_article_may_have_an_address_that_ends_like_a_data_file() -> None:
    assert address_fault("https://journals.example/view/journals/x/1/2/X-1.1.xml") is None
    assert address_fault("https://journals.example/view/other/x/1/2/X-1.1.xml") is not None


@pytest.mark.parametrize("url", ["https://[", "https://a.example:port/", "https://", "x" * 100_000])
def test_an_invalid_address_never_makes_the_check_crash(url: str) -> None:
    address_fault(url)
