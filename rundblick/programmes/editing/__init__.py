"""Changing definitions: drafts edited in forms, compared with what is in force, tried out, and published.

The forms are made from the schema (keys.py) and one file of German words (words.yaml), so a new key needs a line there
and no page. A draft is plain data and may contain mistakes; what was typed is never thrown away. Nothing here knows a
single programme.
"""
