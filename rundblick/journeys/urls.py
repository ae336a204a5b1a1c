"""Addresses of the room."""

from django.urls import path

from rundblick.journeys.views import (
    answers,
    comparing,
    drafting,
    editing,
    field,
    heads,
    listing,
    published,
    sheet,
    stopped,
)

app_name = "journeys"

urlpatterns = [
    path("", listing.sheets, name="list"),
    path("weiter/", stopped.stopped, name="stopped"),
    path("weiter/aufgaben/", stopped.take_on, name="take_on"),
    path("vergleich/", comparing.compare, name="compare"),
    path("eigene/", published.own, name="own"),
    path("eigene/neu/", drafting.begin, name="draft_new"),
    path("eigene/datei/", drafting.read_in, name="draft_read_new"),
    path("eigene/<slug:code>/", published.versions, name="versions"),
    path("eigene/<slug:code>/kopie/", drafting.copy, name="draft_copy"),
    path("eigene/<slug:code>/anbieten/", published.offer, name="offer"),
    path("fassung/<uuid:version_id>/datei/", published.export, name="version_export"),
    path("entwurf/<uuid:draft_id>/", editing.edit, name="draft"),
    path("entwurf/<uuid:draft_id>/vorschau/", drafting.preview, name="draft_preview"),
    path("entwurf/<uuid:draft_id>/datei/", drafting.read_in, name="draft_read"),
    path("entwurf/<uuid:draft_id>/yaml/", drafting.export, name="draft_export"),
    path("entwurf/<uuid:draft_id>/veroeffentlichen/", drafting.publish, name="draft_publish"),
    path("entwurf/<uuid:draft_id>/verwerfen/", drafting.discard, name="draft_discard"),
    path("neu/<uuid:dossier_id>/", heads.begin, name="open"),
    path("<uuid:sheet_id>/", sheet.show, name="sheet"),
    path("<uuid:sheet_id>/antwort/", answers.answer, name="answer"),
    path("<uuid:sheet_id>/zurueck/", answers.undo, name="undo"),
    path("<uuid:sheet_id>/hinweis/", answers.set_aside, name="set_aside"),
    path("<uuid:sheet_id>/fassung/", heads.wording, name="wording"),
    path("<uuid:sheet_id>/kopf/", heads.head, name="head"),
    path("<uuid:sheet_id>/antrag/", heads.apply, name="apply"),
    path("<uuid:sheet_id>/feld/<uuid:person_id>/<slug:track>/<slug:step>/", field.field, name="field"),
    path("antrag/<uuid:application_id>/entfernen/", heads.withdraw, name="withdraw"),
]
