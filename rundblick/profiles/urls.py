"""Addresses of the room."""

from django.urls import path

from rundblick.profiles.views import cards, folders, opened, page, saying, sheets

app_name = "profiles"

_MEMBER = "<uuid:case_id>/<uuid:person_id>/"

urlpatterns = [
    path(_MEMBER, page.page, name="page"),
    path(f"{_MEMBER}sagen/<slug:part>/", saying.say, name="say"),
    path(f"{_MEMBER}zielberuf/", saying.aim, name="aim"),
    path(f"{_MEMBER}zielberuf/<uuid:target_id>/", saying.aim_anew, name="aim_anew"),
    path(f"{_MEMBER}zielberuf/<uuid:target_id>/loslassen/", saying.let_go, name="let_go"),
    path(f"{_MEMBER}einsatzprofil/", sheets.sheet, name="sheet"),
    path(f"{_MEMBER}einsatzprofil/<uuid:sheet_id>/", sheets.sheet_pdf, name="sheet_pdf"),
    path(f"{_MEMBER}mappe/", folders.folder, name="folder"),
    path(f"{_MEMBER}karte/", cards.card, name="card"),
    path(f"{_MEMBER}karte/unterlage/", cards.upload, name="upload"),
    path(f"{_MEMBER}karte/<uuid:card_id>/", cards.card_pdf, name="card_pdf"),
    path(f"{_MEMBER}karte/<uuid:card_id>/schliessen/", cards.card_close, name="card_close"),
    path("karte/<str:token>/", opened.open_card, name="open_card"),
]
