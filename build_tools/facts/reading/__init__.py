"""Reads a project from disk. Every file becomes records, or diagnostics that say what is wrong.

Each folder has a module: ``claims``, ``bibliography`` (the sources), ``vocabulary``, ``articles``
and ``prose`` (the pages). First ``yaml_nodes``, or pybtex for sources, turns a file's text into
plain values. Then ``validation`` turns the values into records, with the models in
``facts/records``.
"""

from dataclasses import replace
from typing import Any

from build_tools.facts.diagnostics import Diagnostic, Report
from build_tools.facts.project import Project
from build_tools.facts.reading import file_names
from build_tools.facts.reading.articles import read_articles
from build_tools.facts.reading.bibliography import add_sources, read_bibliography
from build_tools.facts.reading.claims import read_claims
from build_tools.facts.reading.gone_links import load_states, read_gone_links
from build_tools.facts.reading.parse_cache import ParseCache
from build_tools.facts.reading.project_files import Collected, each_yaml
from build_tools.facts.reading.prose import read_pages
from build_tools.facts.reading.site_settings import site_settings
from build_tools.facts.reading.unreadable_ids import unreadable_ids
from build_tools.facts.reading.validation import to_record
from build_tools.facts.reading.vocabulary import VOCABULARY, add_entries, read_vocabulary
from build_tools.facts.reading.yaml_nodes import read_yaml
from build_tools.facts.records import Article, Claim, CountryMap, Records, Snapshot

__all__ = [
    "VOCABULARY",
    "ParseCache",
    "load_states",
    "read",
    "read_with_changed_text",
    "read_yaml",
]


def read(project: Project, cache: ParseCache | None = None) -> tuple[Records, Report]:
    """Read every record in the project, and report every file or entry that is not a record.

    Texts that the ``cache`` contains are not parsed again.
    """
    collected = Collected(cache or ParseCache())
    collected.diagnostics.extend(file_names.unexpected_files(project.files(project.facts)))
    read_claims(project, collected)
    read_bibliography(project, collected)
    _read_snapshots(project, collected)
    read_vocabulary(project, collected)
    _read_maps(project, collected)
    read_articles(project, collected)
    read_pages(project, collected)
    read_gone_links(project, collected)
    kinds: dict[str, Any] = {kind: tuple(records) for kind, records in collected.records.items()}
    unreadable = frozenset(unreadable_ids(project, collected.diagnostics))
    settings = site_settings(project)
    records = Records(
        **kinds,
        unreadable=unreadable,
        mentions=frozenset(collected.mentions),
        lang=settings.lang,
        footnotes=settings.footnotes,
        menu=settings.menu,
        zoom=settings.zoom,
        licence=settings.licence,
        colours=settings.colours,
        site_texts=settings.texts,
    )
    return records, Report.of(collected.diagnostics)


def _read_snapshots(project: Project, collected: Collected) -> None:
    folder = project.facts / "snapshots"
    for tree in each_yaml(project, folder, collected, file_names.bad_snapshot):
        source_id = file_names.stem(tree.path)
        collected.add("snapshots", *to_record(Snapshot, tree.plain, source_id, tree))


def _read_maps(project: Project, collected: Collected) -> None:
    for tree in each_yaml(project, project.maps, collected, file_names.bad_map):
        country_id = file_names.stem(tree.path)
        collected.add("maps", *to_record(CountryMap, tree.plain, country_id, tree))


def read_with_changed_text(
    records: Records, path: str, text: str
) -> tuple[Records, list[Diagnostic]]:
    """Return the records as if the file at ``path`` contained this text, and its diagnostics.

    The file is a claim, a .bib file, a snapshot, a vocabulary or an existing article's
    article.yaml. Nothing is read from disk.
    """
    collected = Collected()
    folders = {"facts/claims/": "claims", "facts/snapshots/": "snapshots", "seeds/": "articles"}
    kind = next(
        (kind for folder, kind in folders.items() if path.startswith(folder)),
        file_names.stem(path),
    )
    if path.endswith(".bib"):
        kind = "sources"
        add_sources(path, text, collected)
    elif isinstance(tree := read_yaml(path, text), Diagnostic):
        return records, [tree]
    elif kind == "claims":
        collected.add(kind, *to_record(Claim, tree.plain, file_names.stem(path), tree))
    elif kind == "snapshots":
        collected.add(kind, *to_record(Snapshot, tree.plain, file_names.stem(path), tree))
    elif kind == "articles":
        identity = path.split("/")[-2]
        known = next(article for article in records.articles if article.id == identity)
        article, diagnostics = to_record(Article, tree.plain, identity, tree)
        collected.add(kind, article.with_text(known.text) if article else None, diagnostics)
    else:
        add_entries(kind, tree, collected)
    others = [record for record in getattr(records, kind) if record.path != path]
    changed: dict[str, Any] = {kind: (*others, *collected.records.get(kind, ()))}
    return replace(records, **changed), collected.diagnostics
