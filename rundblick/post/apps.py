"""App configuration of the room."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.post"
    verbose_name = "Post"

    def ready(self) -> None:
        from rundblick.post import hooks

        hooks.register()
