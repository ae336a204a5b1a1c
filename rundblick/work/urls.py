"""Addresses of the room."""

from django.urls import path

from rundblick.work import views

app_name = "work"

urlpatterns = [
    path("", views.listing, name="list"),
    path("neu/<uuid:dossier_id>/", views.create, name="create"),
    path("<uuid:outcome_id>/", views.correct, name="correct"),
    path("<uuid:outcome_id>/zuruecknehmen/", views.remove, name="remove"),
]
