"""Programmes: every approach is one YAML definition, and one engine that reads it.

Here live the schema of a definition, the library of templates, and the pure rules that say who fits, in which
phase a participation is and what is due. The room may use people, access and everything below. It must not
know journeys, outcomes or reports: a definition names them by code, and rooms above check the names.
"""
