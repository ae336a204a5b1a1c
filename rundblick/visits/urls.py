"""Addresses of the room. No name of a participant and no place stands in one."""

from django.urls import path

from rundblick.visits.views import preparing, watching

app_name = "visits"

_OUT = "unterwegs/<uuid:watch_id>/"

urlpatterns = [
    path("", watching.calls, name="calls"),
    path("regel/", preparing.rule, name="rule"),
    path(_OUT, watching.watch, name="watch"),
    path(f"{_OUT}laenger/", watching.stay, name="stay"),
    path(f"{_OUT}draussen/", watching.leave, name="leave"),
    path(f"{_OUT}rufen/", watching.call, name="call"),
    path(f"{_OUT}uebernehmen/", watching.take, name="take"),
    path(f"{_OUT}getan/", watching.acts, name="acts"),
    path(f"{_OUT}ende/", watching.end, name="end"),
    path("<uuid:appointment_id>/", preparing.prepare, name="prepare"),
    path("<uuid:appointment_id>/blatt/", preparing.sheet, name="sheet"),
    path("<uuid:appointment_id>/danach/", preparing.look_back, name="look_back"),
    path("<uuid:appointment_id>/da/", watching.out, name="out"),
]
