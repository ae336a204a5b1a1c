"""Addresses of the room; they hold ids of reports and codes of topics, nothing about anybody."""

from django.urls import path

from rundblick.gaps import views

app_name = "gaps"

urlpatterns = [
    path("", views.show_list, name="list"),
    path("anfordern/", views.order, name="order"),
    path("<uuid:report_id>/", views.show, name="report"),
    path("<uuid:report_id>/stand/", views.status, name="status"),
    path("<uuid:report_id>/neu/", views.recompute, name="recompute"),
    path("<uuid:report_id>/vergleich/", views.changes, name="changes"),
    path("<uuid:report_id>/bericht.pdf", views.pdf, name="pdf"),
    path("<uuid:report_id>/bericht.csv", views.csv, name="csv"),
    path("<uuid:report_id>/vorschlag/<slug:topic>/", views.propose, name="propose"),
]
