"""Warns about a title in the menu that is in English, although its translation is known."""

from collections.abc import Collection, Iterator

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from build_tools.facts.catalogue import Catalogue, without_marks
from build_tools.facts.diagnostics import Diagnostic, Level
from build_tools.facts.reading.setting_places import RULE, is_unset, node_span


def english_titles(lang: str, menu: Node, generated: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each English title of a generated page in a menu.

    ``generated`` contains the paths of the generated pages.
    """
    words = Catalogue(lang)
    if words.is_untranslated or words.is_english:
        return
    for title, path in menu_entries(menu, set()):
        if title is None:
            continue
        name = path.value.removeprefix("./")
        translated = words.gettext(title.value.replace("%", "%%")) if name in generated else ""
        if translated and without_marks(translated) not in (title.value, ""):
            yield Diagnostic(
                node_span(title),
                RULE,
                f'The title "{title.value}" in the menu is in English.',
                f"Write `- {translated}: {name}`, or leave the title out: `- {name}`.",
                Level.WARNING,
            )


def menu_entries(
    node: Node, seen: set[int], title: ScalarNode | None = None
) -> Iterator[tuple[ScalarNode | None, ScalarNode]]:
    """Yield the title, or None, and the path of each entry in a menu.

    A part that an alias repeats is read only once, because aliases of aliases multiply.
    """
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from menu_entries(item, seen)
    elif isinstance(node, MappingNode):
        for name, value in node.value:
            yield from menu_entries(value, seen, name if isinstance(name, ScalarNode) else None)
    elif isinstance(node, ScalarNode) and not is_unset(node) and node.tag != "!ENV":
        yield title, node
