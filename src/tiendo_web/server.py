"""The production server: gunicorn with threads, on the settings of the environment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django
from django.core.management import call_command
from gunicorn.app.base import BaseApplication


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, told its options here instead of on a command line."""

    def __init__(self, options: dict[str, Any]) -> None:
        """Take gunicorn's settings by name."""
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options over."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application; loaded before the workers are forked, so that they share its memory."""
        from tiendo_web.wsgi import application

        return application


def serve(*, bind: str, workers: int, threads: int, hooks: Mapping[str, Any] | None = None) -> int:
    """Collect the static files and serve until told to stop, with gunicorn's ``hooks``; gives the exit code."""
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    options: dict[str, Any] = {
        "bind": bind,
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "preload_app": True,
        "accesslog": None,
        "loglevel": "warning",
        "control_socket_disable": True,
        **(hooks or {}),
    }
    Server(options).run()
    return 0
