"""Reference data as files with validity, the reader for such files, and the synthetic demo scenario.

May use the standard library, PyYAML and pydantic. Must not know Django, the database or any other room: rooms
read from here and decide themselves what they store.
"""
