"""Addresses of the room."""

from django.urls import path

from rundblick.family import views

app_name = "family"

urlpatterns = [
    path("<uuid:case_id>/", views.page, name="page"),
]
