"""How to cite a page or a source, and the files for programs that keep references."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone

from timeline import citable
from timeline.citable import Citable
from timeline.citing import STYLES, Record, bibliography
from timeline.context import site
from timeline.evidence import Evidence
from timeline.exports import FORMATS, Format
from timeline.models import Mission, Person, Source
from timeline.selections import Selection
from timeline.views.addresses import find
from timeline.views.keeping import kept_for_the_day
from timeline.views.methods import require_safe
from timeline.views.selected import kept_for_reading, rendered

View = Callable[..., HttpResponse]


def cite(request: HttpRequest, cited: Citable) -> HttpResponse:
    """A page or a source in all styles, and all sources of a page in one of them."""
    today = timezone.now().date()
    record = cited.record(site(request)["site_url"], today)
    chosen = next((style for style in STYLES if style.name == request.GET.get("list")), STYLES[0])
    written = [(style, [(form, form.html(record)) for form in style.forms]) for style in STYLES]
    context = {
        "cite": cited,
        "today": today,
        "styles": written,
        "chosen": chosen,
        "bibliography": bibliography((Record(source.csl()) for source in cited.sources), chosen),
        "files": [(each, cited.export_path("entry", each.name)) for each in FORMATS],
        "files_of_sources": [(each, cited.export_path("sources", each.name)) for each in FORMATS],
    }
    return render(request, "citing/cite.html", context)


def _file_of_entry(form: Format) -> View:
    """The view that gives the page or the source itself as a file."""

    def export(request: HttpRequest, cited: Citable) -> HttpResponse:
        return _file(form, cited.key, [cited.csl(site(request)["site_url"], timezone.now().date())])

    return export


def _file_of_sources(form: Format) -> View:
    """The view that gives all sources of a page as a file."""

    def export(request: HttpRequest, cited: Citable) -> HttpResponse:
        if cited.source:
            raise Http404("A source has no sources here: /export/entry gives the source itself.")
        return _file(form, f"{cited.key}-sources", [source.csl() for source in cited.sources])

    return export


def _file_of_all_sources(form: Format) -> View:
    """The view that gives every source there is as one file."""

    @kept_for_reading
    def export(_request: HttpRequest) -> HttpResponse:
        return _download(form, "sources", citable.all_sources(form))

    return export


def _file(form: Format, name: str, records: list[dict[str, Any]]) -> HttpResponse:
    return _download(form, name, form.write(records).encode())


def _download(form: Format, name: str, content: bytes) -> HttpResponse:
    disposition = f'attachment; filename="space-history-{name[:80]}.{form.name}"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type=form.content_type, headers=headers)


def _mission(slug: str, name: str) -> Citable:
    found = find(Mission.objects.all(), slug, name)
    return citable.of_entry(found, Evidence(found.citations.select_related("source")))


def _person(slug: str, name: str) -> Citable:
    found = find(Person.objects.all(), slug, name)
    return citable.of_entry(found, Evidence(found.citations.select_related("source")))


def _source(slug: str, name: str) -> Citable:
    return citable.of_source(find(Source.objects.public(), slug, name))


NOUNS = {"missions": _mission, "people": _person, "sources": _source}


def for_the_day(show: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep what `show` gives for the day on which it says that it was read."""

    @require_safe
    @kept_for_the_day
    def answer(request: HttpRequest, _today: date, **address: str) -> HttpResponse:
        return show(request, **address)

    return answer


def _addresses(rendering: str, view: View) -> list[URLPattern]:
    """The addresses of one rendering of all that can be cited: every kind of selection, missions, people and sources."""

    def of_selection(request: HttpRequest, selection: Selection) -> HttpResponse:
        return view(request, citable.of_selection(selection))

    def of_noun(noun: str) -> URLPattern:
        name = f"{rendering}-{noun}"

        @for_the_day
        def show(request: HttpRequest, slug: str) -> HttpResponse:
            return view(request, NOUNS[noun](slug, name))

        return path(f"{rendering}/{noun}/<slug:slug>/", show, name=name)

    return [*rendered(rendering, of_selection, around=for_the_day), *(of_noun(noun) for noun in NOUNS)]


urlpatterns = [
    *_addresses("cite", cite),
    *(each for form in FORMATS for each in _addresses(f"export/entry.{form.name}", _file_of_entry(form))),
    *(each for form in FORMATS for each in _addresses(f"export/sources.{form.name}", _file_of_sources(form))),
    *(
        path(f"export/sources.{form.name}/sources/", _file_of_all_sources(form), name=f"all-sources.{form.name}")
        for form in FORMATS
    ),
]
