"""Choices that more than one place uses, and the names of countries."""

from collections.abc import Iterable

from django.db import models


class Precision(models.TextChoices):
    """How exactly a date is known."""

    SECOND = "second", "to the second"
    MINUTE = "minute", "to the minute"
    DAY = "day", "to the day"
    MONTH = "month", "to the month"
    SEASON = "season", "to the season"
    YEAR = "year", "to the year"
    DECADE = "decade", "to the decade"
    CENTURY = "century", "to the century"
    RANGE = "range", "from one date to another"
    SET = "set", "one or more of several dates"


class Status(models.TextChoices):
    """Where an event stands on its way to readers."""

    DRAFT = "draft", "draft"
    IN_REVIEW = "in-review", "in review"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"


class RevisionKind(models.TextChoices):
    """How a revision of an event came about."""

    EDIT = "edit", "edited"
    BULK = "bulk", "edited with others at once"
    RESTORED = "restored", "restored"
    IMPORT = "import", "imported"
    LOAD = "load", "loaded"
    FOUND = "found", "found so"
    MERGE = "merge", "merged"
    REVIEWED = "reviewed", "published after review"


class Outcome(models.TextChoices):
    """What became of an edit that waited for review."""

    WAITING = "waiting", "waiting for review"
    PUBLISHED = "published", "published"
    RETURNED = "returned", "returned to its author"


class ReportStatus(models.TextChoices):
    """What became of a reader's word that a claim is wrong."""

    OPEN = "open", "open"
    ACCEPTED = "accepted", "accepted"
    DECLINED = "declined", "declined"
    DUPLICATE = "duplicate", "reported before"


class EventKind(models.TextChoices):
    """What sort of thing happened."""

    LAUNCH = "launch", "Launch"
    LANDING = "landing", "Landing"
    DOCKING = "docking", "Docking"
    SPACEWALK = "spacewalk", "Spacewalk"
    FIRST_PERSON = "first-person", "First by a person"
    FIRST_MACHINE = "first-machine", "First by a machine"
    LUNAR = "lunar", "Moon"
    STATION = "station", "Space station"
    AGREEMENT = "agreement", "Agreement"
    ACCIDENT = "accident", "Accident"
    POLICY = "policy", "Policy"
    HANDOVER = "handover", "Handover"
    MILESTONE = "milestone", "Milestone"


class DisagreementKind(models.TextChoices):
    """Why sources differ."""

    CLOCK = "clock", "Different clocks"
    PRECISION = "precision", "Different precision"
    DEFINITION = "definition", "Different definitions"
    SPELLING = "spelling", "Different spellings"
    SLIP = "slip", "A slip"
    OPEN = "open", "An open question"

    @property
    def explanation(self) -> str:
        """One sentence for a reader who meets the kind for the first time."""
        return {
            "clock": "The sources use different clocks or calendars for one moment.",
            "precision": "The sources say the same more or less exactly.",
            "definition": "The sources count or name different things.",
            "spelling": "The sources write one name in different ways.",
            "slip": "One of the sources is mistaken.",
            "open": "The evidence does not decide between the sources.",
        }[self.value]


class Standing(models.TextChoices):
    """What kind of witness a source is, the strongest first."""

    PRIMARY = "primary", "Primary or official record"
    SCHOLARLY = "scholarly", "Scholarly work"
    PRESS = "press", "Press"
    REFERENCE = "reference", "Reference work"
    DATASET = "dataset", "Data set"
    PERSONAL = "personal", "Personal site"
    COPY = "copy", "Copy or mirror"


class SourceKind(models.TextChoices):
    """What sort of text a source is."""

    OFFICIAL_HISTORY = "official-history", "Official history"
    OFFICIAL_PAGE = "official-page", "Official page"
    REPORT = "report", "Report"
    BOOK = "book", "Book"
    NEWS = "news", "News article"
    ENCYCLOPAEDIA = "encyclopaedia", "Encyclopaedia"
    BLOG = "blog", "Blog or web page"

    @property
    def csl_type(self) -> str:
        """The item type of the Citation Style Language (CSL 1.0.2, appendix III)."""
        return {
            "report": "report",
            "book": "book",
            "news": "article-newspaper",
            "encyclopaedia": "entry-encyclopedia",
        }.get(self.value, "webpage")

    @property
    def csl_publisher(self) -> str:
        """The CSL variable for who published it: the site, paper or work that a text stands in, or a publishing house."""
        return "publisher" if self.csl_type in {"report", "book"} else "container-title"


class Body(models.TextChoices):
    """Where in space a place is."""

    EARTH = "earth", "Earth"
    ORBIT = "orbit", "In orbit"
    MOON = "moon", "The Moon"
    VENUS = "venus", "Venus"
    MARS = "mars", "Mars"


class Side(models.TextChoices):
    """Who acts: one of the two that raced, both together, or anybody else."""

    SOVIET = "soviet", "Soviet Union, Russia"
    JOINT = "joint", "Both together"
    OTHER = "other", "Other countries"
    AMERICAN = "american", "United States"

    @classmethod
    def of(cls, countries: Iterable[str]) -> "Side":
        """The side of an event or a mission by the codes of its countries."""
        codes = set(countries)
        is_soviet, is_american = bool(codes & {"SU", "RU"}), "US" in codes
        if is_soviet and is_american:
            return cls.JOINT
        return cls.SOVIET if is_soviet else cls.AMERICAN if is_american else cls.OTHER


# ISO 3166-1 codes as they were at the time; XI is this project's own, for an international body or programme.
COUNTRIES = {
    "AE": "United Arab Emirates",
    "AF": "Afghanistan",
    "AR": "Argentina",
    "AT": "Austria",
    "AU": "Australia",
    "BE": "Belgium",
    "BG": "Bulgaria",
    "BR": "Brazil",
    "BY": "Belarus",
    "CA": "Canada",
    "CH": "Switzerland",
    "CN": "China",
    "CR": "Costa Rica",
    "CS": "Czechoslovakia",
    "CU": "Cuba",
    "CZ": "Czech Republic",
    "DD": "East Germany",
    "DE": "Germany",
    "DK": "Denmark",
    "ES": "Spain",
    "FI": "Finland",
    "FR": "France",
    "GB": "United Kingdom",
    "GR": "Greece",
    "HU": "Hungary",
    "ID": "Indonesia",
    "IE": "Ireland",
    "IL": "Israel",
    "IN": "India",
    "IR": "Iran",
    "IT": "Italy",
    "JP": "Japan",
    "KP": "North Korea",
    "KR": "South Korea",
    "KZ": "Kazakhstan",
    "LU": "Luxembourg",
    "MN": "Mongolia",
    "MX": "Mexico",
    "MY": "Malaysia",
    "NL": "Netherlands",
    "NO": "Norway",
    "NZ": "New Zealand",
    "PK": "Pakistan",
    "PL": "Poland",
    "PT": "Portugal",
    "RO": "Romania",
    "RU": "Russia",
    "SA": "Saudi Arabia",
    "SE": "Sweden",
    "SI": "Slovenia",
    "SK": "Slovakia",
    "SU": "Soviet Union",
    "SY": "Syria",
    "TR": "Turkey",
    "UA": "Ukraine",
    "US": "United States",
    "VN": "Vietnam",
    "XI": "International",
    "YU": "Yugoslavia",
    "ZA": "South Africa",
}


def country_name(code: str) -> str:
    """The name of a country by its code; a code that we have no name for stands for itself."""
    return COUNTRIES.get(code, code)
