"""Reports licences and colours in mkdocs.yml that the site cannot use."""

from collections.abc import Iterator

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from build_tools.facts.colours import DEFAULTS, LEAST_CONTRAST, Colour, faint_texts, parsed
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.licences import LICENCES
from build_tools.facts.reading.setting_places import RULE, node_span
from build_tools.facts.wording import did_you_mean, in_words

_LICENCES, _NAMES = in_words(list(LICENCES), "or"), in_words(list(DEFAULTS), "or")
_EXAMPLE = f'"{DEFAULTS["link"]}"'


def brand_faults(extra: Node | None) -> Iterator[Diagnostic]:
    """Yield the errors in ``licence`` and ``colours`` under ``extra``."""
    for key, value in extra.value if isinstance(extra, MappingNode) else ():
        if key.value == "licence":
            name = value.value if isinstance(value, ScalarNode) else ""
            if name not in LICENCES:
                hint = did_you_mean(name, LICENCES, f"write {_LICENCES}.")
                message = "This is not a licence that the engine knows."
                yield Diagnostic(node_span(value), RULE, message, hint)
        elif key.value == "colours":
            yield from _colour_faults(value)


def _colour_faults(node: Node) -> Iterator[Diagnostic]:
    if not isinstance(node, MappingNode):
        message = "`colours` are names with their colours."
        hint = f"Write, for example, `link: {_EXAMPLE}`."
        yield Diagnostic(node_span(node), RULE, message, hint)
        return
    chosen: dict[str, Colour] = {}
    keys: dict[str, Node] = {}
    for key, value in node.value:
        name = str(key.value)
        colour = parsed(str(value.value)) if isinstance(value, ScalarNode) else None
        if name not in DEFAULTS:
            hint = did_you_mean(name, DEFAULTS, f"write {_NAMES}.")
            yield Diagnostic(node_span(key), RULE, f'No colour is called "{name}".', hint)
        elif colour is None:
            message = f"`{name}` is not two colours, for light and for dark."
            yield Diagnostic(node_span(value), RULE, message, f"Write, for example, {_EXAMPLE}.")
        else:
            chosen[name], keys[name] = colour, key
    for text, surface, scheme, measured in faint_texts(chosen):
        message = (
            f"`{text}` is hard to read on `{surface}` in the {scheme} scheme: the contrast is "
            f"{measured:.1f} to 1."
        )
        hint = f"Choose colours with a contrast of at least {LEAST_CONTRAST} to 1."
        # If the site chose both colours, the error is reported at the colour of the text.
        key = keys.get(text) or keys.get(surface) or node
        yield Diagnostic(node_span(key), RULE, message, hint)
