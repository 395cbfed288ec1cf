"""The WSGI application, for gunicorn and whatever else serves it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tiendo_web.settings")
application = get_wsgi_application()
