"""Addresses of the room."""

from django.urls import path

from rundblick.surveys import views

app_name = "surveys"

urlpatterns = [
    path("bogen/<str:code>/<int:number>.pdf", views.paper, name="paper"),
    path("bogen/<str:code>/<int:number>.csv", views.codebook, name="codebook"),
    path("<uuid:case_id>/<uuid:person_id>/", views.page, name="page"),
    path("<uuid:case_id>/<uuid:person_id>/gesundheit-loeschen/", views.erase_health, name="erase_health"),
    path(
        "<uuid:case_id>/<uuid:person_id>/beginnen/<str:code>/<str:wave>/<str:view>/",
        views.begin,
        name="begin",
    ),
    path("<uuid:case_id>/<uuid:person_id>/<uuid:survey_id>/", views.survey, name="survey"),
    path("<uuid:case_id>/<uuid:person_id>/<uuid:survey_id>/ergebnis/", views.result, name="result"),
    path("<uuid:case_id>/<uuid:person_id>/<uuid:survey_id>/abschluss/", views.finish, name="finish"),
    path("<uuid:case_id>/<uuid:person_id>/<uuid:survey_id>/allein/", views.alone, name="alone"),
    path("<uuid:case_id>/<uuid:person_id>/<uuid:survey_id>/berichtigen/", views.reopen, name="reopen"),
    path("<uuid:case_id>/<uuid:person_id>/<uuid:survey_id>/verwerfen/", views.discard, name="discard"),
    path("<uuid:case_id>/<uuid:person_id>/<uuid:survey_id>/fragen/<str:section>/", views.fill, name="fill"),
]
