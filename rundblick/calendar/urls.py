"""Addresses of the room."""

from django.urls import path

from rundblick.calendar.views import appointments, arranging, earlier, house, looking

app_name = "calendar"

urlpatterns = [
    path("", looking.week, name="week"),
    path("tag/", looking.day, name="day"),
    path("liste/", looking.listing, name="list"),
    path("mappe/", looking.folder, name="folder"),
    path("orte/", house.places, name="places"),
    path("orte/<uuid:place_id>/", house.place, name="place"),
    path("arbeitszeit/", house.hours, name="hours"),
    path("abwesenheit/", house.away, name="away"),
    path("abwesenheit/<uuid:absence_id>/", house.absence, name="absence"),
    path("abwesenheit/<uuid:absence_id>/loeschen/", house.absence_end, name="absence_end"),
    path("frueher/", earlier.index, name="wishes"),
    path("frueher/neu/<uuid:dossier_id>/", earlier.wish, name="wish"),
    path("frueher/<uuid:wish_id>/erledigt/", earlier.end, name="wish_end"),
    path("neu/<uuid:dossier_id>/", arranging.arrange, name="arrange"),
    path("reihe/<uuid:dossier_id>/", arranging.arrange_series, name="series"),
    path("<uuid:appointment_id>/", appointments.appointment, name="appointment"),
    path("<uuid:appointment_id>/verlegen/", arranging.move, name="move"),
    path("<uuid:appointment_id>/absagen/", appointments.cancel, name="cancel"),
    path("<uuid:appointment_id>/hat-stattgefunden/", appointments.held, name="held"),
    path("<uuid:appointment_id>/nicht-zustande-gekommen/", appointments.missed, name="missed"),
    path("<uuid:appointment_id>/anderer-rahmen/", appointments.another_setting, name="another_setting"),
    path("<uuid:appointment_id>/rahmen/", appointments.elsewhere, name="elsewhere"),
    path("<uuid:appointment_id>/sichtbarkeit/", appointments.share, name="share"),
    path("<uuid:appointment_id>/vertretung/", appointments.take_over, name="take_over"),
    path("<uuid:appointment_id>/frei/<uuid:wish_id>/", appointments.give, name="give"),
]
