"""What keeps a verb from being done. Messages are German and meant for the screen."""

from rundblick.access.models import DossierScoped


class Refused(Exception):
    """The data cannot be right, or the law asks for something first; `field` names the form field ("" = all)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Stale(Exception):
    """Somebody else saved first; `row` is what is stored now, for showing both versions."""

    def __init__(self, row: DossierScoped) -> None:
        super().__init__("changed meanwhile")
        self.row = row


class NotPublished(LookupError):
    """No version of this programme is published (for that day)."""


class Hint(Exception):
    """Something worth a second look before saving; whoever wants it all the same saves with `overrule` (rule 9)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
