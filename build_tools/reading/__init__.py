"""Disk to records: every file is read on its own, so one broken file never hides another."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from build_tools import standing
from build_tools.diagnostics import Diagnostic, Report, Span
from build_tools.reading.bibliography import read_sources
from build_tools.reading.home import Home, read_text
from build_tools.reading.nodes import Tree, read_yaml
from build_tools.reading.prose import RULE as PROSE
from build_tools.reading.prose import read_prose
from build_tools.reading.shapes import shape
from build_tools.records import (
    Article,
    Claim,
    Country,
    CountryMap,
    Organisation,
    Origin,
    Owner,
    Person,
    Place,
    Publisher,
    Record,
    Records,
    Redirect,
    Snapshot,
    Topic,
)
from build_tools.text import ID_PATTERN, did_you_mean, in_words

__all__ = ["Home", "read", "read_yaml", "reread"]

VOCABULARY: dict[str, type[Record]] = {
    "publishers": Publisher,
    "origins": Origin,
    "owners": Owner,
    "countries": Country,
    "people": Person,
    "organisations": Organisation,
    "places": Place,
    "topics": Topic,
}
NEEDED_VOCABULARY = ("publishers", "countries", "topics")

# MkDocs takes these for pages too, with front matter that only our own reader of .md holds back.
OTHER_MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd")


# What a browser only shows; anything else in a page's folder it would run, or take for a page.
# As it stands in an address: nothing of it is written otherwise there.
PAGE_NAME = r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*\.md"

PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")


@dataclass(slots=True)
class _Gathered:
    """What has been read so far: a bag for each kind of record, and the faults."""

    records: dict[str, list[Any]] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)

    def add(self, kind: str, record: object | None, faults: list[Diagnostic]) -> None:
        """Keep the record, if there is one, and what was wrong."""
        self.faults.extend(faults)
        if record is not None:
            self.records.setdefault(kind, []).append(record)


def read(home: Home) -> tuple[Records, Report]:
    """Read every record of the project, and everything that keeps a file from being one."""
    gathered = _Gathered()
    for step in (_claims, _sources, _snapshots, _vocabulary, _maps, _articles, _prose, _gone):
        step(home, gathered)
    records = Records(**{kind: tuple(found) for kind, found in gathered.records.items()})
    return records, Report.of(gathered.faults)


def reread(records: Records, path: str, text: str) -> tuple[Records, list[Diagnostic]]:
    """Return the records as they would be if the file at ``path`` held this text, and its faults.

    The file is a claim, a .bib file or a vocabulary; nothing is read from disk.
    """
    gathered = _Gathered()
    kind = "claims" if path.startswith("facts/claims/") else _stem(path)
    if path.endswith(".bib"):
        kind = "sources"
        sources, faults = read_sources(path, text)
        gathered.records[kind] = list(sources)
        gathered.faults.extend(faults)
    elif isinstance(tree := read_yaml(path, text), Diagnostic):
        return records, [tree]
    elif kind == "claims":
        gathered.add(kind, *shape(Claim, tree.plain, _stem(path), tree))
    else:
        _entries(kind, tree, gathered)
    others = (one for one in getattr(records, kind) if one.path != path)
    found = (*others, *gathered.records.get(kind, ()))
    return replace(records, **{kind: found}), gathered.faults


_BadName = Callable[[str], Diagnostic | None]


def _texts(
    home: Home,
    folder: Path,
    ending: str,
    gathered: _Gathered,
    bad_name: _BadName = lambda path: None,
) -> Iterator[tuple[str, str]]:
    for found in home.files(folder, ending):
        if _left_behind(found.name):
            continue
        # A link is refused as one, wherever it stands.
        text = (None if found.is_link else bad_name(found.name)) or read_text(found)
        if isinstance(text, Diagnostic):
            gathered.faults.append(text)
        else:
            yield found.name, text


def _left_behind(path: str) -> bool:
    """What systems and editors leave in a folder: .DS_Store, .two-crossings.yaml.swp."""
    return _base(path).startswith(".") and not path.endswith((".yaml", ".bib", ".md"))


def _base(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def _trees(
    home: Home,
    folder: Path,
    ending: str,
    gathered: _Gathered,
    bad_name: _BadName = lambda path: None,
) -> Iterator[Tree]:
    for name, text in _texts(home, folder, ending, gathered, bad_name):
        tree = read_yaml(name, text)
        if isinstance(tree, Diagnostic):
            gathered.faults.append(tree)
        else:
            yield tree


def _stem(path: str) -> str:
    return _base(path).rsplit(".", 1)[0]


def _claims(home: Home, gathered: _Gathered) -> None:
    folder = home.facts / "claims"
    if not folder.is_dir():
        gathered.faults.append(_missing(home, folder, "folder", "Create it, with a first claim."))
    for tree in _trees(home, folder, "", gathered, _bad_claim_name):
        identity = _stem(tree.path)
        moved = isinstance(tree.plain, dict) and {"moved_to", "withdrawn"} & tree.plain.keys()
        if moved:
            gathered.add("redirects", *shape(Redirect, tree.plain, identity, tree))
        else:
            gathered.add("claims", *shape(Claim, tree.plain, identity, tree))
    if gathered.faults:
        kept = (*gathered.records.get("claims", ()), *gathered.records.get("redirects", ()))
        held = {record.id for record in kept}
        stems = (_stem(found.name) for found in home.files(folder))
        gathered.records["unread"] = [stem for stem in stems if stem not in held]


def _bad_claim_name(path: str) -> Diagnostic | None:
    """A file that is not named like a claim is told of, whatever it is: it may be meant as one."""
    if re.fullmatch(ID_PATTERN, _stem(path)) and path.endswith(".yaml") and path.count("/") == 3:
        return None
    return _misplaced(
        path, "A claim's file must be facts/claims/<shelf>/<id>.yaml.", "in one shelf"
    )


def _bad_article_name(path: str) -> Diagnostic | None:
    folder, _, name = path.removeprefix("seeds/").rpartition("/")
    if re.fullmatch(ID_PATTERN, folder) and name == "article.yaml":
        return None
    return _misplaced(path, "An article's file must be seeds/<id>/article.yaml.", "in one folder")


def _misplaced(path: str, message: str, where: str) -> Diagnostic:
    hint = f"Use lower-case letters, digits and hyphens, at most 64 characters, {where}."
    return Diagnostic(Span(path, 1, 1, 1, 2), "file-name", message, hint)


def _sources(home: Home, gathered: _Gathered) -> None:
    for name, text in _texts(home, home.facts / "sources", ".bib", gathered):
        sources, faults = read_sources(name, text)
        gathered.records.setdefault("sources", []).extend(sources)
        gathered.faults.extend(faults)


def _snapshots(home: Home, gathered: _Gathered) -> None:
    for tree in _trees(home, home.facts / "snapshots", "", gathered, _bad_snapshot_name):
        gathered.add("snapshots", *shape(Snapshot, tree.plain, _stem(tree.path), tree))


def _bad_snapshot_name(path: str) -> Diagnostic | None:
    """Whatever lies there is told of: a text that nothing reads would be checked by nobody."""
    if re.fullmatch(ID_PATTERN, _stem(path)) and path.endswith(".yaml") and path.count("/") == 2:
        return None
    return _misplaced(
        path, "A snapshot's file must be facts/snapshots/<source key>.yaml.", "in this folder"
    )


def _vocabulary(home: Home, gathered: _Gathered) -> None:
    folder = home.facts / "vocabulary"
    for kind in NEEDED_VOCABULARY:
        if not (folder / f"{kind}.yaml").exists():
            path = folder / f"{kind}.yaml"
            gathered.faults.append(
                _missing(home, path, "file", "Create it; every id stands there.")
            )
    for tree in _trees(home, folder, ".yaml", gathered):
        kind = _stem(tree.path)
        if kind not in VOCABULARY:
            hint = did_you_mean(kind, VOCABULARY, f"the files are {', '.join(VOCABULARY)}.")
            gathered.faults.append(
                Diagnostic(tree.span(), "file-name", f'"{kind}" is not a vocabulary.', hint)
            )
            continue
        _entries(kind, tree, gathered)


def _entries(kind: str, tree: Tree, gathered: _Gathered) -> None:
    if not isinstance(tree.plain, dict):
        hint = "Write `id:` on a line, and its fields indented below."
        gathered.faults.append(
            Diagnostic(tree.span(), "shape", "A vocabulary must be a mapping of ids.", hint)
        )
        return
    for identity, plain in tree.plain.items():
        place = _Below(tree, identity)
        if not re.fullmatch(ID_PATTERN, identity):
            # An id becomes a part of a page's address: "../x" would be written outside the site.
            hint = "Use lower-case letters, digits and hyphens, at most 64 characters."
            gathered.faults.append(
                Diagnostic(place.span(), "shape", f'"{identity}" is not a good id.', hint)
            )
            continue
        gathered.add(kind, *shape(VOCABULARY[kind], plain, identity, place))


@dataclass(frozen=True, slots=True)
class _Below:
    """The place of one entry of a vocabulary: its own key where the whole is meant."""

    tree: Tree
    identity: str

    @property
    def path(self) -> str:
        """The vocabulary's file."""
        return self.tree.path

    def span(self, *keys: str | int, of_key: bool = False) -> Span:
        """Return the span of a field of the entry, or of the entry's key."""
        return self.tree.span(self.identity, *keys, of_key=of_key or not keys)


def _maps(home: Home, gathered: _Gathered) -> None:
    for tree in _trees(home, home.maps, "", gathered, _bad_map_name):
        gathered.add("maps", *shape(CountryMap, tree.plain, _stem(tree.path), tree))


def _bad_map_name(path: str) -> Diagnostic | None:
    if re.fullmatch(ID_PATTERN, _stem(path)) and path.endswith(".yaml") and path.count("/") == 2:
        return None
    return _misplaced(path, "A map's file must be maps/shapes/<country>.yaml.", "in this folder")


def _articles(home: Home, gathered: _Gathered) -> None:
    for tree in _trees(home, home.seeds, "article.yaml", gathered, _bad_article_name):
        path = home.root / Path(tree.path).with_name("article.txt")
        if not path.exists():
            gathered.faults.append(
                _missing(home, path, "file", "Put the article's text beside its article.yaml.")
            )
            continue
        text = read_text(home.file(path))
        if isinstance(text, Diagnostic):
            gathered.faults.append(text)
            continue
        article, faults = shape(Article, tree.plain, tree.path.split("/")[-2], tree)
        gathered.add("articles", article.with_text(text) if article else None, faults)


def _prose(home: Home, gathered: _Gathered) -> None:
    for name, text in _texts(home, home.content, ".md", gathered):
        page = name.split("/", 1)[1]
        if not re.fullmatch(PAGE_NAME, page) or page.rpartition("/")[2] == "readme.md":
            hint = "Use lower-case letters, digits, hyphens and underscores; README has no page."
            message = "A page's file has a name that addresses cannot hold as it is."
            gathered.faults.append(Diagnostic(Span(name, 1, 1, 1, 2), PROSE, message, hint))
        gathered.add("prose", *read_prose(name, page, text))
    for found in home.files(home.content):
        if found.name.endswith(OTHER_MARKDOWN):
            hint = "Let its name end in .md."
            message = "A page's file ends in .md; under this name nobody would check it."
            gathered.faults.append(Diagnostic(Span(found.name, 1, 1, 1, 2), PROSE, message, hint))
        elif not found.is_link and _is_unchecked(found.name):
            hint = (
                "Write a page in Markdown, or a picture as "
                f"{in_words([one[1:] for one in PICTURES], 'or')}. Styles and scripts that are the "
                "project's own belong in content/assets."
            )
            message = "This file would be published as it is, and nobody checks what it holds."
            gathered.faults.append(Diagnostic(Span(found.name, 1, 1, 1, 2), PROSE, message, hint))


def _is_unchecked(path: str) -> bool:
    """MkDocs leaves out what begins with a dot; what lies in assets is looked at by a reviewer."""
    if _base(path).startswith(".") or path.startswith("content/assets/"):
        return False
    # Only what ends in just .md is a page to MkDocs, and read as one; it copies a .MD as it is.
    return not (path.endswith(".md") or path.casefold().endswith(PICTURES))


def _gone(home: Home, gathered: _Gathered) -> None:
    """Read which addresses are gone; a project need not have asked."""
    path = home.facts / "links.json"
    try:
        known = {} if path.is_symlink() else standing.load(path)
    except standing.StandingError as error:
        span = Span(home.name(path), 1, 1, 1, 1)
        hint = "Restore it from an earlier copy, or remove it to begin anew."
        message = f"The states of addresses cannot be read: {error.__cause__}."
        gathered.faults.append(Diagnostic(span, "readable", message, hint))
        return
    gathered.records["gone"] = [
        (address, one.since) for address, one in known.items() if one.state is standing.State.GONE
    ]


def _missing(home: Home, path: Path, what: str, hint: str) -> Diagnostic:
    return Diagnostic(
        Span(home.name(path), 1, 1, 1, 1), "readable", f"This {what} is missing.", hint
    )
