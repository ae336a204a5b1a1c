"""Addresses of the room."""

from django.urls import path

from rundblick.copies.views import drafts, leaving, page

app_name = "copies"

urlpatterns = [
    path("<uuid:case_id>/<uuid:person_id>/", page.page, name="page"),
    path("<uuid:case_id>/<uuid:person_id>/vorbereiten/", page.prepare, name="prepare"),
    path("<uuid:copy_id>/stand/", page.status, name="status"),
    path("<uuid:copy_id>/neu/", page.again, name="again"),
    path("<uuid:copy_id>/nicht-mehr/", page.withdraw, name="withdraw"),
    path("<uuid:copy_id>/frist/", page.extend, name="extend"),
    path("<uuid:copy_id>/durchsehen/", drafts.next_look, name="next_look"),
    path("<uuid:copy_id>/teil/<int:rank>/", drafts.part, name="part"),
    path("<uuid:copy_id>/teil/<int:rank>/<int:place>/", drafts.entry, name="entry"),
    path("<uuid:copy_id>/teil/<int:rank>/<int:place>/gesehen/", drafts.look, name="look"),
    path("<uuid:copy_id>/offen/<uuid:redaction_id>/", drafts.unhide, name="unhide"),
    path("<uuid:copy_id>/freigeben/", leaving.release, name="release"),
    path("<uuid:copy_id>/fertig/", leaving.finish, name="finish"),
    path("<uuid:copy_id>/uebergeben/", leaving.hand_over, name="hand_over"),
    path("<uuid:copy_id>/datei/<str:form>/", leaving.download, name="download"),
]
