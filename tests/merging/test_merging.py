"""Merging: what comes along, what stays once, what is refused; and what undoing brings back."""

import pytest

from tests.factories import (
    make_citation,
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_source,
    make_succession,
)
from timeline import merging, revisions
from timeline.merging import Refused
from timeline.models import Citation, CrewMember, Event, FormerKey, Person, Picture, Source
from timeline.models.base import KEY_ALPHABET
from timeline.revisions import By

pytestmark = pytest.mark.django_db
BY = By("They are one.", "merge")


def merge(gone, kept, *taken):
    return merging.merge(gone, kept, BY, taken)


def order(mission):
    return [(member.person.name, member.role, member.order) for member in mission.crew_members.order_by("order")]


def test_an_event_brings_along_all_that_belongs_to_it():
    mission, person, place = make_mission(), make_person(), make_place()
    gone = make_event(missions=[mission], people=[person], place=place, title="Docking")
    question = make_disagreement(gone)
    kept = make_event(title="Handshake", people=[person])
    cited = set(gone.citations.all()) | set(kept.citations.all())
    made = merge(gone, kept, "place")
    event = Event.objects.get()
    assert (event.key, event.title, event.place) == (kept.key, "Handshake", place)
    assert set(event.citations.all()) == cited
    assert event.citation_count == len(cited)
    assert (list(event.missions.all()), list(event.people.all())) == ([mission], [person])
    assert event.countries == "US"
    assert [each.event for each in event.disagreements.all()] == [event]
    assert event.disagreements.get() == question
    assert str(made) == "“Docking” into “Handshake”"


def test_citations_that_say_the_same_stay_once_and_readings_and_texts_follow():
    source = make_source()
    kept, gone = (make_event(sources=[source]) for _ in range(2))
    [stays], [falls] = kept.citations.all(), gone.citations.all()
    other = make_citation(event=gone, source=source, locator="p. 2")
    question = make_disagreement(gone, [("one", True, [falls]), ("two", False, [other, falls])])
    Event.objects.filter(pk=gone.pk).update(body=f"They met.[@{falls.key}][@{other.key}]")
    merge(gone, kept, "body")
    assert set(kept.citations.all()) == {stays, other}
    readings = question.readings.order_by("order")
    assert [set(reading.citations.all()) for reading in readings] == [{stays}, {stays, other}]
    assert Event.objects.get().body == f"They met.[@{stays.key}][@{other.key}]"


def test_only_one_picture_stays():
    kept, gone = make_event(), make_event()
    values = {"width": 1, "height": 1, "credit": "NASA", "licence": "public domain", "alt": "A hatch."}
    for event in (kept, gone):
        Picture.objects.create(event=event, file=f"pictures/{event.slug}.png", **values)
    plan = merging.Plan(gone, kept)
    assert plan.falling_away() == [f"the picture “Picture of {gone}”"]
    made = merge(gone, kept)
    assert [picture.file.name for picture in Picture.objects.all()] == [f"pictures/{kept.slug}.png"]
    merging.undo(made, BY)
    assert Event.objects.get(key=gone.key).picture.file.name == f"pictures/{gone.slug}.png"


def test_a_person_is_once_in_a_crew_with_the_role_of_the_one_that_stays():
    kept, gone = make_person(name="Leonov"), make_person(name="Leonow")
    both = make_mission(crew=[(kept, "Commander"), (gone, "Pilot")])
    alone = make_mission(crew=[(gone, "Commander")])
    assert merging.Plan(gone, kept).falling_away() == ["the crew member “Leonow, Pilot”"]
    made = merge(gone, kept)
    assert order(both) == [("Leonov", "Commander", 1)]
    assert order(alone) == [("Leonov", "Commander", 1)]
    merging.undo(made, BY)
    assert order(both) == [("Leonov", "Commander", 1), ("Leonow", "Pilot", 2)]


def test_crews_of_two_missions_are_numbered_anew_and_back():
    ada, bob, cy = (make_person(name=name) for name in ("Ada", "Bob", "Cy"))
    kept, gone = make_mission(crew=[ada, bob]), make_mission(crew=[bob, cy])
    made = merge(gone, kept)
    assert [name for name, _, _ in order(kept)] == ["Ada", "Bob", "Cy"]
    assert [number for _, _, number in order(kept)] == [1, 2, 3]
    merging.undo(made, BY)
    assert [(name, number) for name, _, number in order(gone)] == [("Bob", 1), ("Cy", 2)]


def test_a_number_that_an_editor_gave_meanwhile_does_not_collide_on_the_way_back():
    ada, bob = make_person(name="Ada"), make_person(name="Bob")
    kept, gone = make_mission(), make_mission(crew=[ada, bob])
    made = merge(gone, kept)
    CrewMember.objects.filter(person=ada).update(order=7)
    CrewMember.objects.filter(person=bob).update(order=1)
    assert merging.undo(made, BY) == []
    assert sorted(name for name, _, _ in order(gone)) == ["Ada", "Bob"]


def test_names_become_other_spellings_and_leave_again_with_the_one_that_had_them():
    kept = make_person(name="Leonov", other_names=["Leonow"])
    gone = make_person(name="Leonow", native_name="Леонов", other_names=["Leonof", "Leonov"])
    made = merge(gone, kept)
    kept.refresh_from_db()
    assert kept.other_names == ["Leonow", "Леонов", "Leonof"]
    kept.other_names = ["Leo", *kept.other_names]
    kept.save()
    assert merging.undo(made, BY) == []
    kept.refresh_from_db()
    assert kept.other_names == ["Leo", "Leonow"]


def test_a_name_that_is_not_kept_becomes_another_spelling():
    kept, gone = make_place(name="Tyuratam"), make_place(name="Baikonur")
    merge(gone, kept, "name")
    kept.refresh_from_db()
    assert (kept.name, kept.other_names) == ("Baikonur", ["Tyuratam"])


def test_a_source_does_not_draw_on_itself_and_witnesses_are_told_apart_again():
    original = make_source()
    kept, gone = make_source(), make_source(draws_on=[original])
    gone.draws_on.add(kept)
    copy = make_source(draws_on=[gone])
    lone = make_source()
    assert sorted(merging.Plan(gone, kept).moving()) == ["1 source that draws on it", "1 source that it draws on"]
    made = merge(gone, kept)
    assert set(kept.draws_on.all()) == {original}
    assert list(copy.draws_on.all()) == [kept]
    assert Source.objects.get(pk=copy.pk).witness == Source.objects.get(pk=original.pk).witness != lone.key
    merging.undo(made, BY)
    assert set(Source.objects.get(key=gone.key).draws_on.all()) == {original, kept}


@pytest.mark.parametrize(
    ("one", "other", "refusal"),
    [
        ("draft", "draft", ""),
        ("draft", "published", ""),
        ("in-review", "draft", ""),
        ("published", "published", ""),
        ("published", "draft", "readers who follow a link to the one would find less"),
        ("published", "withdrawn", "readers who follow a link to the one would find less"),
        ("withdrawn", "published", "was withdrawn, and its address goes on saying why"),
        ("withdrawn", "draft", "was withdrawn, and its address goes on saying why"),
    ],
)
def test_readers_never_find_less_of_an_event_than_before(one, other, refusal):
    gone, kept = (
        make_event(status=status, withdrawn_reason="A double.", withdrawn_on="2026-01-01") for status in (one, other)
    )
    if refusal:
        with pytest.raises(Refused, match=refusal):
            merge(gone, kept)
    else:
        assert merge(gone, kept)
    assert Event.objects.get(pk=kept.pk).status == other


def test_two_of_different_kinds_and_what_is_gone_already_are_refused():
    with pytest.raises(Refused, match="Only two entries of one kind"):
        merging.refuse_to_merge(make_person(), make_place())
    kept, gone = make_person(), make_person()
    merge(gone, kept)
    with pytest.raises(Refused, match="merged or deleted meanwhile"):
        merge(gone, kept)


def test_a_key_that_was_merged_is_never_given_again(monkeypatch):
    kept, gone = make_person(), make_person()
    merge(gone, kept)
    fresh = make_person(key=gone.key)
    assert fresh.key != gone.key
    assert set(fresh.key) <= set(KEY_ALPHABET)


def test_events_that_show_what_is_merged_are_kept_as_revisions():
    kept, gone = make_source(title="CNN"), make_source(title="C.N.N.")
    shown, other = make_event(sources=[gone]), make_event(sources=[kept])
    made = merge(gone, kept)
    assert [(each.kind, each.reason) for each in shown.revisions.order_by("number")] == [
        ("found", revisions.AS_FOUND.reason),
        ("merge", "They are one."),
    ]
    assert other.revisions.count() == 0
    merging.undo(made, By("They are two.", "merge"))
    assert shown.revisions.first().reason == "They are two."
    assert shown.revisions.first().state == shown.revisions.last().state


def test_a_revision_of_before_is_restored_with_what_its_people_became():
    kept, gone = make_person(), make_person()
    event = make_event(people=[gone])
    revisions.keep([event], By("As it was."))
    merge(gone, kept)
    event.people.clear()
    revisions.restore(event.revisions.get(number=1), By("Back."))
    assert list(event.people.all()) == [kept]


def test_what_editors_changed_since_stays_theirs_and_is_said():
    kept, gone, third = make_place(name="Metz"), make_place(name="Over Metz", latitude=49, longitude=6), make_place()
    moved, stays, deleted = (make_event(place=gone, title=title) for title in ("Moved", "Stays", "Deleted"))
    made = merge(gone, kept, "latitude", "longitude")
    Event.objects.filter(pk=moved.pk).update(place=third)
    deleted.refresh_from_db()
    deleted.delete()
    kept.refresh_from_db()
    kept.longitude = 7
    kept.save()
    with pytest.raises(Refused, match="Give both coordinates or neither"):
        merging.undo(made, BY)
    kept.refresh_from_db()
    assert (kept.latitude, kept.longitude) == (49, 7)
    kept.latitude = 50
    kept.save()
    assert set(merging.undo(made, BY)) == {
        "The event “Moved” has been moved since and stays where it is.",
        "One event that came with the merge has been taken away since, and stays away.",
        "“Latitude” of “Metz” has been changed since and stays as it is.",
        "“Longitude” of “Metz” has been changed since and stays as it is.",
    }
    assert Event.objects.get(pk=stays.pk).place.key == gone.key
    assert Event.objects.get(pk=moved.pk).place == third


def test_undoing_is_refused_where_the_address_is_taken():
    kept, gone = make_person(), make_person(slug="leonov")
    made = merge(gone, kept)
    Person.objects.filter(pk=kept.pk).update(slug="leonov")
    with pytest.raises(Refused, match=f"The address “leonov” of “{gone}” belongs to “{kept}”"):
        merging.undo(made, BY)
    assert Person.objects.count() == 1


def test_undoing_is_refused_where_the_one_that_stayed_is_gone():
    kept, gone = make_person(), make_person()
    made = merge(gone, kept)
    kept.delete()
    with pytest.raises(Refused, match="is no longer here"):
        merging.undo(made, BY)


def test_undoing_is_refused_where_it_would_leave_a_published_event_without_a_source():
    kept, gone = make_event(title="Kept"), make_event(title="Gone")
    own, brought = kept.citations.get(), gone.citations.get()
    made = merge(gone, kept)
    own.delete()
    with pytest.raises(Refused, match="“Kept” is published and would be left without a source"):
        merging.undo(made, BY)
    make_citation(event=kept)
    brought.delete()
    with pytest.raises(Refused, match="“Gone” is published and would be left without a source"):
        merging.undo(made, BY)
    assert Event.objects.count() == 1


def test_what_fell_away_does_not_come_back_without_its_other_end():
    source, spare = make_source(), make_source()
    mission = make_mission()
    kept, gone = (make_event(sources=[source, spare], missions=[mission], status="draft") for _ in range(2))
    question = make_disagreement(gone, [("one", True, list(gone.citations.filter(source=source)))])
    made = merge(gone, kept)
    mission.delete()
    Citation.objects.filter(source=source).update(source=spare)
    source.delete()
    told = merging.undo(made, BY)
    assert "A link does not come back, since its mission is no longer here." in told
    assert len([sentence for sentence in told if sentence.endswith("since its source is no longer here.")]) == 1
    back = Event.objects.get(key=gone.key)
    assert [citation.source for citation in back.citations.all()] == [spare]
    assert question.readings.get().citations.count() == 1


def test_undoing_is_refused_where_the_one_that_went_lacks_something_or_what_fell_away_is_there_again():
    place = make_place(name="Metz")
    kept, gone = make_event(), make_event(place=place)
    made = merge(gone, kept)
    place.delete()
    with pytest.raises(Refused, match=r"The place of “.*” is no longer here: it cannot come back without"):
        merging.undo(made, BY)
    source = make_source()
    kept, gone = (make_event(sources=[source]) for _ in range(2))
    [falls] = gone.citations.all()
    made = merge(gone, kept)
    make_citation(event=kept, source=source, key=falls.key)
    with pytest.raises(Refused, match=r"There is the citation “.*” again already"):
        merging.undo(made, BY)


def test_a_chain_is_undone_from_its_end_and_refused_from_its_beginning():
    first, second, third = (make_person(name=name, slug=name.lower()) for name in ("Ada", "Bea", "Cy"))
    event = make_event(people=[first])
    early, late = merge(first, second), merge(second, third)
    assert Person.objects.by_address("ada") == third
    with pytest.raises(Refused, match="changed by a later one, “Bea” into “Cy”: undo that one first"):
        merging.undo(early, BY)
    assert list(event.people.all()) == [third]
    assert merging.undo(late, BY) == []
    assert list(event.people.all()) == [second]
    assert Person.objects.by_address("ada") == second
    assert merging.undo(early, BY) == []
    assert list(event.people.all()) == [first]
    assert FormerKey.objects.count() == 0


def test_two_merges_into_one_are_undone_in_either_order():
    kept, one, other = (make_person(name=name) for name in ("Kept", "One", "Other"))
    early, late = merge(one, kept), merge(other, kept)
    assert merging.undo(early, BY) == []
    assert merging.undo(late, BY) == []
    kept.refresh_from_db()
    assert kept.other_names == []
    assert Person.objects.count() == 3


def test_what_was_merged_is_merged_again_after_it_was_undone():
    kept, gone = make_person(), make_person()
    merging.undo(merge(gone, kept), BY)
    again = merge(Person.objects.get(key=gone.key), kept)
    assert Person.objects.by_address(gone.slug) == kept
    merging.undo(again, BY)
    assert Person.objects.by_address(gone.slug).key == gone.key


def test_a_merge_that_would_show_readers_what_may_not_stand_is_refused():
    kept, gone = make_event(), make_event(status="draft", body="Nobody says so.")
    with pytest.raises(Refused, match="Paragraph 1 of its body names no citation"):
        merge(gone, kept, "body")
    assert Event.objects.get(pk=kept.pk).body == ""
    assert Event.objects.filter(pk=gone.pk).exists()


def test_a_merge_of_before_a_column_is_undone_and_one_that_is_no_more_is_passed_over():
    gone, kept = make_person(name="Leonov", native_name="Леонов"), make_person(name="Alexei Leonov")
    made = merge(gone, kept)
    record = dict(made.record)
    assert record.pop("format") == 1
    del record["steps"][-1]["columns"]["native_name"]
    record["steps"][-1]["columns"]["nickname"] = "Lyosha"
    type(made).objects.filter(pk=made.pk).update(record=record)
    made.refresh_from_db()
    merging.undo(made, BY)
    back = Person.objects.get(key=gone.key)
    assert (back.name, back.native_name) == ("Leonov", "")


def test_orders_come_along_and_the_place_on_the_timeline_follows_and_back():
    gone, kept = make_event(date="1975-07-17"), make_event(date="1975-07-17T16:09:09Z")
    first = make_event(date="1975-07-17")
    order = make_succession(gone, first)
    made = merge(gone, kept)
    order.refresh_from_db()
    assert (order.later, order.citation.event) == (kept, kept)
    assert Event.objects.get(pk=first.pk).position[16:22] == "160908"
    merging.undo(made, BY)
    order.refresh_from_db()
    assert order.later.key == gone.key
    assert Event.objects.get(pk=first.pk).position[16:22] == "999998"


def test_two_of_which_one_came_after_the_other_are_not_one():
    first, between, last = make_event(title="First"), make_event(), make_event(title="Last")
    make_succession(between, first)
    make_succession(last, between)
    said = "“Last” is said to come after “First”, so they are two events: take that order out first."
    for pair in ((first, last), (last, first)):
        with pytest.raises(Refused) as refused:
            merge(*pair)
        assert str(refused.value) == said
