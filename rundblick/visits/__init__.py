"""Hausbesuch: preparing a visit, who comes along, going there safely, and thinking about it afterwards.

A preparation belongs to one appointment and never to the person; nothing about danger is kept about anybody. A watch
(check-in and check-out of a coach) belongs to the coach, is read by those named in it alone, holds no place and is gone
after two weeks. The room may use `cases` and everything below; it must not know the other tools, plans and reports.
"""
