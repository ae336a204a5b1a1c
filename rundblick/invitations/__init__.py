"""Invitations to appointments: letters, mails with a calendar entry, reminders, text messages, a coach's calendar feed.

The room may use `calendar`, `people`, `post`, `print` and everything below; it must not know what a case or a talk is.
What it sends is neutral: "Termin", when, in which setting; only a letter may say what for. It knows no legal notice
(design rule 9): that a formal invitation was sent elsewhere is a date and nothing else.
"""
