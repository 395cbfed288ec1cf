"""The production server: gunicorn with threads, on the settings of the environment."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from typing import Any

import django
from django.core.management import call_command
from gunicorn.app.base import BaseApplication

from tiendo import heap

# So many new objects before the first look for garbage; a long plan has a hundred thousand, and none of them is any.
_YOUNG = 20_000


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

        # What is loaded by now stays for good: looking through it for garbage took half of a long plan's page.
        gc.collect()
        heap.set_aside()
        gc.set_threshold(_YOUNG)
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
