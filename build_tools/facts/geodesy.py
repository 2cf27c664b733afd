"""Computes distances and directions between places on the Earth, treated as a sphere."""

import math
from typing import NamedTuple

# The mean radius of the Earth, R1 = (2a + b) / 3 of the GRS 80 ellipsoid (IUGG), in kilometres.
EARTH_RADIUS_KM = 6371.0088

KM_PER_MILE = 1.609344  # the international mile, exact


class Point(NamedTuple):
    """A place on the Earth, in degrees. North and east are positive."""

    latitude: float
    longitude: float


def great_circle_km(start: Point, end: Point) -> float:
    """Return the great-circle distance in kilometres, by the haversine formula."""
    latitude, end_latitude = math.radians(start.latitude), math.radians(end.latitude)
    across = math.sin((end_latitude - latitude) / 2) ** 2
    along = math.sin(math.radians(end.longitude - start.longitude) / 2) ** 2
    half = across + math.cos(latitude) * math.cos(end_latitude) * along
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def initial_bearing(start: Point, end: Point) -> float:
    """Return the bearing at which the great circle leaves ``start``, in degrees from 0 to 360."""
    latitude, end_latitude = math.radians(start.latitude), math.radians(end.latitude)
    east = math.radians(end.longitude - start.longitude)
    y = math.sin(east) * math.cos(end_latitude)
    x = math.cos(latitude) * math.sin(end_latitude)
    x -= math.sin(latitude) * math.cos(end_latitude) * math.cos(east)
    return math.degrees(math.atan2(y, x)) % 360
