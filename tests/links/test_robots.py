"""Tests which addresses a robots.txt allows according to RFC 9309."""

import time

import pytest
from protego import Protego

from build_tools.links.robots import read_rules

NAME = "facts-links"


def rules(*lines: str) -> Protego:
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
def test_the_longest_matching_rule_applies(lines: list[str], path: str, allowed: bool) -> None:
    assert rules(*lines).can_fetch(f"https://host.example{path}", NAME) is allowed


def allowed_paths(text: str, name: str) -> str:
    parsed = read_rules(text, name)
    return "".join(
        path for path in "abcd" if parsed.can_fetch(f"https://host.example/{path}", name)
    )


def test_a_program_follows_the_groups_that_name_it_or_else_the_groups_for_all() -> None:
    text = (
        "\ufeffUser-agent: other\nUser-agent: Facts-Links/2\nDisallow: /a\nCrawl-delay: 3\n"
        "Sitemap: https://host.example/sitemap.xml\n\nUser-agent: *\nDisallow: /\r"
        "User-agent: facts-links\nDisallow: /b\nUser-agent: facts\nDisallow: /c"
    )
    assert allowed_paths(text, NAME) == "cd"
    assert read_rules(text, NAME).crawl_delay(NAME) == 3.0
    assert allowed_paths(text, "stranger") == ""
    assert allowed_paths("Disallow: /\nwords", NAME) == "abcd"
    assert allowed_paths("", NAME) == "abcd"


def test_a_group_for_a_program_with_a_shorter_name_is_ignored() -> None:
    text = "User-agent: facts\nDisallow: /a\n\nUser-agent: *\nDisallow: /b"
    assert allowed_paths(text, NAME) == "acd"
    assert allowed_paths(text, "facts") == "bcd"


@pytest.mark.parametrize(
    "line", ["User-agent: *", "Disallow: /*a*b", "Disallow: " + "*a" * 500, "Disallow: %", ":", "#"]
)
def test_the_longest_permitted_file_is_parsed_in_less_than_a_second(line: str) -> None:
    text = "User-agent: *\n" + (line + "\n") * (500 * 1024 // (len(line) + 1))
    began = time.process_time()
    read_rules(text, NAME).can_fetch("https://host.example/" + "a" * 1900, NAME)
    assert time.process_time() - began < 1.0


def test_a_file_with_many_names_and_rules_is_parsed_in_less_than_a_second() -> None:
    names = "".join(f"User-agent: x{number}\n" for number in range(15_000))
    text = names + "".join(f"Disallow: /{number}\n" for number in range(15_000))
    began = time.process_time()
    assert read_rules(text, NAME).can_fetch("https://host.example/1", NAME)
    assert time.process_time() - began < 1.0
