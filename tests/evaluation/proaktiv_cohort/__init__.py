"""A synthetic PRO AKTIV: 984 people nobody is, whose records give what the final report prints (IAQ 2025).

`margins` holds the numbers, `people` deals them out, `rows` writes them into the tables, `loaded` counts once.
"""
