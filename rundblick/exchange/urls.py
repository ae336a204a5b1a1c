"""Addresses of the room."""

from django.urls import path

from rundblick.exchange import views

app_name = "exchange"

urlpatterns = [
    path("", views.board, name="board"),
    path("suche/", views.search, name="search"),
    path("neu/", views.ask, name="ask"),
    path("notizen/", views.notes, name="notes"),
    path("notizen/alle/", views.notes_file, name="notes_file"),
    path("notizen/<uuid:reflection_id>/loeschen/", views.forget, name="forget"),
    path("<uuid:question_id>/", views.question, name="question"),
    path("<uuid:question_id>/bearbeiten/", views.edit, name="edit"),
    path("<uuid:question_id>/abschliessen/", views.close, name="close"),
    path("<uuid:question_id>/loeschen/", views.remove, name="remove"),
    path("<uuid:question_id>/antworten/", views.answer, name="answer"),
    path("antwort/<uuid:answer_id>/bearbeiten/", views.answer_edit, name="answer_edit"),
    path("antwort/<uuid:answer_id>/loeschen/", views.answer_remove, name="answer_remove"),
    path("antwort/<uuid:answer_id>/geholfen/", views.helped, name="helped"),
]
