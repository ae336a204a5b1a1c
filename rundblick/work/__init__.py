"""Work and results: what was achieved, from a language course to a job, and how it is counted.

Here live the taxonomy of outcomes with its weights and the pure rules that count outcomes and compare them with
targets. The room may use programmes, statistics and everything below. It must not know journeys or reports.
"""
