"""Addresses of the room."""

from django.urls import path

from rundblick.cooperation import views

app_name = "cooperation"

_SHEET = "<uuid:case_id>/<uuid:person_id>/<uuid:agency_id>/"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("<uuid:case_id>/", views.case, name="case"),
    path(_SHEET, views.sheet, name="sheet"),
    path(f"{_SHEET}neu/", views.write, name="write"),
    path(f"{_SHEET}besprechung/", views.propose, name="propose"),
    path(f"{_SHEET}gelesen/", views.seen, name="seen"),
    path(f"{_SHEET}<uuid:entry_id>/erledigt/", views.done, name="done"),
    path(f"{_SHEET}<uuid:entry_id>/offen/", views.undone, name="undone"),
    path(f"{_SHEET}<uuid:entry_id>/zuruecknehmen/", views.remove, name="remove"),
]
