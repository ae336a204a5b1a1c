"""Addresses of the room."""

from django.urls import path

from rundblick.resources.views import card, compare, helps

app_name = "resources"

_CARD = "<uuid:case_id>/<uuid:person_id>/"

urlpatterns = [
    path(_CARD, card.page, name="page"),
    path(f"{_CARD}sicht/<slug:view>/", card.enter, name="enter"),
    path(f"{_CARD}bogen/", card.sheet, name="sheet"),
    path(f"{_CARD}eintrag/<uuid:resource_id>/", card.resource, name="resource"),
    path(f"{_CARD}eintrag/<uuid:resource_id>/gilt-nicht-mehr/", card.resource_end, name="resource_end"),
    path(f"{_CARD}vergleich/", compare.compare, name="compare"),
    path(f"{_CARD}vergleich/zusammen/", compare.join, name="join"),
    path(f"{_CARD}vergleich/trennen/", compare.part, name="part"),
    path(f"{_CARD}hilfen/", helps.helps, name="helps"),
    path(f"{_CARD}hilfen/<uuid:help_id>/", helps.one, name="help"),
    path(f"{_CARD}hilfen/<uuid:help_id>/stand/", helps.help_state, name="help_state"),
    path(f"{_CARD}hilfen/<uuid:help_id>/hinweis/", helps.help_hint, name="help_hint"),
    path(f"{_CARD}geschaut/", helps.look, name="look"),
]
