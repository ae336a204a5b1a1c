"""Run Django's management commands: `python -m rundblick.manage migrate`."""

import os
import sys


def main() -> None:
    """Execute the command given on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rundblick.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
