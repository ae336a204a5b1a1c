"""Addresses of the room. Those of a house and of a link need no login; no name and no case stands in one."""

from django.urls import path

from rundblick.feedback.views import case, house, link, public

app_name = "feedback"

_PERSON = "faelle/rueckmeldungen/<uuid:case_id>/<uuid:person_id>/"
_HOUSE = "rueckmeldung/<uuid:house_id>/"

urlpatterns = [
    path("rueckmeldung/antwort/<str:token>/", link.link, name="link"),
    path(_HOUSE, public.talk, name="public"),
    path(f"{_HOUSE}danke/", public.thanks, name="thanks"),
    path(f"{_HOUSE}zahl/", link.code, name="code"),
    path(f"{_HOUSE}brief/<str:kind>/", public.letter, name="letter"),
    path("rueckmeldungen/", house.figures, name="figures"),
    path("rueckmeldungen/entfernen/<uuid:words_id>/", house.strike, name="strike"),
    path("rueckmeldungen/vom-papier/", house.enter, name="enter_unnamed"),
    path("rueckmeldungen/aushang/", house.posters, name="posters"),
    path("rueckmeldungen/aushang/bogen/<str:language>/pdf/", house.paper, name="paper"),
    path(_PERSON, case.page, name="page"),
    path(f"{_PERSON}fragen/", case.ask, name="ask"),
    path(f"{_PERSON}fragen/<uuid:ask_id>/beenden/", case.revoke, name="revoke"),
    path(f"{_PERSON}vom-papier/", case.enter, name="enter"),
    path(f"{_PERSON}<uuid:row_id>/entfernen/", case.remove, name="remove"),
]
