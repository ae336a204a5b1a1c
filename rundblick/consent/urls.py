"""Addresses of the room. A dossier has the id of its case."""

from django.urls import path

from rundblick.consent import views

app_name = "consent"

urlpatterns = [
    path("haushalt/<uuid:dossier_id>/", views.overview, name="list"),
    path("haushalt/<uuid:dossier_id>/<uuid:person_id>/<slug:purpose>/", views.give, name="give"),
    path("haushalt/<uuid:dossier_id>/<uuid:person_id>/<slug:purpose>/blatt/", views.sheet, name="sheet"),
    path("<uuid:consent_id>/", views.show, name="show"),
    path("<uuid:consent_id>/widerrufen/", views.withdraw, name="withdraw"),
    path("<uuid:consent_id>/blatt/", views.evidence, name="evidence"),
]
