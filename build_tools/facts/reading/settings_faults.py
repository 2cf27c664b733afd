"""Reports errors in mkdocs.yml with their locations, because MkDocs reads it before our code runs.

The YAML is composed into nodes and never constructed, so MkDocs's own tags do no harm.
"""

from collections.abc import Iterator
from contextlib import suppress

from _ruamel_yaml import CParser
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.engine import Series, present_series
from build_tools.facts.files import has_file
from build_tools.facts.project import Project, read_text
from build_tools.facts.reading.brand_faults import brand_faults
from build_tools.facts.reading.menu_words import english_titles, menu_entries
from build_tools.facts.reading.setting_places import FILE, RULE, is_unset, node_span
from build_tools.facts.reading.site_settings import months_to_zoom, site_settings
from build_tools.facts.reading.unknown_settings import unknown_settings
from build_tools.facts.reading.yaml_hints import common_mistake, hint_for
from build_tools.facts.wording import did_you_mean, in_words

_WORDS: dict[type[Node], str] = {
    ScalarNode: "a single text",
    SequenceNode: "a list",
    MappingNode: "names with their values",
}
# The types that MkDocs expects for the settings that our sites use.
_SHAPES: dict[str, tuple[type[Node], ...]] = {
    "site_name": (ScalarNode,),
    "site_description": (ScalarNode,),
    "site_url": (ScalarNode,),
    "theme": (MappingNode, ScalarNode),
    "extra": (MappingNode,),
    "plugins": (SequenceNode, MappingNode),
    "markdown_extensions": (SequenceNode, MappingNode),
    "nav": (SequenceNode,),
}
_TEMPLATE = ".html.j2"
_MAX_DEPTH = 100


def settings_faults(project: Project) -> Iterator[Diagnostic]:
    """Yield the errors in a project's settings."""
    tree = _tree(project)
    if isinstance(tree, Diagnostic):
        yield tree
    elif isinstance(tree, MappingNode):
        yield from _faults(project, tree)


def _tree(project: Project) -> Node | Diagnostic | None:
    """Return the settings as nodes, a diagnostic if they cannot be read, or None without a file."""
    path = project.root / FILE
    if not (path.exists() or path.is_symlink()):
        return None
    text = read_text(project.file(path))
    if isinstance(text, Diagnostic):
        return text
    whole = Span(FILE, 1, 1, 1, 2)
    try:
        tree = composed(text)
    except MarkedYAMLError as error:
        return _syntax_fault(text, error)
    except (YAMLError, RecursionError) as error:
        why = str(error).splitlines()[0]
        return Diagnostic(whole, RULE, f"This is not valid YAML: {why}.", "Write `name: value`.")
    if not isinstance(tree, MappingNode):
        message = "The settings are not names with their values."
        return Diagnostic(whole, RULE, message, "Begin with `site_name: The name of the site`.")
    return tree


def composed(text: str) -> Node | None:
    """Return the settings as nodes.

    Raises YAMLError if the text is not valid YAML, or RecursionError if it is nested too deeply.

    The C parser is ten times faster. The Python parser locates mistakes better, and does not crash
    on deep nesting.
    """
    tree: Node | None
    with suppress(YAMLError):
        if _is_shallow(text):
            tree = YAML(typ="safe").compose(text)
            return tree
    tree = YAML().compose(text)
    return tree


def _is_shallow(text: str) -> bool:
    depth, parser = 0, CParser(text)
    while (event := parser.get_event()) is not None and depth <= _MAX_DEPTH:
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
    return event is None


def _syntax_fault(text: str, error: MarkedYAMLError) -> Diagnostic:
    if mistake := common_mistake(FILE, text, error):
        return Diagnostic(mistake.span, RULE, mistake.message, mistake.hint)
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = (error.problem or "it cannot be read").rstrip(".").replace("\t", "\\t")
    span = Span(FILE, line, column, line, column + 1)
    return Diagnostic(span, RULE, f"This is not valid YAML: {problem}.", hint_for(problem))


def _faults(project: Project, tree: MappingNode) -> Iterator[Diagnostic]:
    settings: dict[str, Node] = {}
    for key, value in tree.value:
        name = str(key.value)
        if name in settings:
            message = f"`{name}` appears twice: only the last would count."
            yield Diagnostic(node_span(key), RULE, message, "Keep one of the two.")
        settings[name] = value
        shapes = _SHAPES.get(name, (type(value),))
        if not isinstance(value, shapes) and not is_unset(value) and value.tag != "!ENV":
            message = f"`{name}` is {_WORDS[type(value)]}."
            wanted = in_words([_WORDS[shape] for shape in shapes], "or")
            yield Diagnostic(node_span(value), RULE, message, f"Write {wanted}.")
    if is_unset(settings.get("site_name")):
        message = "The site has no name."
        yield Diagnostic(node_span(tree), RULE, message, "Write `site_name: The name of the site`.")
    yield from _timeline_faults(settings.get("extra"))
    yield from _engine_faults(settings.get("extra"))
    yield from brand_faults(settings.get("extra"))
    yield from unknown_settings(project, tree)
    menu = settings.get("nav")
    if isinstance(menu, SequenceNode):
        yield from _menu_faults(project, menu)
        own = {file.name.removeprefix("content/") for file in project.files(project.content, ".md")}
        lang = site_settings(project).lang
        yield from english_titles(lang, menu, _generated(project) - own)


def _timeline_faults(extra: Node | None) -> Iterator[Diagnostic]:
    """Yield an error if ``timeline`` is not a valid range of months."""
    for key, value in extra.value if isinstance(extra, MappingNode) else ():
        if key.value != "timeline" or is_unset(value) or value.tag == "!ENV":
            continue
        if not isinstance(value, ScalarNode) or months_to_zoom(str(value.value)) is None:
            yield Diagnostic(
                node_span(value),
                RULE,
                "`timeline` is not a range of months of at most two years.",
                "Write the first and the last month, as in 2023-06/2023-09.",
            )


def _engine_faults(extra: Node | None) -> Iterator[Diagnostic]:
    """Yield an error if ``engine`` is not a version, or not the version of the running engine."""
    node = engine_setting(extra)
    if node is None:
        return
    wanted, present = Series.of(node.value), present_series()
    install = "install the site's own engine: pip install -r requirements.txt."
    if wanted is None:
        message, hint = f'"{node.value}" is not a version.', f"Write `engine: {present}`."
    elif wanted > present:
        message = f"This engine is too old: it is {present}, and the site needs {wanted}."
        hint = install.capitalize()
    elif wanted < present:
        message = f"This engine is too new: it is {present}, and the site is written for {wanted}."
        hint = f"Run `facts fmt --migrate` to update the site, or {install}"
    else:
        return
    yield Diagnostic(node_span(node), RULE, message, hint)


def engine_setting(extra: Node | None) -> ScalarNode | None:
    """Return ``engine``, the setting with the version that the site is for, or None if not set."""
    for key, value in extra.value if isinstance(extra, MappingNode) else ():
        if key.value != "engine" or not isinstance(value, ScalarNode) or is_unset(value):
            continue
        if value.tag != "!ENV":
            return value
    return None


def _menu_faults(project: Project, menu: SequenceNode) -> Iterator[Diagnostic]:
    """Yield an error for each menu entry that does not lead to a page."""
    pages = _generated(project)
    pages |= {file.name.removeprefix("content/") for file in project.files(project.content, ".md")}
    for _, entry in menu_entries(menu, set()):
        path = entry.value.removeprefix("./")
        is_elsewhere = "://" in path or path.startswith(("/", "#", "mailto:"))
        if not is_elsewhere and path not in pages and not has_file(project.content, path):
            hint = did_you_mean(path, pages, f"write the page content/{path}, or delete the entry.")
            yield Diagnostic(
                node_span(entry), RULE, f'The menu leads to "{path}", which is not a page.', hint
            )


def _generated(project: Project) -> set[str]:
    """Return the paths of the pages that templates make, as the menu names them."""
    templates = project.templates.names("pages", _TEMPLATE)
    return {f"{name.removesuffix(_TEMPLATE)}.md" for name in templates}
