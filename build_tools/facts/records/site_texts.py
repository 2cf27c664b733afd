"""Defines the texts in mkdocs.yml that readers see: the site's name, description, menu titles."""

from build_tools.facts.records.fields import Record, declared


class SiteText(Record):
    """A text in the settings.

    Its id is the name of the setting: ``site_name``, ``nav``, ``extra.note``.
    """

    text: str = declared("The words as readers see them.", good="The harbour", min_length=1)
