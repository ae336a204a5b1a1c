"""Addresses of the room."""

from django.urls import path

from rundblick.rehab import views

app_name = "rehab"

_PERSON = "<uuid:case_id>/<uuid:person_id>/"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("zahlen/", views.figures, name="figures"),
    path(_PERSON, views.page, name="page"),
    path(f"{_PERSON}versicherung/", views.desk, name="desk"),
    path(f"{_PERSON}gespraech/", views.talk, name="talk"),
    path(f"{_PERSON}antrag/", views.apply, name="apply"),
    path(f"{_PERSON}antrag/<uuid:application_id>/", views.change, name="change"),
    path(f"{_PERSON}antrag/<uuid:application_id>/schritt/", views.step, name="step"),
    path(f"{_PERSON}teilhabeplan/", views.plan, name="plan"),
    path(f"{_PERSON}zuruecknehmen/<slug:what>/<uuid:row_id>/", views.remove, name="remove"),
    path(f"{_PERSON}einschaetzungen/", views.assessments, name="assessments"),
    path(f"{_PERSON}einschaetzungen/frage/<slug:question>/", views.answer, name="answer"),
    path(f"{_PERSON}einschaetzungen/neu/", views.diverge, name="diverge"),
    path(f"{_PERSON}einschaetzungen/<uuid:divergence_id>/", views.answer, name="assess"),
    path(f"{_PERSON}einschaetzungen/<uuid:divergence_id>/geklaert/", views.settle, name="settle"),
]
