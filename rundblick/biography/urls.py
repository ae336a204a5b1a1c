"""Addresses of the room."""

from django.urls import path

from rundblick.biography.views import page, profile, reading, stretches

app_name = "biography"

_MEMBER = "<uuid:case_id>/<uuid:person_id>/"

urlpatterns = [
    path(_MEMBER, page.page, name="page"),
    path(f"{_MEMBER}text/", page.facts, name="facts"),
    path(f"{_MEMBER}neu/", stretches.create, name="stretch_create"),
    path(f"{_MEMBER}einlesen/", reading.read_in, name="read_in"),
    path(f"{_MEMBER}profil/", profile.page, name="profile"),
    path(f"{_MEMBER}profil/<slug:sort>/", profile.say_once, name="say_once"),
    path(f"{_MEMBER}profil/<slug:sort>/neu/", profile.entry_create, name="entry_create"),
    path("abschnitt/<uuid:stretch_id>/", stretches.change, name="stretch"),
    path("abschnitt/<uuid:stretch_id>/herausnehmen/", stretches.put_away, name="stretch_put_away"),
    path("eintrag/<slug:sort>/<uuid:entry_id>/", profile.entry, name="entry"),
    path("eintrag/<slug:sort>/<uuid:entry_id>/herausnehmen/", profile.entry_put_away, name="entry_put_away"),
]
