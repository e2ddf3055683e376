"""What whoever runs the site finds in the log: what was done once it is committed, what was refused, and nothing of what was typed."""

import io
import logging
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from spacehistory.logs import LineFormatter
from tests.factories import make_disagreement, make_event, make_person, make_source
from tests.imports.packs import import_file, mend_with, pack, write
from tests.reporting.sending import send
from tests.tables.sheets import carried, tried
from timeline import fixtures, merging, publishing, revisions
from timeline.links import rounds
from timeline.logs import log_after_commit
from timeline.management.commands import check_links
from timeline.models import FormerKey, Merge, Person, Sending
from timeline.reporting import guard
from timeline.revisions import By
from timeline.text import markdown
from timeline.text.workers import WorkerError

pytestmark = pytest.mark.django_db

BY = By("For a good reason.", "merge")


@pytest.fixture
def said(caplog, django_capture_on_commit_callbacks):
    """A function that runs another, commits, and gives the lines of our own that came of it, with their levels."""
    caplog.set_level(logging.INFO)

    def lines_of(run, *raised):
        caplog.clear()
        with django_capture_on_commit_callbacks(execute=True):
            if raised:
                with pytest.raises(raised):
                    run()
            else:
                run()
        ours = [each for each in caplog.records if each.name.startswith("timeline.")]
        return [f"{each.levelname} {each.name}: {each.getMessage()}" for each in ours]

    return lines_of


def test_a_line_says_when_how_grave_and_which_module():
    record = logging.LogRecord("timeline.fixtures", logging.INFO, __file__, 1, "Fixtures loaded: %d files.", (3,), None)
    record.created = 1_796_040_000.5
    assert LineFormatter().format(record) == "2026-11-30T12:00:00Z INFO timeline.fixtures: Fixtures loaded: 3 files."


def test_what_is_rolled_back_is_not_said(said, django_capture_on_commit_callbacks):
    def give_up():
        with transaction.atomic():
            log_after_commit(logging.getLogger("timeline.test"), "Done.")
            transaction.set_rollback(True)

    assert said(give_up) == []
    assert said(lambda: log_after_commit(logging.getLogger("timeline.test"), "Done.")) == ["INFO timeline.test: Done."]


def test_a_pack(said, monkeypatch, tmp_path):
    mend_with(monkeypatch, tmp_path)
    path = write(tmp_path, pack())
    assert said(lambda: import_file(path, dry_run=True)) == []
    [line] = said(lambda: import_file(path))
    made = int(line.split()[4])
    assert line == f"INFO timeline.imports.merge: Pack imported: {made} made, 0 changed, 0 unchanged."
    assert made > 10
    assert said(lambda: import_file(path)) == [
        f"INFO timeline.imports.merge: Pack imported: 0 made, 0 changed, {made} unchanged."
    ]
    broken = pack() | {"events": [{"key": "a"}]}
    [line] = said(lambda: import_file(write(tmp_path, broken)), CommandError)
    assert line.startswith("WARNING timeline.management.commands.import_history: Pack refused: ")
    assert line.endswith(" faults. Nothing was changed.")


def test_a_table(said):
    person = make_person(name="Leonov")
    row = {"key": person.key, "name": "Alexei Leonov"}
    assert said(lambda: tried("person", row)) == []
    where = "timeline.tables.carrying: Table of person"
    assert said(lambda: carried("person", row)) == [f"INFO {where} imported: 0 new, 1 changed, 0 unchanged."]
    assert said(lambda: carried("person", row | {"name": ""})) == [
        f"WARNING {where} refused: 1 faults. Nothing was changed."
    ]
    assert said(lambda: carried("person", row | {"name": "A. Leonov"}, expected="another")) == [
        f"WARNING {where} refused: it would do other than was looked at. Nothing was changed."
    ]
    assert Person.objects.get().name == "Alexei Leonov"


def test_fixtures(said, tmp_path):
    person = make_person()
    files = len(fixtures.FILES)
    assert said(lambda: fixtures.write(tmp_path)) == [
        f"INFO timeline.fixtures: Fixtures written: 1 rows in {files} files."
    ]
    assert said(lambda: fixtures.load(tmp_path, verbosity=0)) == [
        "INFO timeline.fixtures: Fixtures loaded: 1 files, 1 revisions kept."
    ]
    FormerKey.objects.create(noun="person", key=person.key, leads_to=make_person().key)
    assert said(lambda: fixtures.load(tmp_path, verbosity=0), CommandError) == [
        "WARNING timeline.fixtures: Fixtures refused: 1 of their entries were merged into others here."
    ]


def test_a_merge_and_its_undoing(said):
    gone, kept = make_person(), make_person()
    assert said(lambda: merging.merge(kept, kept, BY), merging.Refused) == [
        f"WARNING timeline.merging.doing: Refused to merge person {kept.key} into {kept.key}: Refused."
    ]
    assert said(lambda: merging.merge(gone, kept, BY)) == [
        f"INFO timeline.merging.doing: Merged person {gone.key} into {kept.key}."
    ]
    assert said(lambda: merging.undo(Merge.objects.get(), BY)) == [
        f"INFO timeline.merging.undoing: Parted person {gone.key} from {kept.key}."
    ]
    assert said(lambda: merging.undo(Merge.objects.get(), BY), merging.Refused) == [
        f"WARNING timeline.merging.undoing: Refused to part person {gone.key} from {kept.key}: Refused."
    ]


def test_a_restored_revision(said):
    event, person = make_event(), make_person()
    revisions.keep_all(By("First."))
    event.title = person.name = "Another"
    event.save()
    person.save()
    revisions.keep_all(By("Second."))
    first = event.revisions.get(number=1)
    assert said(lambda: publishing.restore(first, BY)) == [
        f"INFO timeline.revisions: Restored revision 1 of event {event.key}."
    ]
    of_person = revisions.EntryRevision.objects.of("person", [person.key]).get(number=1)
    assert said(lambda: revisions.restore_entry(of_person, BY)) == [
        f"INFO timeline.revisions: Restored revision 1 of person {person.key}."
    ]
    first.state = first.state | {"format": 999}
    assert said(lambda: publishing.restore(first, BY), revisions.Unrestorable) == [
        "WARNING timeline.publishing: Refused to restore revision 1 of an event: Unrestorable."
    ]


def test_refused_publishing(said, admin_client):
    draft = make_event(status="draft", body="Nobody says so.")
    assert said(lambda: publishing.move(draft, publishing.Status.PUBLISHED, BY), publishing.Refused) == [
        f"WARNING timeline.publishing: Refused to make event {draft.key} published: unmarked-statement."
    ]
    only = make_disagreement(make_event()).readings.first().citations.get()
    path = f"/admin/timeline/citation/{only.pk}/delete/"
    assert said(lambda: admin_client.post(path, {"post": "yes"})) == [
        f"WARNING timeline.admin.revising: Refused to delete citation {only.pk}: one-sided."
    ]


def links_checked(*arguments):
    call_command("check_links", "--pause", "0", *arguments, stdout=io.StringIO())


def test_a_round_of_links(said, monkeypatch, caplog):
    make_source(url="http://a.example/page")
    where = "timeline.management.commands.check_links: Round of links"
    monkeypatch.setattr(rounds, "_visited", lambda link, *_, **__: rounds.Result(link, None))
    assert said(links_checked) == [f"INFO {where} done: 1, 0 dead, 1 left."]
    assert said(lambda: links_checked("--dry-run")) == []

    def failing(*_, **__):
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(rounds, "_visited", failing)
    assert said(links_checked, ZeroDivisionError) == [f"ERROR {where} failed after 0 of 1."]
    assert caplog.records[-1].exc_info[1].__notes__ == ["While visiting a.example."]

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(rounds, "_visited", lambda link, *_, **__: rounds.Result(link, None))
    monkeypatch.setattr(check_links, "record", interrupted)
    assert said(links_checked, CommandError) == [f"WARNING {where} stopped after 0 of 1."]


def test_reports_that_are_too_many_name_nobody(said):
    citation = make_event().citations.get()
    assert said(lambda: send(citation, wrong="It rained.")) == []
    [sending] = Sending.objects.all()
    now = timezone.now() - timedelta(minutes=1)
    Sending.objects.bulk_create(Sending(sender=sending.sender, made=now) for _ in range(guard.MOST_FROM_ONE))
    assert said(lambda: send(citation, wrong="It rained again.")) == [
        "WARNING timeline.reporting.guard: Refused a report: 30 came from one network within the hour."
    ]
    Sending.objects.bulk_create(Sending(sender=f"x{n}", made=now) for n in range(guard.MOST_OF_ALL))
    Sending.objects.filter(sender=sending.sender).delete()
    assert said(lambda: send(citation, wrong="It rained for ever.")) == [
        "WARNING timeline.reporting.guard: Refused a report: 120 came in within the hour."
    ]


def test_a_text_that_takes_too_long(said, monkeypatch):
    class SlowWorkers:
        def run(self, text):
            raise WorkerError

    monkeypatch.setattr(markdown, "workers", SlowWorkers())
    assert said(lambda: markdown.render("Slow.")) == [
        "WARNING timeline.text.markdown: A text of 5 characters took too long to set, and its process was ended."
    ]
