"""Tests that today is the user's local date, east and west of Greenwich."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import PROJECT
from tests.sites import run

# The first and last time zones in which a day begins. At any time, the date in one of them differs
# from the date in Greenwich.
ZONES = {"Pacific/Kiritimati": 14, "Etc/GMT+12": -12}
CODE = "from build_tools.facts.dates import today; print(today())"
URL = "https://www.lrt.lt/en/news/19/2/x"


def day_at(hours: int) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).date().isoformat()


@pytest.mark.parametrize(("zone", "hours"), ZONES.items())
def test_today_is_the_date_in_the_local_time_zone(zone: str, hours: int) -> None:
    before = day_at(hours)
    shown = run("-c", CODE, cwd=PROJECT, TZ=zone).stdout.strip()
    assert before <= shown <= day_at(hours)


@pytest.mark.parametrize(("zone", "hours"), ZONES.items())
def test_a_source_published_today_can_be_added_in_any_time_zone(
    world, zone: str, hours: int
) -> None:
    root = world().root
    options = ("--title", "Told today", "--langid", "en", "--kind", "broadcaster")
    options += ("--publisher", "lrt", "--yes", "--date", day_at(hours))
    command = ("-m", "build_tools", "--project", str(root), "new", "source", URL, *options)
    done = run(*command, cwd=PROJECT, TZ=zone)
    assert done.returncode == 0, done.stderr
    assert f"urldate = {{{day_at(hours)}}}" in (root / "facts/sources/lrt.bib").read_text()
