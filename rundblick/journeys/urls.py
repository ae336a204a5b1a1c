"""Addresses of the room."""

from django.urls import path

from rundblick.journeys.views import answers, field, heads, listing, sheet

app_name = "journeys"

urlpatterns = [
    path("", listing.sheets, name="list"),
    path("weiter/", listing.stopped, name="stopped"),
    path("neu/<uuid:dossier_id>/", heads.begin, name="open"),
    path("<uuid:sheet_id>/", sheet.show, name="sheet"),
    path("<uuid:sheet_id>/antwort/", answers.answer, name="answer"),
    path("<uuid:sheet_id>/zurueck/", answers.undo, name="undo"),
    path("<uuid:sheet_id>/hinweis/", answers.set_aside, name="set_aside"),
    path("<uuid:sheet_id>/kopf/", heads.head, name="head"),
    path("<uuid:sheet_id>/antrag/", heads.apply, name="apply"),
    path("<uuid:sheet_id>/feld/<uuid:person_id>/<slug:track>/<slug:step>/", field.field, name="field"),
    path("antrag/<uuid:application_id>/entfernen/", heads.withdraw, name="withdraw"),
]
