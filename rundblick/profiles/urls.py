"""Addresses of the room."""

from django.urls import path

from rundblick.profiles.views import page, saying

app_name = "profiles"

_MEMBER = "<uuid:case_id>/<uuid:person_id>/"

urlpatterns = [
    path(_MEMBER, page.page, name="page"),
    path(f"{_MEMBER}sagen/<slug:part>/", saying.say, name="say"),
    path(f"{_MEMBER}zielberuf/", saying.aim, name="aim"),
    path(f"{_MEMBER}zielberuf/<uuid:target_id>/", saying.aim_anew, name="aim_anew"),
    path(f"{_MEMBER}zielberuf/<uuid:target_id>/loslassen/", saying.let_go, name="let_go"),
]
