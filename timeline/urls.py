"""Every public address of the site, grouped by noun."""

from django.urls import path
from django.views.generic import RedirectView

from timeline.views import (
    building,
    citing,
    days,
    disagreements,
    embedding,
    events,
    feeds,
    history,
    lessons,
    maps,
    missions,
    order,
    pages,
    people,
    places,
    presenting,
    previews,
    printing,
    programmes,
    reports,
    sharing,
    sitemaps,
    sources,
    spacecraft,
    timeline,
)
from timeline.views.permanent import permanent_links
from timeline.views.selected import rendered

urlpatterns = [
    # The timeline
    path("", timeline.timeline, name="timeline"),
    path("beside/", timeline.beside, name="timeline-beside"),
    # Events
    path("events/", RedirectView.as_view(pattern_name="timeline", query_string=True), name="events"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("events/<slug:slug>/preview/", previews.draft, name="draft"),
    path("preview/<str:token>/", previews.by_link, name="preview"),
    path("events/<slug:slug>/picture", events.picture, name="event-upload"),
    path("events/<slug:slug>/share.png", sharing.of_event, name="event-picture"),
    path("share.png", sharing.of_site, name="site-picture"),
    # Missions, the programmes they belong to and the spacecraft that flew them, people, places, sources
    path("missions/", missions.missions, name="missions"),
    path("missions/<slug:slug>/", missions.mission, name="mission"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/<slug:slug>/", programmes.programme, name="programme"),
    path("spacecraft/", spacecraft.all_spacecraft, name="all-spacecraft"),
    path("spacecraft/<slug:slug>/", spacecraft.spacecraft, name="spacecraft"),
    path("people/", people.people, name="people"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("places/", places.places, name="places"),
    path("places/<slug:slug>/", places.place, name="place"),
    path("map/", maps.world, name="map"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:slug>/", sources.source, name="source"),
    # What changed: /events/…/history/, /missions/…/history/2/
    *history.addresses(),
    # Short links that never change, for every noun: /e/<key>, /m/<key>, /p/<key>, /l/<key> …
    *permanent_links(),
    # Where sources differ
    path("disagreements/", disagreements.disagreements, name="disagreements"),
    # How to cite, and references as files: /cite/events/…, /export/entry.bib/events/…, /export/sources.ris/?kind=docking
    *citing.urlpatterns,
    # On this day, feeds and calendars
    path("today/", days.today, name="today"),
    path("on/", days.year, name="days"),
    path("on/<str:text>/<slug:name>.ics", feeds.calendar_of_day, name="day-calendar"),
    path("on/<str:text>.ics", feeds.calendar_of_day, name="day-calendar-unnamed"),  # given out until November 2026
    path("on/<str:text>/", days.day, name="day"),
    path("calendar/<slug:name>.ics", feeds.calendar, name="calendar"),
    path("calendar.ics", feeds.calendar, name="calendar-unnamed"),  # given out until November 2026
    path("feeds/events.atom", feeds.of_events, {"form": "atom"}, name="events-feed"),
    path("feeds/events.json", feeds.of_events, {"form": "json"}, name="events-json-feed"),
    path("feeds/today.atom", feeds.of_today, {"form": "atom"}, name="today-feed"),
    path("feeds/today.json", feeds.of_today, {"form": "json"}, name="today-json-feed"),
    path("feeds/corrections.atom", feeds.of_corrections, {"form": "atom"}, name="corrections-feed"),
    path("feeds/corrections.json", feeds.of_corrections, {"form": "json"}, name="corrections-json-feed"),
    # For other sites
    *embedding.embeds(),
    *embedding.share_pages(),
    path("oembed", embedding.oembed, name="oembed"),
    path("sitemap.xml", sitemaps.index, name="sitemap-index"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap"),
    # Reports that a claim is wrong, and what became of them
    path("report/sent/<slug:key>/", reports.sent, name="report-sent"),
    path("report/<slug:key>/", reports.report, name="report"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<slug:key>/", reports.reported, name="reported"),
    # Selections on paper, and to be put in order
    *rendered("handout", printing.handout),
    *rendered("cards", printing.cards),
    *rendered("order", order.order),
    # Lesson sets: to read, to build, to present
    path("sets/", lessons.sets, name="sets"),
    path("sets/<slug:slug>/", lessons.published, name="set"),
    path("sets/<slug:slug>/edit/", building.edit_published, name="edit-set"),
    path("set/new/", building.build, name="new-set"),
    path("set/<str:code>/", lessons.by_link, name="set-by-link"),
    path("set/<str:code_text>/edit/", building.edit_link, name="edit-set-by-link"),
    *presenting.urlpatterns,
    # About the site
    path("about/", pages.about, name="about"),
    path("about/certainty/", pages.how_sure, name="certainty"),
    path("about/keyboard/", pages.keyboard, name="keyboard"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("healthz", pages.healthz, name="healthz"),
]
