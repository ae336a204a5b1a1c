"""All addresses. A room adds its own; every name must stand in a permission matrix."""

from django.urls import include, path

from rundblick.access.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("konto/", include("rundblick.access.account_urls")),
    path("", include("rundblick.steering.urls")),
    path("zugriff/", include("rundblick.access.urls")),
    path("menschen/", include("rundblick.people.urls")),
    path("laufkontakte/", include("rundblick.walkins.urls")),
    path("termine/einladungen/", include("rundblick.invitations.urls")),
    path("termine/hausbesuche/", include("rundblick.visits.urls")),
    path("termine/", include("rundblick.calendar.urls")),
    # What a room contributes to a case lies below the cases.
    path("faelle/lebenslage/", include("rundblick.situation.urls")),
    path("faelle/ampeltorte/", include("rundblick.lights.urls")),
    path("faelle/ressourcen/", include("rundblick.resources.urls")),
    path("faelle/netzwerk/", include("rundblick.network.urls")),
    path("faelle/lebenslauf/", include("rundblick.biography.urls")),
    path("faelle/fortschritte/", include("rundblick.progress.urls")),
    path("faelle/befragungen/", include("rundblick.surveys.urls")),
    path("faelle/strategie/", include("rundblick.strategy.urls")),
    path("faelle/fahrplan/", include("rundblick.roadmap.urls")),
    path("faelle/woche/", include("rundblick.week.urls")),
    path("faelle/warten/", include("rundblick.waiting.urls")),
    path("faelle/vermittlungen/", include("rundblick.referrals.urls")),
    path("faelle/uebergaenge/", include("rundblick.transitions.urls")),
    path("absprachen/", include("rundblick.cooperation.urls")),
    path("faelle/reha/", include("rundblick.rehab.urls")),
    path("faelle/berufsprofil/", include("rundblick.profiles.urls")),
    path("leistungsfragen/", include("rundblick.inquiries.urls")),
    path("faelle/wer-sieht-meine-daten/", include("rundblick.whosees.urls")),
    path("faelle/kontakte/", include("rundblick.rhythm.urls")),
    path("faelle/kontakt-suchen/", include("rundblick.outreach.urls")),
    path("faelle/besprechungen/", include("rundblick.conferences.urls")),
    path("faelle/plaene/", include("rundblick.plans.urls")),
    path("faelle/auskunft/", include("rundblick.copies.urls")),
    path("faelle/uebertragen/", include("rundblick.companion.urls")),
    path("", include("rundblick.feedback.urls")),
    path("faelle/familie/", include("rundblick.family.urls")),
    path("faelle/", include("rundblick.preparation.urls")),
    path("", include("rundblick.crisis.urls")),
    path("faelle/", include("rundblick.cases.urls")),
    path("austausch/", include("rundblick.exchange.urls")),
    path("", include("rundblick.agreements.urls")),
    path("gebiete/", include("rundblick.areas.urls")),
    path("betriebe/", include("rundblick.employers.urls")),
    path("", include("rundblick.directory.urls")),
    path("einwilligungen/", include("rundblick.consent.urls")),
    path("programme/", include("rundblick.programmes.urls")),
    path("journeys/", include("rundblick.journeys.urls")),
    path("ergebnisse/", include("rundblick.work.urls")),
    path("berichte/", include("rundblick.evaluation.urls")),
    path("luecken/", include("rundblick.gaps.urls")),
    path("ausgaben/", include("rundblick.exports.urls")),
    path("dateien/", include("rundblick.files.urls")),
    path("meine-seite/", include("rundblick.portal.urls")),
    path("", include("rundblick.web.urls")),
]

handler400 = "rundblick.web.errors.bad_request"
handler403 = "rundblick.web.errors.permission_denied"
handler404 = "rundblick.web.errors.page_not_found"
handler500 = "rundblick.web.errors.server_error"
