"""A citation of a source that is not here yet: its address and title are enough, and the rest can follow."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.db.models import Q
from django.utils import timezone

from timeline.admin.quick import QuickInput
from timeline.choices import SourceKind, Standing
from timeline.models import Source
from timeline.models.base import free_slug

MAKING = ("new_address", "new_title")
SHOWN = ("source", *MAKING, "field", "value", "as_printed", "locator", "language", "note", "no_conflict", "order")


class NewSourceForm(forms.ModelForm):
    """A citation whose source is chosen, or made from an address."""

    new_address = forms.CharField(
        label="or a new source: address",
        required=False,
        max_length=1000,
        widget=QuickInput(attrs={"class": "vTextField", "inputmode": "url"}),
        help_text="Of a page that is no source here yet. If it is one, it is found by this.",
    )
    new_title = forms.CharField(
        label="its title",
        required=False,
        max_length=500,
        widget=QuickInput(attrs={"class": "vTextField"}),
    )
    may_make = True  # whether the editor may add sources
    waits = False  # whether what is made waits for an editor
    new_source: Source | None = None  # the one that is made with this citation

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "source" in self.fields:
            self.fields["source"].required = False

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields in the order in which an editor fills them; what has a source is not asked for a new one."""
        names = [name for name in SHOWN if name in self.fields and not (self.instance.pk and name in MAKING)]
        return [self[name] for name in names]

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out the source, which was looked up when the field was read, or is made when the form is saved."""
        return super()._get_validation_exclusions() | {"source"}  # type: ignore[misc]

    def clean(self) -> Any:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        address = (cleaned.get("new_address") or "").strip()
        if cleaned.get("source") or "source" in self.errors:
            if address:
                self.add_error("new_address", "Choose a source, or give the address of a new one: not both.")
        elif not address:
            self.add_error("source", "Choose a source, or give the address and title of a new one beside it.")
        elif known := at_address(address):
            cleaned["source"] = known
        else:
            self._make(address, (cleaned.get("new_title") or "").strip())
        return cleaned

    def _make(self, address: str, title: str) -> None:
        """Prepare a source at an address, to be saved with the citation; or say what it lacks."""
        if not self.may_make:
            self.add_error(
                "new_address", "No source here has this address, and your role may not add sources: ask an editor."
            )
        elif not title:
            self.add_error("new_title", "No source here has this address yet: give its title as well.")
        else:
            source = made_from(address, title)
            source.waits = self.waits
            try:
                source.full_clean()
            except forms.ValidationError as error:
                self.add_error("new_address", error.messages)
            else:
                self.new_source = source

    def save(self, commit: bool = True) -> Any:
        if made := self.new_source:
            if known := at_address(made.url):  # another row of this form made it a moment ago
                self.new_source = None
                self.instance.source = known
            else:
                made.save()
                self.instance.source = made
        return super().save(commit)


def at_address(address: str) -> Source | None:
    """The source that is read at an address, or at its archived copy; http or https, with or without a closing slash."""
    bare = address.removeprefix("https://").removeprefix("http://").rstrip("/")
    spelt = [f"{scheme}{bare}{slash}" for scheme in ("https://", "http://") for slash in ("", "/")]
    return Source.objects.filter(Q(url__in=spelt) | Q(archive_url__in=spelt)).first() if bare else None


def made_from(address: str, title: str) -> Source:
    """A source that is no more than a page with a title, read today; not saved yet."""
    return Source(
        slug=free_slug(Source, title),
        title=title,
        url=address,
        publisher=(urlsplit(address).hostname or "").removeprefix("www."),
        kind=SourceKind.BLOG,
        standing=Standing.PERSONAL,
        accessed=timezone.localdate(),
    )
