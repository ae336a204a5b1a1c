"""Journeys: a process in steps, how far each child, job or application got, and why it stopped.

Here live the schema of a journey, the shipped journeys (BuT, Minijob, Qualifizierung), those a house makes itself in
forms (`editing`, `publishing`), by which wording a sheet is kept (`wordings`), and the pure rules that turn dated
answers into furthest steps, funnels with reasons, and hints. The room may use programmes, statistics and everything
below. It must not know outcomes or reports.
"""
