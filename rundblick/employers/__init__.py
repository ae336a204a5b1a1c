"""Employers: their sites and workplaces, whom to ask, what was talked about, and what would help them.

The room may use `directory` (names of places) and everything below; it must not know cases. Nothing here is about
anybody who is counselled, and nothing of a file is shown to an employer: people named here are business contacts.
"""
