"""The synthetic demo: invented households whose records add up to the published figures of ANNA.

`anna.anna()` holds the thirty households of 2020 to 2022 (source: final report of ANNA, 2022; the counts are the
report's, every person, name, date and talk is invented), `today.current(today)` the present around a given day,
`joining.demo(today)` both and the people who work with them. All is plain data, the same on every call. Nothing here
counts anything: the published numbers stand in `expected`, which no record may use.
"""
