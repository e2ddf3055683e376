"""The sitemap: an index of its parts, and each part."""

from django.contrib.sitemaps.views import x_robots_tag
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from timeline.context import site
from timeline.sitemaps import SECTIONS
from timeline.views.keeping import kept
from timeline.views.methods import require_safe

XML = "application/xml"


@require_safe
@x_robots_tag
@kept
def index(request: HttpRequest) -> HttpResponse:
    """Where the parts of the sitemap are, and when something in each last changed as far as that is known."""
    home, parts = site(request)["site_url"], []
    for name, section in SECTIONS.items():
        pages = section.paginator
        if not pages.count:  # a part without an address is against the protocol
            continue
        address, changed = home + reverse("sitemap", args=[name]), section.get_latest_lastmod()
        for number in pages.page_range:
            location = address if number == 1 else f"{address}?p={number}"
            parts.append({"location": location, "last_mod": changed})
    return render(request, "sitemap_index.xml", {"sitemaps": parts}, content_type=XML)


@require_safe
@x_robots_tag
@kept
def section(request: HttpRequest, section: str) -> HttpResponse:
    """The addresses of one part."""
    if section not in SECTIONS:
        raise Http404("There is no such part of the sitemap.")
    try:
        urls = SECTIONS[section].urls(site(request)["site_url"], request.GET.get("p", "1"))
    except InvalidPage as error:
        raise Http404("This part of the sitemap has no such page.") from error
    return render(request, "sitemap.xml", {"urlset": urls}, content_type=XML)
