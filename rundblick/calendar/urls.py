"""Addresses of the room."""

from django.urls import path

from rundblick.calendar import views

app_name = "calendar"

urlpatterns = [
    path("", views.week, name="week"),
    path("neu/<uuid:dossier_id>/", views.arrange, name="arrange"),
    path("<uuid:appointment_id>/", views.appointment, name="appointment"),
    path("<uuid:appointment_id>/verlegen/", views.move, name="move"),
    path("<uuid:appointment_id>/absagen/", views.cancel, name="cancel"),
    path("<uuid:appointment_id>/hat-stattgefunden/", views.held, name="held"),
    path("<uuid:appointment_id>/nicht-zustande-gekommen/", views.missed, name="missed"),
    path("<uuid:appointment_id>/anderer-rahmen/", views.another_setting, name="another_setting"),
    path("<uuid:appointment_id>/sichtbarkeit/", views.share, name="share"),
]
