"""Addresses of the room."""

from django.urls import path

from rundblick.invitations.views import appointment, desk, wishes

app_name = "invitations"

urlpatterns = [
    path("", desk.series, name="series"),
    path("kalender/", desk.feed, name="feed"),
    path("kalender/beenden/", desk.feed_end, name="feed_end"),
    path("kalender/<str:token>.ics", desk.fetch, name="fetch"),
    path("briefkopf/", desk.letterhead, name="letterhead"),
    path("<uuid:appointment_id>/", appointment.show, name="show"),
    path("<uuid:appointment_id>/brief/", appointment.letter, name="letter"),
    path("<uuid:appointment_id>/senden/", appointment.send, name="send"),
    path("<uuid:appointment_id>/foermlich/", appointment.outside, name="outside"),
    path("nachrichten/<uuid:dossier_id>/<uuid:person_id>/", wishes.wish, name="wish"),
    path("nachrichten/<uuid:wish_id>/beenden/", wishes.end, name="end"),
]
