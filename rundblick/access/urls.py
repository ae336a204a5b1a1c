"""Addresses of the room."""

from django.urls import path

from rundblick.access.views import draft, register

app_name = "access"

urlpatterns = [
    path("entwurf/", draft.save, name="draft"),
    path("entwurf/verwerfen/", draft.discard, name="draft_discard"),
    path("verzeichnis/", register.show, name="register"),
]
