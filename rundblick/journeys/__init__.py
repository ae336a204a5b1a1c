"""Journeys: a process in steps, how far each child or job got, and why it stopped.

Here live the schema of a journey, the shipped journeys (BuT, Minijob), and the pure rules that turn dated
answers into furthest steps, funnels with reasons, and hints. The room may use programmes, statistics and
everything below. It must not know outcomes or reports.
"""
