"""How the house behaves when it is full: `make bench` (docs/bench.md).

Fills a database of its own with invented households, counts SQL statements and shared buffers of the pages people
open most, compares them with `tests/bench/frozen.yaml`, and measures times under load, which are told and never
judged. Knows every room; no room knows it.
"""
