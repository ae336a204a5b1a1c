"""What the room contributes to the others."""


def register() -> None:
    """Called once when the app is ready."""
