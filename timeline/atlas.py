"""Places with what happened at them → the maps that show them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from timeline.choices import Body
from timeline.drawing import world_map
from timeline.drawing.world_map import Mark, Sheet, Spot
from timeline.evidence import Sighting
from timeline.models import Event, Mission, Place

MOST_PLACES = 500


def with_counts(places: QuerySet[Place]) -> QuerySet[Any]:
    """Each of `places` with the number of its published events and of the missions launched from it."""
    return places.annotate(event_count=_count(Event.objects.published()), mission_count=_count(Mission.objects.all()))


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many of `rows` name the place, counted by the database and by itself, so that one count leaves the other be."""
    counted = rows.filter(place=OuterRef("pk")).order_by().values("place").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count"), output_field=IntegerField()), 0)


@dataclass
class Map:
    """A part of the world and the marks on it."""

    sheet: Sheet
    marks: list[Mark]


def busiest_on_earth() -> list[Any]:
    """The places on Earth that have coordinates and anything to show, the busiest first; a bounded number of them.

    They are sorted here: a database asked to sort by the counts makes each count several times.
    """
    on_earth = Place.objects.filter(body=Body.EARTH, latitude__isnull=False, longitude__isnull=False)
    busy = [place for place in with_counts(on_earth.defer("words")) if _total(place)]
    return sorted(busy, key=lambda place: (-_total(place), place.name, place.key))[:MOST_PLACES]


def _total(place: Any) -> int:
    return int(place.event_count + place.mission_count)


def world(places: list[Any]) -> Map:
    """A map of the world with a mark, sized by how much happened there, for every one of `places` or for several."""
    spots = [Spot(place.longitude, place.latitude, place.name, _total(place), place) for place in places]
    sheet = world_map.world((spot.longitude, spot.latitude) for spot in spots)
    marks = world_map.gather(spots, sheet)
    world_map.size(marks)
    world_map.label(marks, sheet)
    return Map(sheet, marks)


def locator(place: Place) -> Map | None:
    """A map of the world with one mark, if the place is on it."""
    if place.body != Body.EARTH or place.latitude is None or place.longitude is None:
        return None
    sheet = world_map.world([(place.longitude, place.latitude)])
    return Map(sheet, world_map.gather([Spot(place.longitude, place.latitude, place.name)], sheet))


def close_up(sightings: list[Sighting]) -> Map | None:
    """The part of the world where readings put an event, with a numbered pin for each, or for several that meet."""
    spots = [
        Spot(each.place.longitude or 0, each.place.latitude or 0, str(each.number), -each.number, each)
        for each in sightings
    ]
    if not spots:
        return None
    sheet = world_map.close_up([(spot.longitude, spot.latitude) for spot in spots])
    return Map(sheet, world_map.gather(spots, sheet, near=world_map.PIN_HEIGHT))
