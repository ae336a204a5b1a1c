"""Appointments: who meets whom, when, in which setting, and what became of it.

Here live the settings of counselling (Handreichung section 4, domain/gbb.md G27), the appointment with its states,
and the coach's week. The room may use `programmes`, `people`, `access` and everything below. It must not know what
a case or a talk is: rooms above register in `links` where an appointment leads. There is no field for a legal
notice, and a missed appointment carries neither reason nor count (design rule 9).
"""
