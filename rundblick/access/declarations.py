"""Declarations that every field with personal data carries from its first migration (design rule 7).

They are data, not comments: a test refuses a field without one, and `rundblick processing-register` prints them
as the Verzeichnis von Verarbeitungstätigkeiten (Art. 30 DSGVO).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Personal:
    """Why a field with personal data exists.

    `purpose`: what it is needed for. `basis`: the legal basis as printed in the register. `necessity`: why less
    would not do. `retention`: when it is erased, counted from the event that is named.
    """

    purpose: str
    basis: str
    necessity: str
    retention: str


CASEWORK_BASIS = "§ 51b Abs. 1, § 50 SGB II i. V. m. §§ 67a, 67b SGB X"
CASEWORK_RETENTION = "3 Jahre nach Ende des Falls"
STAFF_BASIS = "§ 26 BDSG bzw. Landesrecht, § 78a SGB X"
STAFF_RETENTION = "1 Jahr nach Ausscheiden"


def casework(purpose: str, necessity: str, retention: str = CASEWORK_RETENTION) -> Personal:
    """Declare a field that is processed for counselling under SGB II."""
    return Personal(purpose, CASEWORK_BASIS, necessity, retention)


def staff(purpose: str, necessity: str, retention: str = STAFF_RETENTION) -> Personal:
    """Declare a field about staff that is needed to run the system."""
    return Personal(purpose, STAFF_BASIS, necessity, retention)
