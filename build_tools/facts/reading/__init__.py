"""Disk to records: every file is read on its own, so one broken file never hides another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from build_tools.facts import link_status
from build_tools.facts.diagnostics import Diagnostic, Report, Span
from build_tools.facts.reading import file_names
from build_tools.facts.reading.bibliography import read_sources
from build_tools.facts.reading.file_reader import (
    Gathered,
    each_file,
    each_text,
    from_yaml,
    gather,
    missing,
)
from build_tools.facts.reading.lazy_records import read_bibliography, read_claims
from build_tools.facts.reading.parse_cache import Kept, digest_of, load
from build_tools.facts.reading.project import Found, Project, found_at, read_text, text_of
from build_tools.facts.reading.prose import read_prose
from build_tools.facts.reading.unreadable_ids import illegible_ids
from build_tools.facts.reading.validation import shape
from build_tools.facts.reading.yaml_nodes import Tree, read_yaml
from build_tools.facts.records import (
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
    Shelved,
    Snapshot,
    Topic,
)
from build_tools.facts.wording import clipped, did_you_mean, is_id, strange_letter

__all__ = ["Kept", "Project", "load", "load_states", "read", "read_yaml", "reread"]

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

GOOD_ID = (
    "Use lower-case letters, digits and hyphens, at most 64 characters, and no name that a system "
    "keeps for itself (con, aux, nul and the like)."
)


def read(project: Project, kept: Kept | None = None) -> tuple[Records, Report]:
    """Read every record of the project, and everything that keeps a file from being one.

    ``kept`` spares the parsing of texts that it knows; without it every text is parsed.
    """
    gathered = Gathered(kept or Kept())
    gathered.faults.extend(file_names.unexpected_files(project.files(project.facts)))
    for step in (
        read_claims,
        read_bibliography,
        _snapshots,
        _vocabulary,
        _maps,
        _articles,
        _prose,
        _gone,
    ):
        step(project, gathered)
    kinds: dict[str, Any] = {kind: tuple(found) for kind, found in gathered.records.items()}
    for kind in ("claims", "sources"):
        kinds[kind] = Shelved(kinds.get(kind, ()))
    illegible = frozenset(illegible_ids(project, gathered.faults))
    beside = (*gathered.beside, *map(repr, kinds.get("gone", ())), *sorted(illegible))
    digest = digest_of("\n".join(beside).encode())
    records = Records(**kinds, illegible=illegible, beside=digest)
    return records, Report.of(gathered.faults)


def reread(records: Records, path: str, text: str) -> tuple[Records, list[Diagnostic]]:
    """Return the records as they would be if the file at ``path`` held this text, and its faults.

    The file is a claim, a .bib file or a vocabulary; nothing is read from disk.
    """
    gathered = Gathered()
    kind = "claims" if path.startswith("facts/claims/") else file_names.stem(path)
    if path.endswith(".bib"):
        kind = "sources"
        sources, faults = read_sources(path, text)
        gathered.records[kind] = list(sources)
        gathered.faults.extend(faults)
    elif isinstance(tree := read_yaml(path, text), Diagnostic):
        return records, [tree]
    elif kind == "claims":
        gathered.add(kind, *shape(Claim, tree.plain, file_names.stem(path), tree))
    else:
        _entries(kind, tree, gathered)
    others = (one for one in getattr(records, kind) if one.path != path)
    found: dict[str, Any] = {kind: (*others, *gathered.records.get(kind, ()))}
    return replace(records, **found, beside=""), gathered.faults


def _snapshots(project: Project, gathered: Gathered) -> None:
    folder = project.facts / "snapshots"
    gather(project, folder, gathered, from_yaml(_snapshot), file_names.bad_snapshot)


def _snapshot(tree: Tree, gathered: Gathered) -> None:
    gathered.add("snapshots", *shape(Snapshot, tree.plain, file_names.stem(tree.path), tree))


def _vocabulary(project: Project, gathered: Gathered) -> None:
    folder = project.facts / "vocabulary"
    for kind in NEEDED_VOCABULARY:
        if not (folder / f"{kind}.yaml").exists():
            path = folder / f"{kind}.yaml"
            gathered.faults.append(
                missing(project, path, "file", "Create it; every id stands there.")
            )
    gather(project, folder, gathered, from_yaml(_one_vocabulary), file_names.bad_vocabulary)


def _one_vocabulary(tree: Tree, gathered: Gathered) -> None:
    kind = file_names.stem(tree.path)
    if kind not in VOCABULARY:
        hint = did_you_mean(kind, VOCABULARY, f"the files are {', '.join(VOCABULARY)}.")
        gathered.faults.append(
            Diagnostic(tree.span(), "file-name", f'"{kind}" is not a vocabulary.', hint)
        )
    else:
        _entries(kind, tree, gathered)


def _entries(kind: str, tree: Tree, gathered: Gathered) -> None:
    if not isinstance(tree.plain, dict):
        hint = "Write `id:` on a line, and its fields indented below."
        gathered.faults.append(
            Diagnostic(tree.span(), "shape", "A vocabulary must be a mapping of ids.", hint)
        )
        return
    for identity, plain in tree.plain.items():
        place = _Below(tree, identity)
        if not is_id(identity):
            # An id becomes a part of a page's address: "../x" would be written outside the site.
            message = f'"{clipped(identity, 80)}" is not a good id.{strange_letter(identity)}'
            gathered.faults.append(Diagnostic(place.span(), "shape", message, GOOD_ID))
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


def _maps(project: Project, gathered: Gathered) -> None:
    gather(project, project.maps, gathered, from_yaml(_map), file_names.bad_map)


def _map(tree: Tree, gathered: Gathered) -> None:
    gathered.add("maps", *shape(CountryMap, tree.plain, file_names.stem(tree.path), tree))


def _articles(project: Project, gathered: Gathered) -> None:
    for name, data in each_file(
        project, project.seeds, "article.yaml", gathered, file_names.bad_article
    ):
        gathered.beside += (name, digest_of(data))
        text = text_of(name, data)
        tree = text if isinstance(text, Diagnostic) else read_yaml(name, text, gathered.kept)
        if isinstance(tree, Diagnostic):
            gathered.faults.append(tree)
        else:
            _article(project, tree, gathered)


def _article(project: Project, tree: Tree, gathered: Gathered) -> None:
    """An article's text is a file of its own: whether that is there, no other file can tell."""
    path = project.root / Path(tree.path).with_name("article.txt")
    if not path.exists():
        gathered.faults.append(
            missing(project, path, "file", "Put the article's text beside its article.yaml.")
        )
        return
    text = read_text(project.file(path))
    if isinstance(text, Diagnostic):
        gathered.faults.append(text)
        return
    gathered.beside += (project.name(path), digest_of(text.encode("utf-8")))
    article, faults = shape(Article, tree.plain, tree.path.split("/")[-2], tree)
    gathered.add("articles", article.with_text(text) if article else None, faults)


def _prose(project: Project, gathered: Gathered) -> None:
    for name, text in each_text(project, project.content, ".md", gathered):
        gathered.faults.extend(file_names.bad_page(name))
        page = name.split("/", 1)[1]
        gathered.add("prose", *read_prose(name, page, text))
    beside = project.files(project.content)
    gathered.faults.extend(file_names.bad_beside_pages(beside))
    gathered.faults.extend(_special(beside))


def _special(files: Iterable[Found]) -> Iterator[Diagnostic]:
    """Yield what is no file and no link: who publishes the folder would wait for it for ever."""
    for found in files:
        if found.why and isinstance(fault := read_text(found), Diagnostic):
            yield fault


def _gone(project: Project, gathered: Gathered) -> None:
    """Read which addresses are gone; a project need not have asked."""
    try:
        known = load_states(project.root / file_names.STANDINGS, file_names.STANDINGS)
    except link_status.LinkStatusError as error:
        span = Span(file_names.STANDINGS, 1, 1, 1, 1)
        hint = "Restore it from an earlier copy, or remove it to begin anew."
        message = f"The states of addresses cannot be read. {error}"
        gathered.faults.append(Diagnostic(span, "readable", message, hint))
        return
    gathered.records["gone"] = [
        (address, one.since)
        for address, one in known.items()
        if one.state is link_status.State.GONE
    ]


def load_states(path: Path, name: str) -> dict[str, link_status.LinkStatus]:
    """Return what is known of each address; nothing where there is no file yet.

    Raises :class:`~build_tools.facts.link_status.LinkStatusError` where the file cannot be read.
    """
    if not (path.exists() or path.is_symlink()):
        return {}
    text = read_text(found_at(path, name), link_status.MAX_BYTES)
    if isinstance(text, Diagnostic):
        raise link_status.LinkStatusError(text.message)
    return link_status.states(text)
