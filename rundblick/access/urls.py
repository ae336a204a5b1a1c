"""Addresses of the room."""

from django.urls import path

from rundblick.access.views import (
    covers,
    desk,
    doors,
    draft,
    emergency,
    erasure,
    organisations,
    protocol,
    register,
    users,
)

app_name = "access"

urlpatterns = [
    path("entwurf/", draft.save, name="draft"),
    path("entwurf/verwerfen/", draft.discard, name="draft_discard"),
    path("datenschutz/verzeichnis/", register.show, name="register"),
    path("datenschutz/", protocol.show, name="protocol"),
    path("datenschutz/csv/", protocol.export, name="protocol_export"),
    path("datenschutz/notzugriffe/", desk.temporary_doors, name="temporary_doors"),
    path("datenschutz/siegel/", desk.seals, name="seals"),
    path("datenschutz/siegel/pruefen/", desk.check_seals, name="check_seals"),
    path("datenschutz/loeschungen/", desk.erasures, name="erasures"),
    path("datenschutz/loeschungen/<uuid:erasure_id>/freigeben/", desk.approve, name="erasure_approve"),
    path("datenschutz/loeschungen/<uuid:erasure_id>/ablehnen/", desk.dismiss, name="erasure_dismiss"),
    path("vertretung/", covers.index, name="covers"),
    path("vertretung/<uuid:cover_id>/beenden/", covers.end, name="cover_end"),
    path("verwaltung/", users.index, name="users"),
    path("verwaltung/personen/neu/", users.add, name="user_add"),
    path("verwaltung/personen/<uuid:user_id>/", users.show, name="user"),
    path("verwaltung/personen/<uuid:user_id>/aendern/", users.change, name="user_change"),
    path("verwaltung/personen/<uuid:user_id>/rolle/", users.give_role, name="user_give_role"),
    path("verwaltung/personen/<uuid:user_id>/rolle/beenden/", users.take_role, name="user_take_role"),
    path("verwaltung/personen/<uuid:user_id>/team/", users.join_team, name="user_join_team"),
    path("verwaltung/personen/<uuid:user_id>/team/beenden/", users.leave_team, name="user_leave_team"),
    path("verwaltung/personen/<uuid:user_id>/schalten/", users.switch, name="user_switch"),
    path("verwaltung/personen/<uuid:user_id>/link/", users.send_link, name="user_send_link"),
    path("verwaltung/personen/<uuid:user_id>/zweiter-faktor/", users.reset_factor, name="user_reset_factor"),
    path("verwaltung/organisationen/", organisations.index, name="organisations"),
    path("verwaltung/organisationen/<uuid:organisation_id>/", organisations.rename, name="organisation_rename"),
    path("verwaltung/organisationen/<uuid:organisation_id>/team/", organisations.add_team, name="team_add"),
    path("verwaltung/teams/<uuid:team_id>/", organisations.rename_team, name="team_rename"),
    path("notfall/<uuid:dossier_id>/", emergency.ask, name="emergency"),
    path("<uuid:dossier_id>/", doors.show, name="doors"),
    path("<uuid:dossier_id>/oeffnen/", doors.open_new, name="door_open"),
    path("<uuid:dossier_id>/uebergeben/", doors.hand_over, name="hand_over"),
    path("<uuid:dossier_id>/tuer/<uuid:grant_id>/schliessen/", doors.close, name="door_close"),
    path("<uuid:dossier_id>/tuer/<uuid:grant_id>/wieder-oeffnen/", doors.reopen, name="door_reopen"),
    path("<uuid:dossier_id>/loeschen/", erasure.ask, name="erasure_request"),
    path("<uuid:dossier_id>/loeschen/zuruecknehmen/", erasure.take_back, name="erasure_take_back"),
]
