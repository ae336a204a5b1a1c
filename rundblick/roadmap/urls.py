"""Addresses of the room. Those of the person's own page stand in `portal`."""

from django.urls import path

from rundblick.roadmap.views import health, page, saying, steps

app_name = "roadmap"

_PERSON = "<uuid:case_id>/<uuid:person_id>/"

urlpatterns = [
    path(_PERSON, page.page, name="page"),
    path(f"{_PERSON}mappe.pdf", page.paper, name="paper"),
    path(f"{_PERSON}wunsch/", steps.wish, name="wish"),
    path(f"{_PERSON}schritt/<slug:code>/", steps.step, name="step"),
    path(f"{_PERSON}schritt/<slug:code>/auslassen/", steps.skip, name="skip"),
    path(f"{_PERSON}entscheidung/", steps.decide, name="decide"),
    path(f"{_PERSON}entscheidung/<uuid:row_id>/zuruecknehmen/", steps.undo, name="undo"),
    path(f"{_PERSON}ticket/<slug:side>/", saying.ticket, name="ticket"),
    path(f"{_PERSON}ticket/<uuid:row_id>/beenden/", saying.end_ticket, name="end_ticket"),
    path(f"{_PERSON}standort/<slug:moment>/", saying.place, name="place"),
    path(f"{_PERSON}standort/<uuid:row_id>/zuruecknehmen/", saying.unplace, name="unplace"),
    path(f"{_PERSON}gesundheitsziele/", health.health, name="health"),
    path(f"{_PERSON}gesundheitsziele/<uuid:row_id>/entfernen/", health.remove, name="health_remove"),
]
