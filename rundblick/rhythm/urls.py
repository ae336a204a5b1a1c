"""Addresses of the room."""

from django.urls import path

from rundblick.rhythm import views

app_name = "rhythm"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("<uuid:case_id>/", views.page, name="page"),
    path("<uuid:case_id>/<uuid:person_id>/rhythmus/", views.agree, name="agree"),
    path("<uuid:case_id>/<uuid:person_id>/rhythmus/beenden/", views.end, name="end"),
]
