"""The numbers of the final report of PRO AKTIV that a cohort must meet all at once.

printed: stands in the report. derived: whole people from a printed share and its n; one solution of few. set: the
report leaves it open and something has to be in the records; no test compares it with the report.
"""

EN, MK = "en", "mk"
SITES = (EN, MK)
EVERYBODY = {EN: 551, MK: 433}
"""printed: 984 together; set: who belongs to which Jobcenter."""
RESEARCH = {EN: 431, MK: 339}
"""derived from the waves (printed: 770 together)."""
WAVES = {EN: {1: 204, 2: 168, 3: 59}, MK: {1: 111, 2: 86, 3: 142}}
"""printed (section 2, Abb. 1): people by the number of surveys they took part in."""
SECOND_IS_T2 = {EN: 120, MK: 60}
"""set: of those with two surveys, so many had the one at half-time, the others the one at the end."""

BANDS: dict[str, tuple[tuple[int, int], ...]] = {
    "koerper": ((1, 2), (3, 4), (5, 6), (7, 8)),
    "seele": ((1, 2), (3, 4), (5, 6), (7, 8)),
    "teilhabe": ((1, 2), (3, 4), (5, 6), (7, 8)),
}
Moves = tuple[int, int, int]
"""Improved, the same, worse."""
CHANGE: dict[str, dict[str, tuple[Moves, ...]]] = {
    "koerper": {
        # derived (Abb. 9): 79/31/9, 100/59/68 and 22/21/52; of the last group 11 began at 7 or 8 (printed).
        EN: ((51, 15, 4), (49, 29, 33), (8, 7, 17), (0, 1, 3)),
        MK: ((28, 16, 5), (51, 30, 35), (13, 11, 28), (1, 2, 4)),
    },
    "seele": {
        # derived (Abb. 13): 111/35/10, 76/41/44 and 26/23/72; set: that 11 of the last group began at 7 or 8, too few
        # for a group of their own, which is why the report counts them with the third.
        EN: ((54, 18, 3), (36, 20, 21), (13, 11, 32), (0, 1, 4)),
        MK: ((57, 17, 7), (40, 21, 23), (12, 10, 32), (1, 1, 4)),
    },
    "teilhabe": {
        # printed n: 139, 112, 73; lost n of the first group, 104 is in the middle of what is possible; sites are set.
        EN: ((41, 8, 4), (34, 20, 15), (15, 19, 21), (3, 10, 23)),
        MK: ((40, 7, 4), (35, 20, 15), (15, 20, 22), (2, 10, 25)),
    },
}
"""By site and band of the first survey: how many improved, stayed and got worse until the last one."""

ONLY_FIRST: dict[str, tuple[int, ...]] = {
    "koerper": (90, 125, 50, 13),
    "seele": (109, 104, 23, 43),
    "teilhabe": (66, 80, 73, 60),
}
"""derived: first answers by band of those with one survey, so that all first answers together are as printed (4.4)."""
LIFE = {"t2": {"ones": 38, "low": 133, "high": 210}, "t3": {"ones": 14, "low": 90, "high": 171}}
"""derived from 10 % and 5 % who saw no change; printed: most from 5 on, and more of them at the end."""

AGES = {
    EN: {"young": 9, "middle": 336, "old": 86, "unknown": 0},
    MK: {"young": 30, "middle": 274, "old": 34, "unknown": 1},
}
"""derived (Abb. 3, n = 769): under 25, 25 to 54, from 55 on, and without a date of birth."""
MEAN_AGE = {EN: 44.4, MK: 40.1}
"""printed."""
ALONE = {EN: 244, MK: 209}
HOUSEHOLD_KNOWN = {EN: 421, MK: 331}
"""derived (Abb. 7, n = 752): living alone; who belongs to which Jobcenter is set."""

ENDED = {EN: 375, MK: 292}
"""printed: 667 together (Abb. 28); sites are set."""
FULL_TIME = {EN: 172, MK: 170}
"""derived from "slightly more than half" stayed two years."""
SHORTER = {EN: (400, 655), MK: (555, 730)}
"""set: days of the others, so that the means are the printed 1.7 and 1.9 years."""

WHERE_NOW = {
    "regular": 275,
    "pension": 68,
    "medical": 14,
    "vocational": 11,
    "vocational_job": 25,
    "job": 25,
    "supported": 32,
}
"""derived (Abb. 23, n = 450, up to three answers): exclusive groups that give 61, 12 + 3, 3, 8, 11 and 7 per cent."""
INSURED = {EN: 36, MK: 29}
"""derived from 7 % of 984 (Abb. 24); 65 together."""
STILL_THERE = {EN: 24, MK: 23}
"""derived from two thirds and 79 % after six months."""
MINIJOBS, APPRENTICES = 62, 13
"""derived from 6 % and 1 % of 984 (Abb. 24)."""
SUPPORTED = {EN: 21, MK: 11}
"""derived from 3 % of 984 and 7 % of 450; sites are set."""
WESTFALEN_AT_WORK = 16
"""printed: insured with the DRV Westfalen and at work."""

MEASURED = {EN: 134, MK: 105}
"""derived from 31 % of 770: people with at least one measure."""
MEASURES = {
    EN: {"work_opportunity": 82, "activation": 71, "further_training": 4, "subsidised_employment": 21},
    MK: {"work_opportunity": 40, "activation": 54, "further_training": 42, "subsidised_employment": 11},
}
"""printed: 325 together; derived from 46 % and 40 % in EN, 37 % in MK. Supported work counts here as well (Fn. 6)."""

CONNECTED = {EN: 313, MK: 249}
"""derived from 73 % of 770 (over 70 % in both): people with at least one connection."""
CONNECTIONS = 1132
"""printed."""

TOLD = {EN: 480, MK: 371}
"""printed: 851 together, with whom somebody spoke about rehabilitation; sites are set."""
TALKS = {"case": {EN: 974, MK: 1143}, "info": {EN: 280, MK: 244}, "advice": {EN: 150, MK: 69}}
"""printed; which site the 974 belong to is set."""
MEDICAL = 91
WORK = {EN: 21, MK: 12}
OLD_CASES = 12
"""printed: applications for medical rehabilitation and for LTA, and old LTA cases that were found."""
