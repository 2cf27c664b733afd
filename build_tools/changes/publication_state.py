"""Reads from mkdocs.yml whether the facts are published: only then must changes be recorded.

``published`` under ``extra`` is the day of first publication, or its tag. While it is empty, all
facts are drafts. A project without this setting counts as published.
"""

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from build_tools.facts.project import Project

SETTINGS = "mkdocs.yml"
_EMPTY = ("", "null", "~")


def is_published(project: Project) -> bool:
    """Return whether the facts of this project are published.

    They are drafts only if ``extra`` has an empty ``published``. Settings that cannot be read count
    as published, so that a mistake in them never lets facts change silently.
    """
    path = project.root / SETTINGS
    if path.is_symlink() or not path.is_file():
        return True
    try:
        # Composed, not constructed: the file contains tags that only MkDocs knows.
        tree = YAML().compose(path.read_bytes().decode("utf-8", "replace"))
    except (YAMLError, RecursionError):
        return True
    published = _at(_at(tree, "extra"), "published")
    if not isinstance(published, ScalarNode):
        return True
    is_bare = published.style is None
    return published.value.strip() not in (_EMPTY if is_bare else ("",))


def _at(node: Node | None, name: str) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == name), None)
    return None
