"""Addresses of the room."""

from django.urls import path

from rundblick.walkins import views

app_name = "walkins"

urlpatterns = [
    path("", views.new, name="new"),
    path("offen/", views.listed, name="list"),
    path("offen/suchen/", views.search, name="search"),
    path("zaehlen/", views.tally, name="tally"),
    path("zaehlen/zurueck/", views.untally, name="untally"),
    path("zahlen/", views.numbers, name="numbers"),
    path("zahlen/tabelle/", views.table, name="table"),
    path("<uuid:walkin_id>/", views.take, name="take"),
    path("<uuid:walkin_id>/suchen/", views.look, name="look"),
    path("<uuid:walkin_id>/uebernehmen/<uuid:case_id>/<uuid:person_id>/", views.attach, name="attach"),
    path("<uuid:walkin_id>/aufnehmen/", views.intake, name="intake"),
    path("<uuid:walkin_id>/loeschen/", views.erase, name="erase"),
]
