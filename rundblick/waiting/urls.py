"""Addresses of the room."""

from django.urls import path

from rundblick.waiting import views

app_name = "waiting"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("<uuid:case_id>/", views.household, name="household"),
    path("<uuid:case_id>/<uuid:person_id>/", views.page, name="page"),
    path("<uuid:case_id>/<uuid:person_id>/neu/", views.begin, name="begin"),
    path("<uuid:case_id>/<uuid:person_id>/<uuid:wait_id>/", views.change, name="change"),
    path("<uuid:case_id>/<uuid:person_id>/<uuid:wait_id>/nachgefragt/", views.ask, name="ask"),
    path("<uuid:case_id>/<uuid:person_id>/<uuid:wait_id>/bis-dahin/", views.bridge, name="bridge"),
    path("<uuid:case_id>/<uuid:person_id>/<uuid:wait_id>/bis-dahin/<uuid:bridge_id>/", views.unbridge, name="unbridge"),
    path("<uuid:case_id>/<uuid:person_id>/<uuid:wait_id>/ende/", views.end, name="end"),
    path("<uuid:case_id>/<uuid:person_id>/<uuid:wait_id>/weiter/", views.resume, name="resume"),
]
