"""Addresses of the room."""

from django.urls import path

from rundblick.cases.views import goal_course, goal_tree, goals, lifecycle, listing, notes, page, tasks, writing

app_name = "cases"

urlpatterns = [
    path("", listing.cases, name="list"),
    path("suchen/", listing.search, name="search"),
    path("aufgaben/", tasks.mine, name="tasks"),
    path("aufgaben/<uuid:task_id>/", tasks.change, name="task"),
    path("aufgaben/<uuid:task_id>/erledigt/", tasks.done, name="task_done"),
    path("aufgaben/<uuid:task_id>/wieder-offen/", tasks.undo, name="task_undo"),
    path("aufgaben/<uuid:task_id>/sichtbarkeit/", tasks.share, name="task_share"),
    path("gespraeche/<uuid:note_id>/", notes.note, name="note"),
    path("gespraeche/<uuid:note_id>/berichtigen/", notes.correct, name="note_correct"),
    path("gespraeche/<uuid:note_id>/fassungen/", notes.history, name="note_history"),
    path("gespraeche/<uuid:note_id>/sichtbarkeit/", notes.share, name="note_share"),
    path("gespraeche/<uuid:note_id>/freigeben/", notes.release, name="note_release"),
    path("ziele/<uuid:goal_id>/", goals.change, name="goal"),
    path("ziele/vorschlag/", goals.hint, name="goal_hint"),
    path("ziele/<uuid:goal_id>/sichtbarkeit/", goals.share, name="goal_share"),
    path("ziele/<uuid:goal_id>/verlauf/", goal_course.course, name="goal_course"),
    path("ziele/<uuid:goal_id>/zuversicht/", goal_course.confidence, name="goal_confidence"),
    path("ziele/<uuid:goal_id>/stufe/", goal_course.attainment, name="goal_attainment"),
    path("ziele/<uuid:goal_id>/stufen/", goal_course.levels, name="goal_levels"),
    path("ziele/<uuid:goal_id>/bausteine/<int:number>/", goal_course.blocks, name="goal_blocks"),
    path("ziele/<uuid:goal_id>/darunter/", goal_tree.branch, name="goal_branch"),
    path("ziele/<uuid:goal_id>/reihenfolge/", goal_tree.move, name="goal_move"),
    path("erfolge/<uuid:success_id>/", goal_tree.change_success, name="success"),
    path("erfolge/<uuid:success_id>/zuruecknehmen/", goal_tree.take_back_success, name="success_take_back"),
    path("eroeffnen/<uuid:household_id>/", lifecycle.open_case, name="open"),
    path("<uuid:case_id>/", page.page, name="page"),
    path("<uuid:case_id>/weiteres/", page.more, name="more"),
    path("<uuid:case_id>/verlauf/", page.told, name="story"),
    path("<uuid:case_id>/werkzeuge/", page.tool_list, name="tools"),
    path("<uuid:case_id>/druck/", page.print_choice, name="print_choice"),
    path("<uuid:case_id>/druck/<uuid:person_id>/", page.print_for, name="print"),
    path("<uuid:case_id>/gespraech/", writing.create, name="note_create"),
    path("<uuid:case_id>/aufgaben/", tasks.of_case, name="case_tasks"),
    path("<uuid:case_id>/aufgaben/neu/", tasks.create, name="task_create"),
    path("<uuid:case_id>/ziel/", goals.create, name="goal_create"),
    path("<uuid:case_id>/ziele/<uuid:person_id>/", goal_tree.tree, name="goal_tree"),
    path("<uuid:case_id>/ziele/<uuid:person_id>/neu/", goal_tree.begin, name="goal_begin"),
    path("<uuid:case_id>/erfolg/<uuid:person_id>/", goal_tree.add_success, name="success_add"),
    path("<uuid:case_id>/schliessen/", lifecycle.close, name="close"),
    path("<uuid:case_id>/wieder-eroeffnen/", lifecycle.reopen, name="reopen"),
    path("<uuid:case_id>/im-blick/", lifecycle.focus, name="focus"),
]
