"""Addresses of the room."""

from django.urls import path

from rundblick.files import views

app_name = "files"

urlpatterns = [
    path("neu/<uuid:dossier_id>/", views.upload, name="upload"),
    path("<uuid:file_id>/", views.download, name="download"),
    path("<uuid:file_id>/loeschen/", views.remove, name="remove"),
]
