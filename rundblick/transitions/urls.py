"""Addresses of the room."""

from django.urls import path

from rundblick.transitions import views

app_name = "transitions"

_OF = "<uuid:case_id>/<uuid:person_id>/"
_ONE = f"{_OF}<uuid:transition_id>/"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("angekommen/", views.numbers, name="numbers"),
    path(_OF, views.page, name="page"),
    path(f"{_OF}neu/", views.begin, name="begin"),
    path(f"{_OF}blatt/", views.paper, name="paper"),
    path(_ONE, views.detail, name="detail"),
    path(f"{_ONE}aendern/", views.change, name="change"),
    path(f"{_ONE}schritt/<slug:what>/", views.note, name="note"),
    path(f"{_ONE}zurueck/<uuid:step_id>/", views.undo, name="undo"),
    path(f"{_ONE}ende/", views.end, name="end"),
    path(f"{_ONE}weiter/", views.resume, name="resume"),
]
