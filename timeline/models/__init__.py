"""The nouns of the timeline. See each module for one family of them."""

from timeline.models.agencies import Agency, Place, Programme
from timeline.models.base import FormerKey, FormerSlug
from timeline.models.citations import Citation, Disagreement, Reading
from timeline.models.events import Event
from timeline.models.lessons import LessonItem, LessonSet
from timeline.models.links import LinkCheck
from timeline.models.merges import Merge
from timeline.models.missions import CrewMember, Mission
from timeline.models.people import Person
from timeline.models.pictures import Picture
from timeline.models.reports import Report, ReportOutcome, Sending
from timeline.models.review import OpenForm, PendingRevision
from timeline.models.revisions import EntryRevision, Revision
from timeline.models.sources import Source
from timeline.models.spacecraft import Spacecraft
from timeline.models.successions import Succession
from timeline.models.uploads import ChosenPicture, Upload
from timeline.models.versions import DataVersion

__all__ = [
    "Agency",
    "ChosenPicture",
    "Citation",
    "CrewMember",
    "DataVersion",
    "Disagreement",
    "EntryRevision",
    "Event",
    "FormerKey",
    "FormerSlug",
    "LessonItem",
    "LessonSet",
    "LinkCheck",
    "Merge",
    "Mission",
    "OpenForm",
    "PendingRevision",
    "Person",
    "Picture",
    "Place",
    "Programme",
    "Reading",
    "Report",
    "ReportOutcome",
    "Revision",
    "Sending",
    "Source",
    "Spacecraft",
    "Succession",
    "Upload",
]
