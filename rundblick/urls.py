"""All addresses. A room adds its own; every name must stand in a permission matrix."""

from django.urls import include, path

urlpatterns = [
    path("konto/", include("allauth.urls")),
    path("", include("rundblick.steering.urls")),
    path("zugriff/", include("rundblick.access.urls")),
    path("menschen/", include("rundblick.people.urls")),
    path("termine/", include("rundblick.calendar.urls")),
    path("faelle/", include("rundblick.cases.urls")),
    path("programme/", include("rundblick.programmes.urls")),
    path("journeys/", include("rundblick.journeys.urls")),
    path("ergebnisse/", include("rundblick.work.urls")),
    path("berichte/", include("rundblick.evaluation.urls")),
    path("meine-seite/", include("rundblick.portal.urls")),
    path("", include("rundblick.web.urls")),
]
