"""Addresses of the room."""

from django.urls import path

from rundblick.strategy.views import page, part, talk

app_name = "strategy"

TALK = "<uuid:case_id>/<uuid:meeting_id>/"
PART = f"{TALK}teil/<uuid:person_id>/"

urlpatterns = [
    path("<uuid:case_id>/", page.latest, name="page"),
    path("<uuid:case_id>/neu/", talk.create, name="create"),
    path(TALK, page.meeting, name="meeting"),
    path(f"{TALK}aendern/", talk.change, name="change"),
    path(f"{TALK}abschliessen/", talk.complete, name="complete"),
    path(f"{TALK}oeffnen/", talk.reopen, name="reopen"),
    path(f"{TALK}zuruecknehmen/", talk.remove, name="remove"),
    path(f"{TALK}rueckblick/<str:phase>/", talk.review, name="review"),
    path(PART, part.write, name="part"),
    path(f"{PART}weg/", part.add_way, name="way_add"),
    path("<uuid:case_id>/weg/<uuid:way_id>/", part.change_way, name="way"),
    path("<uuid:case_id>/weg/<uuid:way_id>/weitergeben/", part.hand_on, name="hand_on"),
    path("<uuid:case_id>/weg/<uuid:way_id>/zuruecknehmen/", part.remove_way, name="way_remove"),
]
