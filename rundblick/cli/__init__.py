"""The command line: `rundblick report anna --as-of 2022-07-31 --json` and other verbs of an operator.

Stands above all rooms and adds nothing of its own: each command checks its words, acts as the operator of the
machine, calls the room's service and prints.
"""
