"""Addresses of the room."""

from django.urls import path

from rundblick.referrals import views

app_name = "referrals"
_PERSON = "<uuid:case_id>/<uuid:person_id>/"
_ONE = _PERSON + "<uuid:referral_id>/"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("tabelle/<slug:form>/", views.table, name="table"),
    path("fuer-wen/<uuid:service_id>/", views.choose, name="choose"),
    path("angebunden/", views.numbers, name="numbers"),
    path("rueckmeldung/<str:token>/", views.link, name="link"),
    path("stelle/", views.agency, name="agency"),
    path("stelle/<uuid:referral_id>/", views.agency_answer, name="agency_answer"),
    path("stelle/<uuid:referral_id>/wie-es-laeuft/", views.agency_look, name="agency_look"),
    path("stelle/<uuid:referral_id>/zurueck/<uuid:step_id>/", views.agency_undo, name="agency_undo"),
    path("<uuid:case_id>/", views.household, name="household"),
    path(_PERSON, views.page, name="page"),
    path(_PERSON + "neu/", views.begin, name="begin"),
    path(_PERSON + "blatt/", views.paper, name="paper"),
    path(_PERSON + "bedarf/<uuid:need_id>/", views.need, name="need"),
    path(_ONE, views.detail, name="detail"),
    path(_ONE + "aendern/", views.change, name="change"),
    path(_ONE + "schritt/<slug:what>/", views.note, name="note"),
    path(_ONE + "zurueck/<uuid:step_id>/", views.undo, name="undo"),
    path(_ONE + "gelesen/<uuid:step_id>/", views.answered, name="answered"),
    path(_ONE + "mitlesen/", views.hand_over, name="hand_over"),
    path(_ONE + "eigene-seite/", views.show_person, name="show_person"),
    path(_ONE + "wie-es-laeuft/", views.look, name="look"),
    path(_ONE + "link/", views.link_make, name="link_make"),
    path(_ONE + "link/<uuid:link_id>/zurueck/", views.link_revoke, name="link_revoke"),
    path(_ONE + "kosten/", views.propose, name="propose"),
    path(_ONE + "kosten/<uuid:approval_id>/", views.decide, name="decide"),
]
