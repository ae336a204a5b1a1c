"""Addresses of the room. The start is the front door of the house; each page also has an address of its own."""

from django.urls import path

from rundblick.steering.views.doors import doors
from rundblick.steering.views.handover import handover
from rundblick.steering.views.handover import note as handover_note
from rundblick.steering.views.home import home
from rundblick.steering.views.house import house, protection, reports
from rundblick.steering.views.team import team
from rundblick.steering.views.work import work

app_name = "steering"

urlpatterns = [
    path("", home, name="home"),
    path("start/arbeit/", work, name="work"),
    path("start/team/", team, name="team"),
    path("start/geoeffnet/", doors, name="doors"),
    path("start/datenschutz/", protection, name="protection"),
    path("start/uebergabe/<uuid:cover_id>/", handover, name="handover"),
    path("start/uebergabe/<uuid:cover_id>/<uuid:dossier_id>/", handover_note, name="handover_note"),
    path("start/haus/", house, name="house"),
    path("start/berichte/", reports, name="reports"),
]
