"""Reads the checked articles: ``article.yaml`` and ``article.txt`` in ``seeds/<article>/``."""

from collections.abc import Iterator
from pathlib import Path

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.project import Project, read_text
from build_tools.facts.reading import file_names
from build_tools.facts.reading.project_files import Collected, each_yaml, missing
from build_tools.facts.reading.validation import to_record
from build_tools.facts.records import Article


def read_articles(project: Project, collected: Collected) -> None:
    """Read every article and its text."""
    trees = each_yaml(
        project, project.seeds, collected, file_names.bad_article, ending="article.yaml"
    )
    for tree in trees:
        text = _text(project, tree.path)
        if isinstance(text, Diagnostic):
            collected.diagnostics.append(text)
            continue
        article, diagnostics = to_record(Article, tree.plain, tree.path.split("/")[-2], tree)
        collected.add("articles", article.with_text(text) if article else None, diagnostics)
    collected.diagnostics.extend(_unread_texts(project))


def _unread_texts(project: Project) -> Iterator[Diagnostic]:
    """Yield a problem for each article.txt without an article.yaml."""
    for file in project.files(project.seeds, "article.txt"):
        path = Path(file.path)
        is_read = any(path.parent.glob("*.yaml")) or path.parent.parent != project.seeds
        if path.name == "article.txt" and not is_read:
            message = "Nothing reads this text: no article.yaml next to it lists its sentences."
            hint = f"Run `facts start {file.name}` to write it."
            yield Diagnostic(Span(file.name, 1, 1, 1, 2), "readable", message, hint)


def _text(project: Project, article_path: str) -> str | Diagnostic:
    path = project.root / Path(article_path).with_name("article.txt")
    if not path.exists():
        hint = "Put the article's text next to its article.yaml."
        return missing(project, path, "file", hint)
    return read_text(project.file(path))
