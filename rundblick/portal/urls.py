"""Addresses of the room: the participants' own pages, and what a coach does to give access to them."""

from django.urls import path

from rundblick.portal.views import asking, feedback, giving, own, roadmap, withdrawing, work

app_name = "portal"

urlpatterns = [
    path("", own.home, name="home"),
    path("termine/<uuid:appointment_id>.ics", own.calendar, name="calendar"),
    path("gespraeche/", own.talks, name="talks"),
    path("rueckmeldungen/", feedback.listed, name="feedback"),
    path("rueckmeldungen/sagen/", feedback.say, name="feedback_say"),
    path("rueckmeldungen/<uuid:row_id>/loeschen/", feedback.take_back, name="feedback_take_back"),
    path("absprachen/", own.agreed, name="agreed"),
    path("hilfen/", own.helps, name="helps"),
    path("arbeit/", work.profile, name="job"),
    path("fahrplan/", roadmap.page, name="roadmap"),
    path("fahrplan/mappe.pdf", roadmap.folder, name="roadmap_folder"),
    path("fahrplan/mappe/<slug:code>/", roadmap.sheet, name="roadmap_sheet"),
    path("fahrplan/entscheidung/", roadmap.choose, name="roadmap_choose"),
    path("fahrplan/ticket/", roadmap.ticket, name="roadmap_ticket"),
    path("fahrplan/standort/<slug:moment>/", roadmap.position, name="roadmap_position"),
    path("wie-es-weitergeht/", own.onward, name="onward"),
    path("fragen/", asking.questions, name="questions"),
    path("fragen/<uuid:sheet_id>/", asking.question, name="question_first"),
    path("fragen/<uuid:sheet_id>/<str:section>/", asking.question, name="question"),
    path("angaben/", own.details, name="details"),
    path("angaben/mitteilen/", own.report, name="report"),
    path("wer-darf-sehen/auskunft/<uuid:handing_id>/<str:form>/", own.copy, name="copy"),
    path("wer-darf-sehen/", own.who, name="who"),
    path("wer-darf-sehen/<uuid:wanted>/", withdrawing.withdraw, name="withdraw"),
    path("nachrichten/<uuid:wish_id>/beenden/", own.end_wish, name="end_wish"),
    path("zugang/<uuid:dossier_id>/", giving.give, name="give"),
    path("zugang/<uuid:grant_id>/link/", giving.link, name="link"),
    path("zugang/<uuid:grant_id>/beenden/", giving.end, name="end"),
]
