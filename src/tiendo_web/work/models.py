"""Work that is done in the background: by rhythm, or once for one thing. No verbs here."""

from __future__ import annotations

from django.db import models

from tiendo_web.core.models import Row


class Job(Row):
    """Work of one kind, on one ``subject`` where it is not on the whole jurisdiction.

    Only the next moment is stored; a worker that was away finds it in the past and catches up. While work is being
    done, ``next_at`` is when its worker counts as dead; it is empty once nothing is left to do.
    ``mark`` is where work goes on that is done piece by piece, ``changed`` how many things it has changed so far.
    """

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, blank=True, default="")
    next_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    mark = models.PositiveBigIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "kind", "subject"], name="work_job_subject")]
        indexes = [models.Index(fields=["next_at"], name="work_job_next")]
