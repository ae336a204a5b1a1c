"""What `rundblick statistics` answers: results of `rundblick.statistics` as plain data and as German sentences.

Each module has a function that computes and returns plain data with stable keys, and one that writes lines for people.
"""
