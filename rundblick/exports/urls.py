"""Addresses of the room; they hold ids of projects, tables and files, nothing about anybody."""

from django.urls import path

from rundblick.exports.views import caseload, delivery, funder, log, research

app_name = "exports"

urlpatterns = [
    path("", log.show, name="log"),
    path("csv/", log.as_table, name="log_csv"),
    path("forschung/", research.show_list, name="projects"),
    path("forschung/neu/", research.begin, name="project_add"),
    path("forschung/<uuid:project_id>/", research.show, name="project"),
    path("forschung/<uuid:project_id>/bearbeiten/", research.change, name="project_change"),
    path("forschung/<uuid:project_id>/freigeben/", research.approve, name="project_approve"),
    path("forschung/<uuid:project_id>/zuruecknehmen/", research.withdraw, name="project_withdraw"),
    path("forschung/<uuid:project_id>/schliessen/", research.close, name="project_close"),
    path("forschung/<uuid:project_id>/erstellen/", research.order, name="project_order"),
    path("tabellen/", funder.show_list, name="mappings"),
    path("tabellen/neu/", funder.begin, name="mapping_add"),
    path("tabellen/auffaellig/", funder.findings, name="findings"),
    path("tabellen/<uuid:mapping_id>/", funder.show, name="mapping"),
    path("tabellen/<uuid:mapping_id>/spalten/", funder.change, name="mapping_change"),
    path("tabellen/<uuid:mapping_id>/erstellen/", funder.order, name="mapping_order"),
    path("kennzahlen/", caseload.show_list, name="caseload"),
    path("kennzahlen/berechnen/", caseload.order, name="caseload_order"),
    path("auftrag/<uuid:delivery_id>/kennzahlen/", caseload.take, name="caseload_take"),
    path("auftrag/<uuid:delivery_id>/", delivery.show, name="delivery"),
    path("auftrag/<uuid:delivery_id>/stand/", delivery.status, name="delivery_status"),
    path("auftrag/<uuid:delivery_id>/herausgeben/", delivery.take, name="take"),
]
