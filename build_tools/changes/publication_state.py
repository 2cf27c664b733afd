"""Whether the facts of a revision were published: only then must a change to them be told of.

``published`` under ``extra`` in ``mkdocs.yml`` is the day of first publication, or its tag. While
it is empty, nothing is published and all is drafting. A project without it is taken as published.
"""

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from build_tools.facts.reading import Project

SETTINGS = "mkdocs.yml"
_NOTHING = ("", "null", "~")


def is_published(project: Project) -> bool:
    """Return whether readers have the facts as they stand in this project.

    Only an ``extra`` with an empty ``published`` says that they have not: whatever cannot be read
    counts as published, so that no slip in the settings lets facts change without a word.
    """
    path = project.root / SETTINGS
    if path.is_symlink() or not path.is_file():
        return True
    try:
        # Composed, not constructed: the file holds tags that only MkDocs knows.
        tree = YAML().compose(path.read_bytes().decode("utf-8", "replace"))
    except (YAMLError, RecursionError):
        return True
    said = _at(_at(tree, "extra"), "published")
    if not isinstance(said, ScalarNode):
        return True
    is_bare = said.style is None
    return said.value.strip() not in (_NOTHING if is_bare else ("",))


def _at(node: Node | None, name: str) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == name), None)
    return None
