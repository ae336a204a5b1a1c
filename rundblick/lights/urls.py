"""Addresses of the room."""

from django.urls import path

from rundblick.lights.views import card, work

app_name = "lights"

urlpatterns = [
    path("<uuid:case_id>/<uuid:person_id>/", work.board, name="board"),
    path("<uuid:case_id>/<uuid:person_id>/neu/", work.add, name="add"),
    path("<uuid:case_id>/<uuid:person_id>/bewegen/", work.move, name="move"),
    path("<uuid:case_id>/<uuid:person_id>/karte/<uuid:row_id>/", card.change, name="change"),
    path("<uuid:case_id>/<uuid:person_id>/karte/<uuid:row_id>/ziel/", card.goal, name="goal"),
]
