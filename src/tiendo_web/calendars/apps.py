"""Days off as a Django app: here the counting of days that are awaited is tied to the acts on duties."""

from __future__ import annotations

from django.apps import AppConfig


class Calendars(AppConfig):
    """Has a duty counted anew, where a decision has not reached it yet, before anybody acts on it."""

    name = "tiendo_web.calendars"

    def ready(self) -> None:
        """Connect."""
        from tiendo_web.calendars import moving
        from tiendo_web.duties import awaiting

        awaiting.touched.connect(moving.settle, dispatch_uid="count what is awaited")
