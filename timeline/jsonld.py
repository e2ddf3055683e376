"""Pages as linked data: entries and their evidence → dicts of schema.org in JSON-LD 1.1 (w3.org/TR/json-ld11).

An entry is an Event, Person, Place, … and the main entity of its page, a WebPage, because schema.org lets works cite and not
happenings: `citation` stands on the page. So does each disagreement, as a Question whose Answers are the readings. A Question
keeps apart what the evidence supports (`acceptedAnswer`) and what somebody says all the same (`suggestedAnswer`), each with who says so;
a Claim has no place for a verdict, and a ClaimReview wants one for each claim by itself. A date is told where the page shows it and
ISO 8601 can write it.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from timeline.choices import SourceKind, country_name
from timeline.evidence import Evidence, Question
from timeline.models import Event, Mission, Person, Place, Programme, Source, Spacecraft
from timeline.selections import Selection
from timeline.text.edtf import PARTS_OF_YEAR

Data = dict[str, Any]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NAME = "Space History"
MOST_CITED = 40  # works and answers that a page names; all stand on the page itself
ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?Z)?)?)?")
WORKS = {
    "official-history": "Book",
    "report": "Report",
    "book": "Book",
    "news": "NewsArticle",
    "encyclopaedia": "Article",
    "blog": "BlogPosting",
}


WITH_HEADLINE = {"Article", "NewsArticle"}  # which programs want one of
OF_A_WORK = {"@type", "@id", "name", "alternateName", "description", "image", "url"}


def happened(start: str | None) -> str:
    """What something that happened is called: programs take no Event without the day on which it began."""
    return "Event" if start else "CreativeWork"


def only(thing: Data, names: set[str]) -> Data:
    """Of a thing what is in `names`."""
    return {name: value for name, value in thing.items() if name in names}


def days(date: str) -> tuple[str | None, str | None]:
    """Beginning and end of an EDTF date, each as ISO 8601 writes it, or None where it cannot.

    >>> days("1975-07-15/1975-07-24"), days("1957~")
    (('1975-07-15', '1975-07-24'), (None, None))
    """
    start, _, end = date.partition("/")
    return _iso(start), _iso(end) if end != start else None


def _iso(date: str) -> str | None:
    return date if ISO.fullmatch(date) and date[5:7] not in PARTS_OF_YEAR else None


def told(**properties: Any) -> Data:
    """A dict without what is empty; a name of JSON-LD is given with an underscore: _type, _id, _context."""
    return {re.sub("^_", "@", name): value for name, value in properties.items() if value not in (None, "", [], {})}


class Site:
    """What can be said under the address of one site."""

    def __init__(self, url: str) -> None:
        self.url = url

    def whole(self) -> Data:
        """The site itself, and how it is searched."""
        search = told(
            _type="SearchAction",
            target={"@type": "EntryPoint", "urlTemplate": f"{self.url}/?q={{search_term_string}}"},
            **{"query-input": "required name=search_term_string"},
        )
        return self._context(self._site() | told(license=LICENCE, inLanguage="en", potentialAction=search))

    def list_of(self, name: str, path: str, rows: Iterable[Any], total: int | None = None) -> Data:
        """A list, of which one page holds `rows`: entries with an address."""
        return self._page("CollectionPage", name, path, [], self._list(rows, total))

    def lesson_set(self, selection: Selection) -> Data:
        """A set that the site publishes: what a lesson can be made of, for whom, its events in order and a question to each."""
        thing = told(
            _type="LearningResource",
            _id=self.url + selection.short_path,
            name=selection.title,
            abstract=selection.introduction,
            audience=told(_type="EducationalAudience", name=selection.for_whom) if selection.for_whom else None,
            isAccessibleForFree=True,
            learningResourceType="Lesson set",
            hasPart=[
                self._list(selection.events),
                *(
                    told(
                        _type="Question",
                        text=item.question,
                        about=self._happened(item.event, item.event.title, item.event.date),
                    )
                    for item in selection.items
                    if item.question
                ),
            ],
        )
        return self._page("WebPage", selection.title, selection.path, [("Lesson sets", reverse("sets"))], thing)

    def page(self, name: str, path: str, kind: str = "WebPage") -> Data:
        """A page that is about no entry."""
        return self._page(kind, name, path, [])

    def event(self, event: Event, evidence: Evidence) -> Data:
        """An event; its rows as its page needs them."""
        start, end = days(event.date)
        named = told(_type="Place", name=event.place_text) if event.place_text else None
        flown = (mission for mission in event.missions.all() if days(mission.launched)[0])
        thing = told(
            _type=happened(start),
            _id=self.url + reverse("event-permanent", args=[event.key]),
            name=event.title,
            description=event.summary,
            startDate=start,
            endDate=end,
            location=self._place(event.place) if event.place else named,
            organizer=[told(_type="Organization", name=agency.name) for agency in event.agencies.all()],
            attendee=[self._linked("Person", person, person.name) for person in event.people.all()],
            superEvent=[self._happened(mission, mission.name, mission.launched) for mission in flown],
            image=self.url + reverse("event-picture", args=[event.slug]),
        )
        thing = thing if start else only(thing, OF_A_WORK)
        questions = [self._question(question, thing["@id"]) for question in evidence.questions]
        return self._page("WebPage", event.title, event.get_absolute_url(), [], thing, evidence, hasPart=questions)

    def mission(self, mission: Mission, evidence: Evidence, crew: Iterable[Any]) -> Data:
        """A flight, which is an event too, with the members of its crew."""
        launched, ended = (
            days(getattr(mission, name))[0] if evidence.for_field(name) else None for name in ("launched", "ended")
        )
        programme = mission.programme
        thing = told(
            _type=happened(launched),
            name=mission.name,
            alternateName=mission.other_names,
            description=mission.summary,
            startDate=launched,
            endDate=ended,
            location=self._place(mission.place) if mission.place else None,
            organizer=[told(_type="Organization", name=agency.name) for agency in mission.agencies.all()],
            attendee=[self._linked("Person", member.person, member.person.name) for member in crew],
            superEvent=self._linked("EventSeries", programme, programme.name) if programme else None,
        )
        return self._entry(mission, "Missions", "missions", thing if launched else only(thing, OF_A_WORK), evidence)

    def person(self, person: Person, evidence: Evidence) -> Data:
        """A person."""
        born, died = (days(getattr(person, name))[0] if evidence.for_field(name) else None for name in ("born", "died"))
        thing = told(
            _type="Person",
            name=person.name,
            alternateName=[name for name in (person.native_name, *person.other_names) if name],
            birthDate=born,
            deathDate=died,
            nationality=told(_type="Country", name=country_name(person.country)),
        )
        return self._entry(person, "People", "people", thing, evidence)

    def place(self, place: Place, evidence: Evidence) -> Data:
        """A place, with coordinates where it lies on Earth."""
        return self._entry(place, "Places", "places", self._place(place), evidence)

    def programme(self, programme: Programme) -> Data:
        """A programme: a series of flights."""
        thing = told(
            _type="EventSeries",
            name=programme.name,
            alternateName=programme.other_names,
            description=programme.summary,
            organizer=[told(_type="Organization", name=agency.name) for agency in programme.agencies.all()],
        )
        return self._entry(programme, "Programmes", "programmes", thing)

    def spacecraft(self, craft: Spacecraft, evidence: Evidence) -> Data:
        """A kind of craft with its dimensions: to schema.org a vehicle may fly through space, and its length is a depth."""
        sizes = zip(("depth", "width", "height"), (craft.length, craft.width, craft.height), strict=True)
        measures = {
            name: told(_type="QuantitativeValue", value=float(metres), unitCode="MTR")
            for name, metres in sizes
            if metres is not None
        }
        thing = told(_type="Vehicle", name=craft.name, alternateName=craft.other_names, description=craft.summary)
        return self._entry(craft, "Spacecraft", "all-spacecraft", thing | measures, evidence)

    def source(self, source: Source) -> Data:
        """A source as the work that it is."""
        thing = self._work(source) | told(
            url=source.url,
            archivedAt=source.archive_url,
            isBasedOn=[self._linked("CreativeWork", other, other.title) for other in source.draws_on.all()],
        )
        return self._entry(source, "Sources", "sources", thing)

    def _entry(self, row: Any, parent: str, name: str, thing: Data, evidence: Evidence | None = None) -> Data:
        """The page of one entry of a list, whose address is called `name`."""
        return self._page("WebPage", str(row), row.get_absolute_url(), [(parent, reverse(name))], thing, evidence)

    def _page(
        self,
        kind: str,
        name: str,
        path: str,
        above: list[tuple[str, str]],
        thing: Data | None = None,
        evidence: Evidence | None = None,
        **more: Any,
    ) -> Data:
        """A page: where it stands in the site, what it is about, and the works that it cites."""
        trail = [(NAME, "/"), *above, (name, path)]
        crumbs = [
            told(_type="ListItem", position=number, name=each, item=self.url + at)
            for number, (each, at) in enumerate(trail, start=1)
        ]
        cited = evidence.sources[:MOST_CITED] if evidence else []
        page = told(
            _type=kind,
            _id=self.url + path,
            url=self.url + path,
            name=name,
            inLanguage="en",
            license=LICENCE,
            isPartOf=self._site(),
            breadcrumb=told(_type="BreadcrumbList", itemListElement=crumbs),
            mainEntity=thing,
            citation=[self._work(each.source) for each in cited],
        )
        return self._context(page | told(**more))

    @staticmethod
    def _context(data: Data) -> Data:
        return {"@context": "https://schema.org"} | data

    def _site(self) -> Data:
        return {"@type": "WebSite", "@id": f"{self.url}/#site", "name": NAME, "url": f"{self.url}/"}

    def _list(self, rows: Iterable[Any], total: int | None = None) -> Data:
        items = [
            told(_type="ListItem", position=number, url=self.url + row.get_absolute_url(), name=str(row))
            for number, row in enumerate(rows, start=1)
        ]
        return told(_type="ItemList", numberOfItems=len(items) if total is None else total, itemListElement=items)

    def _linked(self, kind: str, row: Any, name: str) -> Data:
        return told(_type=kind, name=name, url=self.url + row.get_absolute_url())

    def _happened(self, row: Any, name: str, date: str) -> Data:
        """A link to what happened, with the day on which it began where that is known."""
        start = days(date)[0]
        return self._linked(happened(start), row, name) | told(startDate=start)

    def _place(self, place: Place) -> Data:
        is_on_earth = place.body == "earth" and place.latitude is not None
        return told(
            _type="Place",
            name=place.name,
            alternateName=place.other_names,
            url=self.url + place.get_absolute_url(),
            geo=told(_type="GeoCoordinates", latitude=place.latitude, longitude=place.longitude)
            if is_on_earth
            else None,
        )

    def _work(self, source: Source) -> Data:
        """A source by what names it; its authors are plain text, since nobody noted which of them are people."""
        kind = WORKS.get(SourceKind(source.kind).value, "WebPage")
        return told(
            _type=kind,
            _id=self.url + source.get_absolute_url(),
            name=source.title,
            headline=source.title if kind in WITH_HEADLINE else None,
            author=source.authors,
            publisher=told(_type="Organization", name=source.publisher) if source.publisher else None,
            datePublished=days(source.published)[0],
            inLanguage=source.language,
        )

    def _question(self, question: Question, about: str) -> Data:
        """A disagreement: its readings as answers, and how far the evidence decides between them."""
        answers: dict[bool, list[Data]] = {True: [], False: []}
        for side in question.sides:
            cited = {citation.source_id: citation.source for citation in side.citations}
            answer = told(
                _type="Answer",
                text=side.reading.value,
                citation=[{"@id": self.url + source.get_absolute_url()} for source in cited.values()],
            )
            answers[side.reading.accepted].append(answer)
        disagreement = question.disagreement
        return told(
            _type="Question",
            name=disagreement.question,
            url=self.url + disagreement.get_absolute_url(),
            about={"@id": about},
            abstract=disagreement.verdict,
            answerCount=len(question.sides),
            acceptedAnswer=answers[True],
            suggestedAnswer=answers[False],
        )
