"""Outgoing mail as an outbox: the row commits with its cause, a job sends it at least once with a stable Message-ID.

May use `access` and everything below; must not know people, cases or programmes.
"""
