"""Which addresses a robots.txt allows, as RFC 9309 says it."""

import time

import pytest

from build_tools.links.robots import Rules, read_rules

NAME = "facts-links"


def rules(*lines: str) -> Rules:
    return read_rules("\n".join(("User-agent: *", *lines)), NAME)


@pytest.mark.parametrize(
    ("lines", "path", "allowed"),
    [
        (["Disallow:"], "/a", True),
        (["Allow: /", "Disallow: /private"], "/private/a", False),
        (["Allow: /", "Disallow: /private"], "/public", True),
        (["Disallow: /", "Allow: /open"], "/open/a", True),
        (["Disallow: /a", "Allow: /a"], "/a", True),
        (["Disallow: /*.pdf$"], "/a/b.pdf", False),
        (["Disallow: /*.pdf$"], "/a/b.pdf?x", True),
        (["Disallow: /*.pdf$"], "/a/b.html", True),
        (["Disallow: /*?"], "/a?b", False),
        (["Disallow: /*?"], "/a", True),
        (["Disallow: /a$"], "/a", False),
        (["Disallow: /a$"], "/ab", True),
        (["Disallow: /a*a$"], "/a", True),
        (["Disallow: /*/x/*y"], "/a/x/by", False),
        (["Disallow: /*/x/*y"], "/x/by", True),
        (["Disallow: //["], "/a", True),
        (["Disallow: /%7euser"], "/~user", False),
        (["Disallow: /a%2fb"], "/a/b", True),
        (["Disallow: /a%2fb"], "/a%2Fb", False),
        (["Disallow: /caf\u00e9"], "/caf%C3%A9", False),
        (["DISALLOW : /a # all of it"], "/a", False),
        (["Disallow /a"], "/a", True),
    ],
)
def test_the_longest_rule_that_fits_counts(lines: list[str], path: str, allowed: bool) -> None:
    assert rules(*lines).allow(f"https://host.example{path}") is allowed


def test_a_program_has_its_own_groups_or_those_for_all() -> None:
    text = (
        "\ufeffUser-agent: other\nUser-agent: Facts-Links/2\nDisallow: /a\nCrawl-delay: 3\n"
        "Sitemap: https://host.example/sitemap.xml\n\nUser-agent: *\nDisallow: /\r"
        "User-agent: facts-links\nDisallow: /b\nUser-agent: facts\nDisallow: /c"
    )
    found = read_rules(text, NAME)
    assert found == Rules((("/a", False), ("/b", False)), 3.0)
    assert read_rules(text, "stranger").paths == (("/", False),)
    assert read_rules("Disallow: /\nwords", NAME) == Rules()
    assert read_rules("", NAME).allow("https://host.example/")


@pytest.mark.parametrize(
    "line", ["User-agent: *", "Disallow: /*a*b", "Disallow: " + "*a" * 500, "Disallow: %", ":", "#"]
)
def test_a_file_as_long_as_it_may_be_is_read_at_once(line: str) -> None:
    text = "User-agent: *\n" + (line + "\n") * (500 * 1024 // (len(line) + 1))
    began = time.process_time()
    read_rules(text, NAME).allow("https://host.example/" + "a" * 1900)
    assert time.process_time() - began < 1.0
