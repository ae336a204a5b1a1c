"""Conditions in forms: a predicate as groups and lines, drawn, read back, turned around and told in German.

The tree here may hold mistakes, as a draft may; what cannot be drawn as a line is carried along untouched. Nothing here
judges a household: `programmes.conditions` does.
"""
