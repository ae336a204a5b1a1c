"""Addresses of the room."""

from django.urls import path

from rundblick.situation.views import entries, needs, protected

app_name = "situation"

_AREA = "<uuid:case_id>/<uuid:person_id>/geschuetzt/"

urlpatterns = [
    path("eintrag/<uuid:entry_id>/", entries.restate, name="restate"),
    path("eintrag/<uuid:entry_id>/beenden/", entries.end, name="end"),
    path("eintrag/<uuid:entry_id>/wieder/", entries.resume, name="resume"),
    path("eintrag/<uuid:entry_id>/verlauf/", entries.history, name="history"),
    path("<uuid:case_id>/<uuid:person_id>/", entries.page, name="page"),
    path("<uuid:case_id>/<uuid:person_id>/neu/<slug:topic>/", entries.add, name="add"),
    path("<uuid:case_id>/<uuid:person_id>/bedarfe/", needs.needs, name="needs"),
    path("<uuid:case_id>/<uuid:person_id>/bedarfe/tabelle/", needs.table, name="needs_csv"),
    path("<uuid:case_id>/<uuid:person_id>/bedarfe/uebertragen/", needs.transferred, name="transferred"),
    path(_AREA, protected.door, name="protected"),
    path(f"{_AREA}oeffnen/", protected.show, name="protected_open"),
    path(f"{_AREA}neu/", protected.add, name="protected_add"),
    path(f"{_AREA}eintrag/<uuid:entry_id>/", protected.restate, name="protected_restate"),
    path(f"{_AREA}eintrag/<uuid:entry_id>/beenden/", protected.end, name="protected_end"),
    path(f"{_AREA}entwurf/", protected.draft, name="protected_draft"),
    path(f"{_AREA}loeschen/", protected.erase, name="protected_erase"),
    path(f"{_AREA}aufbewahren/", protected.keep, name="protected_keep"),
]
