"""Addresses of the room; they hold ids of reports and positions in them, nothing about anybody."""

from django.urls import path

from rundblick.evaluation.views import comments, export, figures, percentages, reports

app_name = "evaluation"

urlpatterns = [
    path("", reports.show_list, name="list"),
    path("anfordern/", reports.order, name="order"),
    path("prozent/", percentages.show, name="percentages"),
    path("<uuid:snapshot_id>/", reports.show, name="report"),
    path("<uuid:snapshot_id>/stand/", reports.status, name="status"),
    path("<uuid:snapshot_id>/neu/", reports.recompute, name="recompute"),
    path("<uuid:snapshot_id>/vergleich/", figures.changes, name="changes"),
    path("<uuid:snapshot_id>/veroeffentlichen/", reports.publish, name="publish"),
    path("<uuid:snapshot_id>/zuruecknehmen/", reports.withdraw, name="withdraw"),
    path("<uuid:snapshot_id>/herausgeben/", export.export, name="export"),
    path("<uuid:snapshot_id>/zahl/<int:place>/", figures.show, name="figure"),
    path("<uuid:snapshot_id>/kommentar/", comments.say, name="comment"),
    path("<uuid:snapshot_id>/kommentar/<uuid:comment_id>/abschliessen/", comments.close, name="comment_close"),
]
