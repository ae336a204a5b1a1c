"""Verbs of the room. They run in the caller's transaction."""
