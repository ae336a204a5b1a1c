"""Addresses of the room."""

from django.urls import path

from rundblick.companion import views

app_name = "companion"

urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("<uuid:note_id>/", views.copy, name="copy"),
    path("<uuid:note_id>/text/", views.plain, name="plain"),
    path("<uuid:note_id>/uebertragen/", views.transferred, name="transferred"),
]
