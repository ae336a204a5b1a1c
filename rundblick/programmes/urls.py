"""Addresses of the room. They hold codes of programmes and ids, nothing about anybody."""

from django.urls import path

from rundblick.programmes.views import (
    answers,
    attendance,
    begin,
    dashboard,
    editing,
    event,
    finder,
    participation,
    shelf,
    version,
)

app_name = "programmes"

urlpatterns = [
    path("", shelf.shelf, name="shelf"),
    path("suche/", shelf.search, name="search"),
    path("durchgang/<uuid:run_id>/", shelf.run, name="run"),
    path("fall/<uuid:dossier_id>/", finder.choose, name="choose"),
    path("fall/<uuid:dossier_id>/angaben/", answers.answers, name="answers"),
    path("fall/<uuid:dossier_id>/angaben/<str:code>/", answers.history, name="answer"),
    path("angabe/<uuid:fact_id>/zuruecknehmen/", answers.retract, name="answer_retract"),
    path("fall/<uuid:dossier_id>/<slug:code>/", begin.begin, name="begin"),
    path("teilnahme/<uuid:participation_id>/", participation.page, name="participation"),
    path("teilnahme/<uuid:participation_id>/aendern/", participation.change, name="change"),
    path("teilnahme/<uuid:participation_id>/ende/", participation.end, name="end"),
    path("teilnahme/<uuid:participation_id>/wieder-aufnehmen/", participation.reopen, name="reopen"),
    path("teilnahme/<uuid:participation_id>/zuruecknehmen/", participation.withdraw, name="withdraw"),
    path("teilnahme/<uuid:participation_id>/ereignis/", event.record, name="record"),
    path("teilnahme/<uuid:participation_id>/fassung/", version.move, name="move"),
    path("teilnahme/<uuid:participation_id>/anwesenheit/", attendance.page, name="attendance"),
    path("teilnahme/<uuid:participation_id>/anwesenheit/tag/", attendance.record, name="attendance_record"),
    path("teilnahme/<uuid:participation_id>/anwesenheit/woche/", attendance.record_week, name="attendance_week"),
    path("anwesenheit/<uuid:presence_id>/", attendance.change, name="presence"),
    path("anwesenheit/<uuid:presence_id>/entfernen/", attendance.remove, name="presence_remove"),
    path("ereignis/<uuid:event_id>/", event.change, name="event"),
    path("ereignis/<uuid:event_id>/entfernen/", event.remove, name="event_remove"),
    path("entwuerfe/", editing.drafts_list, name="drafts"),
    path("entwuerfe/einlesen/", editing.read_in, name="draft_read_new"),
    path("entwurf/<uuid:draft_id>/", editing.draft, name="draft"),
    path("entwurf/<uuid:draft_id>/abschnitt/<slug:code>/", editing.section, name="draft_section"),
    path("entwurf/<uuid:draft_id>/abschnitt/<slug:code>/erklaerung/", editing.explain, name="draft_explain"),
    path("entwurf/<uuid:draft_id>/auswirkungen/", editing.effects, name="draft_effects"),
    path("entwurf/<uuid:draft_id>/veroeffentlichen/", editing.publish, name="draft_publish"),
    path("entwurf/<uuid:draft_id>/verwerfen/", editing.discard, name="draft_discard"),
    path("entwurf/<uuid:draft_id>/datei/", editing.export, name="draft_export"),
    path("entwurf/<uuid:draft_id>/einlesen/", editing.read_in, name="draft_read"),
    path("<slug:code>/anpassen/", editing.copy, name="draft_copy"),
    path("<slug:code>/ueberblick/", dashboard.overview, name="overview"),
    path("<slug:code>/ueberblick/rechnen/", dashboard.count, name="overview_count"),
    path("<slug:code>/passt/", finder.matches, name="matches"),
    path("<slug:code>/", shelf.profile, name="profile"),
]
