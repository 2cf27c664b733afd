"""Tests that formatting produces the canonical layout, changes no record and keeps all comments."""

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.editing.fmt import (
    FormattingError,
    formatted,
    formatted_files,
    same_records,
    same_sources,
)
from build_tools.editing.layout import laid_out
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.project import HIDDEN
from build_tools.facts.reading import read, read_yaml
from build_tools.facts.reading.validation import to_record
from build_tools.facts.records import Claim

CLAIM = "facts/claims/borders/x.yaml"
BIB = "facts/sources/lrt.bib"

MIXED = """\
# yaml-language-server: $schema=../../../schema/claim.schema.json
# about the whole file

kind: 'event'   # beside the kind
# above the claim
claim: "Lithuania closed two of its six road crossings with Belarus on 18 August 2023,
  it was said there."
asserted_by: article
when: 2023-08-18
countries:
    - lithuania
    - belarus
topics: [
  borders,
  travel ]  # beside the topics
evidence:
# above the first item
- basis: reporting
  source: a-1
  stance: supports
  says: 'It says: "two".'
  # at the end of the first item
-   source: b-1
    stance: supports
    basis: reporting
    says: |-
       First line
       of a text.
    quote: {text: due to circumstances, lang: en}
about:
  - medininkai  # why it is named
finding: Short.

checked: {date: 2026-11-22, by: the editors}
confidence: high
verdict: supported
# at the end of the file
"""

CANONICAL = """\
# yaml-language-server: $schema=../../../schema/claim.schema.json
# about the whole file
# above the claim
claim: >-
  Lithuania closed two of its six road crossings with Belarus on 18 August 2023, it was said there.
kind: event  # beside the kind
asserted_by: article
when: 2023-08-18
countries: [lithuania, belarus]
about:
  - medininkai  # why it is named
topics: [borders, travel]  # beside the topics
evidence:
  # above the first item
  - source: a-1
    stance: supports
    basis: reporting
    says: >-
      It says: "two".
    # at the end of the first item
  - source: b-1
    stance: supports
    basis: reporting
    says: >-
      First line

      of a text.
    quote:
      text: due to circumstances
      lang: en
verdict: supported
confidence: high
finding: >-
  Short.
checked:
  date: 2026-11-22
  by: the editors
# at the end of the file
"""


def canonical(path: str, text: str) -> str:
    result = formatted(path, text)
    assert isinstance(result, str), result
    return result


def test_comments_move_with_their_fields():
    assert canonical(CLAIM, MIXED) == CANONICAL


def test_formatting_again_changes_nothing():
    assert canonical(CLAIM, CANONICAL) == CANONICAL


def test_a_comment_below_a_key_with_line_breaks_stays_below_it():
    text = 'claim: one\nwaive:\n  ? "two\\nthree"\n  : why\n  # below\n'
    assert canonical(CLAIM, text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("001", "001"),
        ("NO", "NO"),
        ("1lurer (Public Television)", "1lurer (Public Television)"),
        ("it's", "it's"),
        ("ends with a colon:", '"ends with a colon:"'),
        ("colon: inside", '"colon: inside"'),
        ("number # sign", '"number # sign"'),
        ('"quoted" at the start', "'\"quoted\" at the start'"),
        ("- dash", '"- dash"'),
        ("@at", '"@at"'),
        ("[brackets]", '"[brackets]"'),
        ("Сувалки 🇱🇹", "Сувалки 🇱🇹"),
        ("bell \a and joiner \u200d", '"bell \\a and joiner \\u200d"'),
        ("tag \U000e0041", '"tag \\U000e0041"'),
    ],
)
def test_a_text_is_quoted_only_if_yaml_requires_quotation_marks(text, written):
    lines = laid_out({"part": text}, None).split("\n")
    assert lines[0] == f"part: {written}"


def test_long_texts_are_folded_at_100_columns_between_words():
    words = " ".join(["word"] * 40) + " https://" + "x" * 120
    lines = canonical(CLAIM, f"claim: {words}\n").split("\n")
    assert lines[0] == "claim: >-"
    assert [len(line) for line in lines[1:-1]] == [96, 96, 11, 130]
    assert " ".join(line.strip() for line in lines[1:-1]) == words


def test_a_list_that_is_too_long_for_a_line_has_one_item_on_each_line():
    names = [f"place-number-{number}" for number in range(12)]
    text = canonical(CLAIM, f"about: [{', '.join(names)}]\n")
    assert text == "about:\n" + "".join(f"  - {name}\n" for name in names)


def test_vocabulary_entries_are_sorted_by_id():
    text = "tass:\n  kind: agency\n  name: TASS\n# about lrt\nlrt:\n    name: LRT\n"
    assert canonical("facts/vocabulary/publishers.yaml", text) == (
        "# about lrt\nlrt:\n  name: LRT\ntass:\n  name: TASS\n  kind: agency\n"
    )


def test_a_bib_file_keeps_text_outside_its_entries():
    text = (
        "% the whole file\n\n\n% above b\n@Online{b-1,\n  kind = {agency}, url={https://x.org/%7Ea},\n"
        '  title = "The {NATO} \\& us", urldate = 2026\n}  % beside b\n\n@comment{kept}\n'
        "@online(a-1, langid={en},\n   title={Two\n   lines})\n% the end\n"
    )
    assert canonical(BIB, text) == (
        "% the whole file\n\n@comment{kept}\n@online{a-1,\n  title = {Two lines},\n"
        "  langid = {en},\n}\n\n% above b\n@online{b-1,\n  title = {The {NATO} \\& us},\n"
        "  url = {https://x.org/%7Ea},\n  urldate = {2026},\n  kind = {agency},\n}  % beside b\n\n"
        "% the end\n"
    )
    assert canonical(BIB, canonical(BIB, text)) == canonical(BIB, text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (CLAIM, "a: [\n"),
        (CLAIM, "- a list\n"),
        (CLAIM, "&x a: 1\n"),
        (BIB, "@online{a, title = {\n"),
    ],
)
def test_an_unreadable_file_gives_errors_instead_of_formatted_text(path, text):
    result = formatted(path, text)
    assert isinstance(result, list)
    assert all(isinstance(item, Diagnostic) for item in result)


@pytest.mark.parametrize(
    ("form", "what"),
    [
        ("claim: [\n", "no longer be read"),
        ("claim: something else  # why\n", "other values"),
        ("claim: one thing\n", "lose a comment"),
        ("claim: one thing  # because\n", "lose a comment"),
    ],
)
def test_formatted_text_with_different_values_or_comments_raises_an_error(form, what):
    with pytest.raises(FormattingError, match=what):
        same_records(read_yaml(CLAIM, "claim: one thing  # why\n"), form)


def test_formatting_may_remove_white_space_around_a_value_but_not_inside_it():
    tree = read_yaml(CLAIM, 'claim: " one  thing "\n')
    assert same_records(tree, "claim: one  thing\n")
    with pytest.raises(FormattingError):
        same_records(tree, "claim: one thing\n")


def test_formatted_bibtex_with_different_entries_raises_an_error():
    with pytest.raises(FormattingError, match="other entries"):
        same_sources(BIB, "@online{a,\n}\n", "@online{b,\n}\n")


def test_formatting_a_project_changes_no_record(world):
    project = world()
    before = read(project)[0]
    for file in formatted_files(project):
        assert file.text is not None
        Path(file.file.path).write_text(file.text, encoding="utf-8")
    after = read(project)[0]
    for kind in ("claims", "sources", "publishers", "people", "places", "countries", "articles"):
        record = [(item.id, item.model_dump()) for item in getattr(before, kind)]
        assert record
        assert record == [(item.id, item.model_dump()) for item in getattr(after, kind)]
    assert not [file.file.name for file in formatted_files(project) if file.changes]


def test_windows_line_endings_become_line_feeds(world):
    project = world({CLAIM: CANONICAL.replace("\n", "\r\n")})
    result = next(file for file in formatted_files(project) if file.file.name == CLAIM)
    assert result.changes
    assert result.text == CANONICAL


# These strategies generate any text that a record may contain, often with characters that are
# special in YAML.
HARD = st.sampled_from(
    [": ", " #", "#", "- ", '"', "'", "\\", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%",
     "@", "`", "?", "  ", "\n", "\n\n", "\n ", "\t", "…", "ł", "Ж", "中", "🇱🇹", "\u00ad",
     "\u00a0", "\u0301", "true", "null", "~", "2023", "---", "...", "=", "<<"]
)  # fmt: skip
WORDS = st.text(string.ascii_letters + string.digits, min_size=1, max_size=12)
TEXTS = (
    st.lists(HARD | WORDS | st.just(" ") | st.characters(exclude_categories=["Cs"]), max_size=60)
    .map("".join)
    # A record must not contain characters that readers cannot see.
    .map(lambda text: HIDDEN.sub("", text).strip())
    .filter(bool)
)
SHORT = TEXTS.map(lambda text: text[:390].strip()).filter(bool)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,30}[a-z0-9]", fullmatch=True)
DATES = st.sampled_from(
    ["2023-08-18", "2023", "2023-08~", "1999-12-08/2000-01-26", "2023-08-01/.."]
)
FEW = SHORT.map(lambda text: " ".join(text.split()[:25])).filter(bool)


def parts(needed, optional):
    return st.fixed_dictionaries(needed, optional=optional)


QUOTE = parts({"text": FEW}, {"speaker": SHORT, "lang": st.just("no"), "translation": SHORT})
EVIDENCE = parts(
    {
        "source": SHORT,
        "stance": st.sampled_from(["supports", "contradicts", "context", "silent"]),
        "basis": st.just("reporting"),
        "says": TEXTS,
    },
    {"part": SHORT, "directness": st.just("indirect"), "origin": IDS, "quote": QUOTE},
)
CLAIMS = parts(
    {
        "claim": SHORT,
        "kind": st.just("event"),
        "asserted_by": IDS,
        "when": DATES,
        "verdict": st.just("supported"),
        "confidence": st.just("high"),
        "finding": TEXTS,
        "checked": parts({"date": DATES, "by": SHORT}, {"hash": SHORT}),
    },
    {
        "countries": st.lists(IDS, max_size=20),
        "about": st.lists(IDS, max_size=3),
        "later": st.sampled_from(["true", "false"]),
        "evidence": st.lists(EVIDENCE, max_size=3),
        "would_change": TEXTS,
        "outdated": SHORT,
        "waive": st.dictionaries(SHORT, SHORT, max_size=3),
        "revisions": st.lists(
            parts(
                {"date": DATES, "kind": st.just("update"), "field": SHORT},
                {"from": TEXTS, "to": TEXTS, "reason": TEXTS},
            ),
            max_size=2,
        ),
    },
)
COMMENTS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 8), WORDS, st.booleans()), max_size=4
)


def with_comments(text: str, comments: list[tuple[int, int, str, bool]]) -> str:
    """Add comments on separate lines or at the ends of lines. Some comments may become text."""
    lines = text.split("\n")
    for wanted, indent, words, beside in comments:
        at = min(wanted, len(lines) - 1)
        if beside and lines[at]:
            lines[at] += f" # {words}"
        else:
            lines.insert(at, " " * indent + f"# {words}")
    return "\n".join(lines)


@settings(max_examples=200, deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False), COMMENTS)
def test_any_claim_is_read_back_unchanged_after_formatting(plain, random, comments):
    shuffled = dict(random.sample(list(plain.items()), len(plain)))
    written = laid_out(shuffled, None)
    tree = read_yaml(CLAIM, written)
    assert not isinstance(tree, Diagnostic)
    assert tree.plain == plain
    text = with_comments(written, comments)
    if isinstance(read_yaml(CLAIM, text), Diagnostic):
        return  # a comment can break a folded or quoted text
    form = canonical(CLAIM, text)
    assert canonical(CLAIM, form) == form
    if not comments:
        before, after = (
            to_record(Claim, read_yaml(CLAIM, text).plain, "x", tree) for text in (written, form)
        )
        assert (
            after[0] is None
            if before[0] is None
            else after[0].model_dump() == before[0].model_dump()
        )
