"""Outgoing messages as an outbox: the row commits with its cause, a job sends it at least once with a stable id.

Mail goes to an SMTP relay, text messages to an HTTP gateway. May use `access` and everything below; must not know
people, cases or programmes: rooms above register in `registries` and are asked right before their message leaves.
"""
