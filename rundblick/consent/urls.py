"""Addresses of the room. A dossier has the id of its case."""

from django.urls import path

from rundblick.consent.views import asking as views
from rundblick.consent.views import custody, texts

app_name = "consent"

urlpatterns = [
    path("texte/", texts.overview, name="texts"),
    path("texte/<slug:purpose>/<int:version>/<slug:language>/", texts.one, name="text"),
    path("haushalt/<uuid:dossier_id>/", views.overview, name="list"),
    path("haushalt/<uuid:dossier_id>/<uuid:person_id>/sorgerecht/", custody.state, name="custody"),
    path("haushalt/<uuid:dossier_id>/<uuid:person_id>/<slug:purpose>/", views.give, name="give"),
    path("haushalt/<uuid:dossier_id>/<uuid:person_id>/<slug:purpose>/blatt/", views.sheet, name="sheet"),
    path("<uuid:consent_id>/", views.show, name="show"),
    path("<uuid:consent_id>/widerrufen/", views.withdraw, name="withdraw"),
    path("<uuid:consent_id>/blatt/", views.evidence, name="evidence"),
]
