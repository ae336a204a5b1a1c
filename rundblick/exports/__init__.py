"""What leaves the house: the log of every file, research data under a number, tables for funders, own indicators.

May use all rooms below; reports (`evaluation`) stand above and write into the log. Person-level files carry no names.
"""
