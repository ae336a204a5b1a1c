"""What the room itself contributes to the others."""


def register() -> None:
    """Nothing yet besides the registries themselves; called once when the app is ready."""
