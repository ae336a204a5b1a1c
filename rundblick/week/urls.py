"""Addresses of the room."""

from django.urls import path

from rundblick.week.sorts import BLOCK, FALLBACK, LEAVE, PLACE
from rundblick.week.views import emergency, entries, page

app_name = "week"

_CASE = "<uuid:case_id>/"
_SORTS = (("zeit", BLOCK), ("notfall/zeile", FALLBACK), ("elternzeit", LEAVE), ("platz", PLACE))

urlpatterns = [
    path(_CASE, page.page, name="page"),
    path(_CASE + "aufgabe/", page.task, name="task"),
    path(_CASE + "notfall/", emergency.emergency, name="emergency"),
    path(_CASE + "notfall/besprochen/", emergency.talked, name="talked"),
    path(_CASE + "notfall/zeile/<uuid:thread>/platz/", emergency.move, name="move"),
    path(_CASE + "braucht/<uuid:person_id>/", entries.need, name="need"),
    path(_CASE + "zeit/<uuid:thread>/kopie/", entries.copy, name="copy"),
]
for _word, _sort in _SORTS:
    _given = {"sort": _sort}
    urlpatterns += [
        path(f"{_CASE}{_word}/neu/", entries.add, _given, name=f"{_sort.code}_add"),
        path(f"{_CASE}{_word}/<uuid:thread>/", entries.change, _given, name=_sort.code),
        path(f"{_CASE}{_word}/<uuid:thread>/ende/", entries.finish, _given, name=f"{_sort.code}_end"),
    ]
