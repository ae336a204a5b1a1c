"""What can go wrong with a report, in sentences for the screen."""


class Refused(Exception):
    """The report cannot be ordered or published like this; the message says why."""
