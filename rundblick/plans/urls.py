"""Addresses of the room."""

from django.urls import path

from rundblick.plans.views import publishing, reading, writing

app_name = "plans"

urlpatterns = [
    path("fassung/<uuid:plan_id>/", reading.version, name="version"),
    path("fassung/<uuid:plan_id>/vergleich/<uuid:other_id>/", reading.compare, name="compare"),
    path("fassung/<uuid:plan_id>/pdf/<slug:words>/", reading.pdf, name="pdf"),
    path("fassung/<uuid:plan_id>/bestaetigen/", publishing.confirm, name="confirm"),
    path("fassung/<uuid:plan_id>/bestaetigung-zuruecknehmen/", publishing.unconfirm, name="unconfirm"),
    path("fassung/<uuid:plan_id>/beenden/", publishing.end, name="end"),
    path("entwurf/<uuid:plan_id>/", writing.draft, name="draft"),
    path("entwurf/<uuid:plan_id>/festhalten/", publishing.publish, name="publish"),
    path("entwurf/<uuid:plan_id>/verwerfen/", writing.discard, name="discard"),
    path("<uuid:case_id>/<uuid:person_id>/", reading.page, name="page"),
    path("<uuid:case_id>/<uuid:person_id>/beginnen/", writing.begin, name="begin"),
]
