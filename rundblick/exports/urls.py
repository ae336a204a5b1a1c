"""Addresses of the room; they hold ids of projects, tables and files, nothing about anybody."""

from django.urls import path

from rundblick.exports.views import delivery, log, research

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
    path("auftrag/<uuid:delivery_id>/", delivery.show, name="delivery"),
    path("auftrag/<uuid:delivery_id>/stand/", delivery.status, name="delivery_status"),
    path("auftrag/<uuid:delivery_id>/herausgeben/", delivery.take, name="take"),
]
