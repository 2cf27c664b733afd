"""The words of mkdocs.yml that readers meet: its name, description and menu titles."""

from pydantic import Field

from build_tools.facts.records.fields import Record


class SiteText(Record):
    """One text of the settings; its id is the setting: ``site_name``, ``nav``, ``extra.note``."""

    text: str = Field(min_length=1)
