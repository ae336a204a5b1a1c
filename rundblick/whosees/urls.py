"""Addresses of the room. The person's own pages are in `portal`."""

from django.urls import path

from rundblick.whosees import views

app_name = "whosees"

urlpatterns = [path("<uuid:case_id>/<uuid:person_id>/", views.page, name="page")]
