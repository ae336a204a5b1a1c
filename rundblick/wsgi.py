"""WSGI entry point for granian or gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rundblick.settings")

application = get_wsgi_application()

# Read once here, so that the first person who asks in another language does not wait for it.
from rundblick.directory.tongues.understanding import prepare  # noqa: E402

prepare()
