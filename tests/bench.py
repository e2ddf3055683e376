"""`make bench`: what a page costs on the server with 10,000 events, as a ratio of what it costs with the fixtures alone.

Both are measured in turn in one run, so that a slow machine slows both; the ratio is what may be compared between runs.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parent.parent
MANY = 10_000
RUNS = 15
PATHS = [
    "/",
    "/?kind=docking&from=1970",
    "/?q=leonov",
    "/?person=alexei-leonov&disputed=yes",
    "/?from=2050",
    "/events/first-handshake-in-orbit/",
    "/people/alexei-leonov/",
    "/disagreements/",
]


def fill(number: int) -> None:
    """Add events between 1957 and 2056, spread over the people, missions, agencies and places that there are."""
    from timeline.models import Agency, Citation, Event, Mission, Person, Place, Source

    people, missions, agencies = (list(model.objects.all()) for model in (Person, Mission, Agency))
    places, sources = list(Place.objects.all()), list(Source.objects.all())
    kinds = ["launch", "landing", "docking", "spacewalk", "station"]
    events = []
    for place in range(number):
        date = f"{1957 + place % 100}-{1 + place % 12:02}-{1 + place % 28:02}"
        event = Event(
            slug=f"bench-{place}", title=f"Event {place}", date=date, kind=kinds[place % 5], summary="It happened."
        )
        event.place = places[place % len(places)]
        event.derive()
        event.words = f"event {place} it happened"
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


def measure() -> dict[str, tuple[float, int]]:
    """For each path the median of its times in milliseconds, and the bytes of the page compressed by brotli."""
    import brotli
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    found = {}
    for path in PATHS:
        times = []
        for _ in range(RUNS + 1):
            start = time.perf_counter()
            response = client.get(path)
            times.append((time.perf_counter() - start) * 1000)
        found[path] = statistics.median(times[1:]), len(brotli.compress(response.content, quality=5))
    return found


def main() -> None:
    """Measure with the fixtures, fill, measure again, and print both side by side."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "spacehistory.settings"
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        import django

        django.setup()
        from django.core.management import call_command

        from timeline import fixtures

        call_command("migrate", verbosity=0)
        fixtures.load(verbosity=0)
        few = measure()
        fill(MANY)
        many = measure()
    print(
        f"Server time and size of a page: the fixtures, and {MANY:,} events more (median of {RUNS}, Python {sys.version.split()[0]})\n"
    )
    print(f"{'page':40}{'ms':>9}{'ms, many':>10}{'ratio':>8}{'brotli':>9}{'many':>8}{'ratio':>8}")
    for path in PATHS:
        (quick, light), (slow, heavy) = few[path], many[path]
        print(f"{path:40}{quick:9.1f}{slow:10.1f}{slow / quick:8.2f}{light:9}{heavy:8}{heavy / light:8.2f}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
