"""Which address belongs to which face."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("duly.api.urls")),
    path("", include("duly.web.urls")),
]

handler400 = "duly.web.views.errors.bad_request"
handler403 = "duly.web.views.errors.forbidden"
handler404 = "duly.web.views.errors.not_found"
handler500 = "duly.web.views.errors.broken"
