"""Addresses of the room. A protocol is opened, changed and printed by POST alone."""

from django.urls import path

from rundblick.crisis.views import cards, papers, protocols

app_name = "crisis"

_CASE = "faelle/krise/<uuid:case_id>/"
_ONE = "faelle/krise/protokoll/<uuid:protocol_id>/"

urlpatterns = [
    path("krise/", protocols.asked, name="asked"),
    path("krise/karte/", cards.show, name="card"),
    path("krise/karte/dienst.js", cards.worker, name="worker"),
    path("krise/karte/bearbeiten/", cards.change, name="card_change"),
    path("krise/karte/<uuid:card_id>/bearbeiten/", cards.change, name="card_change_one"),
    path("krise/karte/neu/", cards.add, name="card_add"),
    path(_CASE, protocols.door, name="door"),
    path(f"{_CASE}beginnen/", protocols.begin, name="begin"),
    path(_ONE, protocols.show, name="open"),
    path(f"{_ONE}weg/", protocols.turn, name="turn"),
    path(f"{_ONE}schritt/", protocols.tick, name="tick"),
    path(f"{_ONE}schritt/<uuid:done_id>/", protocols.undo, name="undo"),
    path(f"{_ONE}worte/", protocols.write, name="write"),
    path(f"{_ONE}bitten/", protocols.ask, name="ask"),
    path(f"{_ONE}dabei/", protocols.confirm, name="confirm"),
    path(f"{_ONE}abschliessen/", protocols.end, name="end"),
    path(f"{_ONE}wieder/", protocols.reopen, name="reopen"),
    path(f"{_ONE}blatt/", papers.sheet, name="sheet"),
    path(f"{_ONE}meldung/", papers.report, name="report"),
]
