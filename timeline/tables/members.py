"""Columns that hold rows of their own: the crew of a mission, the events of a lesson set, and the readings of a question.

In JSON each is a list of objects. In a cell a crew has one person to a line, `1 alexei-leonov Commander`, a lesson set one event
with its question, `1 sputnik-1-launch Why did it alarm Washington?`, and a reading begins a line `1 accepted @metz sbncd8kv c4xkqzrt | ` before its words, whose further lines are set in by two spaces.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch

from timeline.models import Citation, CrewMember, Event, LessonItem, Person, Place, Reading
from timeline.tables import cells
from timeline.tables.addresses import Known
from timeline.tables.columns import NO_TEXT, Column, settled_names, shortened
from timeline.tables.faults import Unfit

SET_IN = "  "
HEAD = re.compile(
    r"(?P<order>\d+)(?P<accepted> accepted)?(?: @(?P<place>\S+))?(?P<citations>(?: \w+)*) \| ?(?P<value>.*)"
)


class Members(Column):
    """Rows that belong to this one, in the order of their numbers."""

    is_linked_after = True
    model: Any = None
    parts: tuple[str, ...] = ()

    def put(self, row: Any, value: Any, known: Known) -> None:
        """It waits until the row is there."""

    def settled(self, value: Any, known: Known) -> Any:
        if not isinstance(value or [], list) or not all(isinstance(each, dict) for each in value or []):
            raise Unfit(f"Write a list of objects with {', '.join(self.parts)}.")
        members = [self._settled(each, known) for each in value or []]
        orders = [each["order"] for each in members]
        if len({*orders}) < len(orders):
            raise Unfit("Two of them have the same number: give each its own.")
        return sorted(members, key=lambda each: each["order"])

    def _settled(self, member: dict[str, Any], known: Known) -> dict[str, Any]:
        if strange := sorted(set(member) - set(self.parts)):
            raise Unfit(f"“{shortened(strange[0])}” has no place in it: write {', '.join(self.parts)}.")
        order = member.get("order")
        if not isinstance(order, int) or isinstance(order, bool) or not 0 <= order <= 32767:
            raise Unfit(f"{order!r} is no place in an order: number them 1, 2, 3.")
        return {"order": order}

    @staticmethod
    def _text(member: dict[str, Any], name: str) -> str:
        text = member.get(name)
        if not isinstance(text, str) or not text.strip() or NO_TEXT.search(text):
            raise Unfit(f"Number {member['order']} has no {name}: write it as text.")
        return text.replace("\r\n", "\n").strip()


class Crew(Members):
    """The crew of a mission."""

    model = CrewMember
    parts = ("order", "person", "role")

    @property
    def fetches(self) -> tuple[Prefetch, ...]:
        return (Prefetch("crew_members", CrewMember.objects.select_related("person")),)

    def of(self, row: Any) -> Any:
        members = sorted(row.crew_members.all(), key=lambda each: each.order)
        return [{"order": each.order, "person": each.person.slug, "role": each.role} for each in members]

    def said(self, value: Any) -> str:
        return "\n".join(f"{each['order']} {each['person']} {each['role']}" for each in value)

    def read(self, cell: str) -> Any:
        return [self._line(line) for line in cells.lines(cells.plain(cell))]

    @staticmethod
    def _line(line: str) -> dict[str, Any]:
        words = line.split(maxsplit=2)
        if len(words) < 3 or not words[0].isdecimal() or len(words[0]) > 5:
            raise Unfit(f"“{shortened(line)}” is no line of a crew: write the number, the slug and the role.")
        return {"order": int(words[0]), "person": words[1], "role": words[2]}

    def _settled(self, member: dict[str, Any], known: Known) -> dict[str, Any]:
        order = super()._settled(member, known)
        person = known.name_of(Person, str(member.get("person") or ""))
        return order | {"person": person, "role": self._text(member, "role")}

    def link(self, row: Any, value: Any, known: Known) -> None:
        row.crew_members.all().delete()
        for each in value:
            member = CrewMember(
                mission=row, person_id=known.pk_of(Person, each["person"]), role=each["role"], order=each["order"]
            )
            member.full_clean()
            member.save()


class LessonItems(Members):
    """The events of a lesson set, each with its question."""

    model = LessonItem
    parts = ("order", "event", "question")

    @property
    def fetches(self) -> tuple[Prefetch, ...]:
        return (Prefetch("items", LessonItem.objects.select_related("event")),)

    def of(self, row: Any) -> Any:
        items = sorted(row.items.all(), key=lambda each: each.order)
        return [{"order": each.order, "event": each.event.slug, "question": each.question} for each in items]

    def said(self, value: Any) -> str:
        return "\n".join(f"{each['order']} {each['event']} {each['question']}".strip() for each in value)

    def read(self, cell: str) -> Any:
        return [self._line(line) for line in cells.lines(cells.plain(cell))]

    @staticmethod
    def _line(line: str) -> dict[str, Any]:
        order, _, rest = line.partition(" ")
        event, _, question = rest.strip().partition(" ")
        if not order.isdecimal() or len(order) > 5 or not event:
            raise Unfit(
                f"“{shortened(line)}” is no line of a set: write the number, the event's slug and the question."
            )
        return {"order": int(order), "event": event, "question": question.strip()}

    def _settled(self, member: dict[str, Any], known: Known) -> dict[str, Any]:
        order = super()._settled(member, known)
        event = known.name_of(Event, str(member.get("event") or ""))
        return order | {"event": event, "question": self._text(member, "question") if member.get("question") else ""}

    def link(self, row: Any, value: Any, known: Known) -> None:
        row.items.all().delete()
        for each in value:
            event = known.pk_of(Event, each["event"])
            item = LessonItem(lesson_set=row, event_id=event, question=each["question"], order=each["order"])
            item.full_clean()
            item.save()


class Readings(Members):
    """The readings of a question, each with the citations that agree on it."""

    model = Reading
    parts = ("order", "value", "accepted", "place", "citations")

    @property
    def fetches(self) -> tuple[Prefetch, ...]:
        return (Prefetch("readings", Reading.objects.select_related("place").prefetch_related("citations")),)

    def of(self, row: Any) -> Any:
        return [
            {
                "order": each.order,
                "value": each.value,
                "accepted": each.accepted,
                "place": each.place.slug if each.place else "",
                "citations": sorted(citation.key for citation in each.citations.all()),
            }
            for each in sorted(row.readings.all(), key=lambda each: each.order)
        ]

    def said(self, value: Any) -> str:
        return "\n".join(map(self._words, value))

    @staticmethod
    def _words(each: dict[str, Any]) -> str:
        head = [str(each["order"]), *(["accepted"] if each["accepted"] else [])]
        head += [f"@{each['place']}"] if each["place"] else []
        return " ".join([*head, *each["citations"], "| "]) + each["value"].replace("\n", f"\n{SET_IN}")

    def read(self, cell: str) -> Any:
        readings: list[dict[str, Any]] = []
        for line in re.split(r"\r\n|\r|\n", cells.plain(cell).strip()):
            if readings and line.startswith(SET_IN):
                readings[-1]["value"] += f"\n{line.removeprefix(SET_IN)}"
            elif match := HEAD.fullmatch(line):
                readings.append(
                    {
                        "order": int(match["order"][:6]),
                        "value": match["value"],
                        "accepted": bool(match["accepted"]),
                        "place": match["place"] or "",
                        "citations": cells.parted(match["citations"]),
                    }
                )
            elif line.strip():
                raise Unfit(
                    f"“{shortened(line)}” begins no reading: write its number, “accepted” if it is, @ and a place if it "
                    "has one, the keys of its citations, a bar (|), then its words; set in further lines by two spaces."
                )
        return readings

    def _settled(self, member: dict[str, Any], known: Known) -> dict[str, Any]:
        order = super()._settled(member, known)
        accepted, place = member.get("accepted", False), member.get("place") or ""
        if not isinstance(accepted, bool):
            raise Unfit(f"Number {member['order']} is accepted or not: write true or false.")
        return order | {
            "value": self._text(member, "value"),
            "accepted": accepted,
            "place": known.name_of(Place, str(place)) if place else "",
            "citations": settled_names(member.get("citations"), Citation, known),
        }

    def same(self, one: Any, other: Any) -> bool:
        return [each | {"value": each["value"].strip()} for each in one] == other

    def link(self, row: Any, value: Any, known: Known) -> None:
        row.readings.exclude(order__in=[each["order"] for each in value]).delete()
        standing = {each.order: each for each in row.readings.all()}
        for each in value:
            reading = standing.get(each["order"]) or Reading(disagreement=row, order=each["order"])
            reading.value, reading.accepted = each["value"], each["accepted"]
            reading.place_id = known.pk_of(Place, each["place"]) if each["place"] else None
            reading.full_clean()
            reading.save()
            citations = Citation.objects.filter(key__in=each["citations"])
            if strange := citations.exclude(event=row.event_id).first():
                raise ValidationError(
                    f"The citation {strange.key} is not one of “{row.event}”: name citations of that event alone."
                )
            reading.citations.set(citations)
