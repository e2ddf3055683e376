"""Every public address of the site, grouped by noun."""

from django.urls import path
from django.views.generic import RedirectView

from timeline.views import (
    building,
    disagreements,
    events,
    history,
    lessons,
    maps,
    missions,
    pages,
    people,
    places,
    presenting,
    previews,
    programmes,
    sharing,
    sources,
    spacecraft,
    timeline,
)

urlpatterns = [
    # The timeline
    path("", timeline.timeline, name="timeline"),
    path("beside/", timeline.beside, name="timeline-beside"),
    # Events
    path("events/", RedirectView.as_view(pattern_name="timeline", query_string=True), name="events"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("events/<slug:slug>/history/", history.history, name="event-history"),
    path("events/<slug:slug>/history/<int:number>/", history.revision, name="revision"),
    path("events/<slug:slug>/preview/", previews.draft, name="draft"),
    path("preview/<str:token>/", previews.by_link, name="preview"),
    path("events/<slug:slug>/picture", events.picture, name="event-upload"),
    path("events/<slug:slug>/share.png", sharing.of_event, name="event-picture"),
    path("share.png", sharing.of_site, name="site-picture"),
    path("e/<slug:key>", events.permanent_link, name="event-permanent"),
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
    # Where sources differ
    path("disagreements/", disagreements.disagreements, name="disagreements"),
    # Lesson sets: to read, to build, to present
    path("sets/", lessons.sets, name="sets"),
    path("sets/<slug:slug>/", lessons.published, name="set"),
    path("sets/<slug:slug>/edit/", building.edit_published, name="edit-set"),
    path("l/<slug:key>", lessons.permanent_link, name="set-permanent"),
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
