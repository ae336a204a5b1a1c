"""Addresses of the room."""

from django.urls import path

from rundblick.progress import views

app_name = "progress"

urlpatterns = [
    path("<uuid:case_id>/<uuid:person_id>/", views.page, name="page"),
    path("<uuid:case_id>/<uuid:person_id>/<str:rater>/", views.rate, name="rate"),
]
