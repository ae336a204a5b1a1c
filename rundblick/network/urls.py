"""Addresses of the room."""

from django.urls import path

from rundblick.network import views

app_name = "network"

_MAP = "<uuid:case_id>/<uuid:person_id>/"
_TIE = _MAP + "<uuid:thread>/"

urlpatterns = [
    path(_MAP, views.show, name="map"),
    path(_MAP + "neu/", views.add, name="add"),
    path(_MAP + "kuehlschrank/", views.fridge, name="fridge"),
    path(_TIE, views.change, name="tie"),
    path(_TIE + "platz/", views.move, name="move"),
    path(_TIE + "nicht-mehr/", views.leave, name="leave"),
    path(_TIE + "wieder/", views.resume, name="resume"),
    path(_TIE + "kuehlschrank/", views.choose, name="choose"),
]
