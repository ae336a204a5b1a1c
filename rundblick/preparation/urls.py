"""Addresses of the room, below the cases."""

from django.urls import path

from rundblick.preparation.views import page, sheets, talk

app_name = "preparation"

urlpatterns = [
    path("infoblaetter/", sheets.shelf, name="sheets"),
    path("infoblaetter/neu/", sheets.add, name="sheet_add"),
    path("infoblaetter/<uuid:sheet_id>/", sheets.sheet, name="sheet"),
    path("infoblaetter/<uuid:sheet_id>/aendern/", sheets.change, name="sheet_change"),
    path("infoblaetter/<uuid:sheet_id>/entfernen/", sheets.remove, name="sheet_remove"),
    path("<uuid:case_id>/vorbereitung/<uuid:person_id>/", page.page, name="page"),
    path("<uuid:case_id>/vorbereitung/<uuid:person_id>/fragen/", page.ask, name="ask"),
    path("<uuid:case_id>/gespraech/<uuid:person_id>/", talk.talk, name="talk"),
    path("<uuid:case_id>/gespraech/<uuid:person_id>/entwurf/", talk.keep, name="keep"),
    path("<uuid:case_id>/gespraech/<uuid:person_id>/vermerk/", talk.note, name="note"),
    path("<uuid:case_id>/gespraech/<uuid:person_id>/blaetter/", sheets.in_talk, name="talk_sheets"),
    path("<uuid:case_id>/gespraech/<uuid:person_id>/blaetter/<uuid:sheet_id>/", sheets.in_talk, name="talk_sheet"),
    path(
        "<uuid:case_id>/gespraech/<uuid:person_id>/blaetter/<uuid:sheet_id>/schicken/",
        sheets.mail,
        name="talk_sheet_mail",
    ),
]
