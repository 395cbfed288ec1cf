"""One row for each kind of recurring work of a jurisdiction. No verbs here."""

from __future__ import annotations

from django.db import models

from tiendo_web.core.models import Row


class Job(Row):
    """Recurring work: when it is due next, and what came of it the last time.

    Only the next moment is stored; a worker that was away finds it in the past and catches up.
    """

    kind = models.CharField(max_length=40)
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "kind"], name="work_job_once")]
        indexes = [models.Index(fields=["next_at"], name="work_job_next")]
