"""Addresses of the room."""

from django.urls import path

from rundblick.conferences import views

app_name = "conferences"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("mehrere/", views.batch, name="batch"),
    path("zahlen/", views.figures, name="figures"),
    path("fall/<uuid:case_id>/", views.of_case, name="of_case"),
    path("fall/<uuid:case_id>/neu/", views.plan, name="plan"),
    path("<uuid:conference_id>/", views.page, name="page"),
    path("<uuid:conference_id>/aendern/", views.change, name="change"),
    path("<uuid:conference_id>/absagen/", views.cancel, name="cancel"),
    path("<uuid:conference_id>/platz/", views.seat, name="seat"),
    path("<uuid:conference_id>/platz/<uuid:seat_id>/entfernen/", views.unseat, name="unseat"),
    path("<uuid:conference_id>/platz/<uuid:seat_id>/einladen/", views.invite, name="invite"),
    path("<uuid:conference_id>/platz/<uuid:seat_id>/ausladen/", views.uninvite, name="uninvite"),
    path("<uuid:conference_id>/platz/<uuid:seat_id>/abschrift/", views.seat_copy, name="copy"),
    path("<uuid:conference_id>/platz/<uuid:seat_id>/informiert/", views.inform, name="inform"),
    path("<uuid:conference_id>/vorbereiten/", views.prepare, name="prepare"),
    path(
        "<uuid:conference_id>/vorbereiten/<uuid:contribution_id>/",
        views.change_contribution,
        name="change_contribution",
    ),
    path("<uuid:conference_id>/vorbereiten/<uuid:contribution_id>/zurueck/", views.take_back, name="take_back"),
    path("<uuid:conference_id>/ablauf/<uuid:point_id>/", views.move_point, name="move_point"),
    path("<uuid:conference_id>/ablauf/<uuid:point_id>/entfernen/", views.remove_point, name="remove_point"),
    path("<uuid:conference_id>/protokoll/", views.protocol, name="protocol"),
    path("<uuid:conference_id>/beschluss/<uuid:decision_id>/", views.decision_done, name="decision_done"),
    path("<uuid:conference_id>/beschluss/<uuid:decision_id>/zurueck/", views.drop_decision, name="drop_decision"),
    path("<uuid:conference_id>/abschliessen/", views.close, name="close"),
    path("<uuid:conference_id>/nachtrag/", views.addendum, name="addendum"),
    path("<uuid:conference_id>/pdf/", views.paper, name="paper"),
    path("<uuid:conference_id>/checkliste/", views.checklist, name="checklist"),
    path("<uuid:conference_id>/checkliste/pdf/", views.checklist_paper, name="checklist_paper"),
    path("<uuid:conference_id>/checkliste/<slug:line>/", views.tick, name="tick"),
    path("<uuid:conference_id>/checkliste/<slug:line>/zurueck/", views.untick, name="untick"),
    path("<uuid:conference_id>/blatt/", views.sheet, name="sheet"),
    path("<uuid:conference_id>/blatt/pdf/", views.sheet_paper, name="sheet_paper"),
]
