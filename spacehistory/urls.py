"""The addresses of the whole project: the timeline at the root, the editors' desk under /admin/."""

from django.contrib import admin
from django.urls import include, path

from timeline.views import errors

admin.site.site_header = "Space History: the editors’ desk"
admin.site.site_title = "Space History"
admin.site.index_title = "What would you like to curate?"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("timeline.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
