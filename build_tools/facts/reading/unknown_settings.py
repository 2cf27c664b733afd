"""Reports misspelled settings in mkdocs.yml, which would have no effect, and missing pictures.

MkDocs and sites may have other settings, so only names that look like our settings are reported.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.engine import ENGINE
from build_tools.facts.files import has_file
from build_tools.facts.project import Project
from build_tools.facts.reading.setting_places import RULE, is_unset, node_span
from build_tools.facts.wording import did_you_mean

_TOP = (
    *("site_name", "site_description", "site_author", "site_url", "copyright", "docs_dir"),
    *("repo_url", "edit_uri", "theme", "extra", "plugins", "nav", "markdown_extensions"),
)
_THEME = ("name", "language", "logo", "favicon")
_EXTRA = ("engine", "published", "timeline", "colours", "licence", "mail")
_PLUGIN = ("project", "exports")
_PICTURES = ("logo", "favicon")
# The names of other settings that look like ours.
_OTHERS = frozenset(("site_dir", "repo_name", "edit_uri_template", "extra_css", "version"))
_SYNONYMS: Mapping[str, str] = {
    "color": "colours",
    "colour": "colours",
    "palette_colours": "colours",
    "license": "licence",
    "lang": "language",
    "icon_logo": "logo",
    "title": "site_name",
    "description": "site_description",
    "author": "site_author",
}
_MIN_ALIKE = 0.8


def unknown_settings(project: Project, tree: MappingNode) -> Iterator[Diagnostic]:
    """Yield an error for each misspelled or misplaced setting, and for each missing picture."""
    for key, value in _entries(tree):
        name = str(key.value)
        if name in _EXTRA:
            message = f"`{name}` has no effect here."
            yield Diagnostic(node_span(key), RULE, message, f"Write `{name}` under `extra`.")
        yield from _misspelled(key, _TOP)
        if name == "theme":
            yield from _misspelled_in(value, _THEME)
            yield from _missing_pictures(project, value)
        elif name == "extra":
            yield from _misspelled_in(value, _EXTRA)
        elif name == "plugins":
            yield from _plugin_faults(value)


def _misspelled_in(node: Node, names: Sequence[str]) -> Iterator[Diagnostic]:
    for key, _ in _entries(node):
        yield from _misspelled(key, names)


def _misspelled(key: Node, names: Sequence[str]) -> Iterator[Diagnostic]:
    name = str(key.value)
    if name in names or name in _OTHERS:
        return
    plain = name.casefold().replace("-", "_")
    guess = _SYNONYMS.get(plain, "")
    nearest = [guess] if guess in names else get_close_matches(plain, names, 1, _MIN_ALIKE)
    if nearest:
        message = f"No setting is called `{name}`, so it has no effect."
        yield Diagnostic(node_span(key), RULE, message, f"Did you mean {nearest[0]}?")


def _plugin_faults(node: Node) -> Iterator[Diagnostic]:
    """Yield an error for every unknown setting of our own plugin."""
    plugins = node.value if isinstance(node, SequenceNode) else [node]
    for plugin in plugins:
        for key, value in _entries(plugin):
            for option, _ in _entries(value) if key.value == "facts" else ():
                if (name := str(option.value)) not in _PLUGIN:
                    hint = did_you_mean(name, _PLUGIN, "delete it.")
                    message = f"The plugin has no setting `{name}`."
                    yield Diagnostic(node_span(option), RULE, message, hint)


def _missing_pictures(project: Project, theme: Node) -> Iterator[Diagnostic]:
    for key, value in _entries(theme):
        if key.value not in _PICTURES or not isinstance(value, ScalarNode):
            continue
        path = str(value.value)
        if not path or is_unset(value) or "://" in path or value.tag == "!ENV":
            continue
        if _is_picture(project, path):
            continue
        files = (file.name.removeprefix("content/") for file in project.files(project.content))
        others = [name for name in files if not name.endswith(".md")]
        message = f"There is no file content/{path.lstrip('/')} for the {key.value}."
        hint = did_you_mean(path, others, "put it into content/assets/, and write `assets/…`.")
        yield Diagnostic(node_span(value), RULE, message, hint)


def _is_picture(project: Project, path: str) -> bool:
    folders = (project.content, project.templates.own / "theme", ENGINE.assets.parent)
    return any(has_file(folder, path) for folder in folders)


def _entries(node: Node) -> Sequence[tuple[Node, Node]]:
    return node.value if isinstance(node, MappingNode) else ()
