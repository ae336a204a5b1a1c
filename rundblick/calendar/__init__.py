"""Appointments of members and coaches.

May use `programmes`, `people`, `access` and everything below; must not know cases or anything above.
"""
