"""Warns about a title in the menu that is in English, although its translation is known."""

from collections.abc import Collection, Iterator

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from build_tools.facts.catalogue import Catalogue, without_marks
from build_tools.facts.diagnostics import Diagnostic, Level
from build_tools.facts.reading.setting_places import RULE, node_span

_MAX_DEPTH = 20  # an alias in YAML can contain itself


def english_titles(lang: str, menu: Node, generated: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each English title of a generated page in a menu.

    ``generated`` contains the paths of the generated pages.
    """
    words = Catalogue(lang)
    if words.is_untranslated or words.is_english:
        return
    for title, path in _titles(menu):
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


def _titles(menu: Node, depth: int = 0) -> Iterator[tuple[ScalarNode, ScalarNode]]:
    """Yield the title and the path of each menu entry with a title."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(menu, SequenceNode):
        for item in menu.value:
            yield from _titles(item, depth + 1)
    elif isinstance(menu, MappingNode):
        for title, value in menu.value:
            if isinstance(title, ScalarNode) and isinstance(value, ScalarNode):
                yield title, value
            else:
                yield from _titles(value, depth + 1)
