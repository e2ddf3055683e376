"""Ten thousand events more: `python -m tests.bench.filling` adds them to the database that the environment names."""

import os
from types import SimpleNamespace

import django

from tests.bench.limits import MANY


def fill(number: int) -> None:
    """Add events between 1957 and 2056 in the words of those that there are, spread over what there is of other nouns."""
    from timeline.models import Agency, Citation, Event, Mission, Person, Place, Source

    people, missions, agencies = (list(model.objects.all()) for model in (Person, Mission, Agency))
    places, sources = list(Place.objects.all()), list(Source.objects.all())
    kinds = ["launch", "landing", "docking", "spacewalk", "station"]
    models = list(Event.objects.order_by("position"))
    events = []
    for place in range(number):
        model = models[place % len(models)]
        date = f"{1957 + place % 100}-{1 + place % 12:02}-{1 + place % 28:02}"
        event = Event(slug=f"bench-{place}", title=model.title, date=date, kind=kinds[place % 5], summary=model.summary)
        event.significance, event.place_text, event.words = model.significance, model.place_text, model.words
        event.place = places[place % len(places)]
        event.derive()
        event.status, event.citation_count, event.countries = "published", 1, ["US", "SU", "RU US"][place % 3]
        events.append(event)
    Event.objects.bulk_create(events, batch_size=500)
    made = list(Event.objects.filter(slug__startswith="bench-"))
    links = SimpleNamespace(
        people=Event.people.through, missions=Event.missions.through, agencies=Event.agencies.through
    )
    links.people.objects.bulk_create(links.people(event=each, person=people[each.pk % len(people)]) for each in made)
    links.missions.objects.bulk_create(
        links.missions(event=each, mission=missions[each.pk % len(missions)]) for each in made
    )
    links.agencies.objects.bulk_create(
        links.agencies(event=each, agency=agencies[each.pk % len(agencies)]) for each in made
    )
    Citation.objects.bulk_create(
        Citation(event=each, source=sources[each.pk % len(sources)], field="date", value=each.date) for each in made
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spacehistory.settings")
    django.setup()
    fill(MANY)
