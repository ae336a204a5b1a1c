"""Addresses of the room."""

from django.urls import path

from rundblick.outreach import views

app_name = "outreach"

urlpatterns = [
    path("meine-gespraeche/", views.own_mix, name="own_mix"),
    path("<uuid:case_id>/", views.case_mix, name="case_mix"),
    path("<uuid:case_id>/<uuid:person_id>/", views.page, name="page"),
    path("<uuid:case_id>/<uuid:person_id>/ruhen/", views.stop, name="stop"),
    path("<uuid:case_id>/<uuid:person_id>/wieder-da/", views.back, name="back"),
    path("<uuid:case_id>/<uuid:person_id>/karte/", views.card, name="card"),
    path("<uuid:case_id>/<uuid:person_id>/<uuid:entry_id>/zurueck/", views.take_back, name="take_back"),
]
