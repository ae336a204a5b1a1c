"""What keeps a verb from being done."""


class Refused(Exception):
    """The data cannot be right; `field` names the form field the sentence belongs beside ("" = the whole form)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Outdated(Exception):
    """Somebody else saved first; the caller shows both versions."""
