"""Documents, compiled plans, edits by hand, issued directives and their tasks. No verbs here.

What was read (``Plan.compiled``) is never changed; what a person changed is an :class:`Edit`. So the two
stay distinguishable for good, and the draft on the screen is computed from both.
"""

from __future__ import annotations

from django.db import models

from tiendo_web.core.models import Blob, Row
from tiendo_web.ledger.models import Fact
from tiendo_web.orgs.models import Body


class Document(Fact):
    """A file as it was handed in."""

    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "sha256"], name="plans_document_sha256")]


class Reading(Row):
    """A file that waits to be read as pictures of pages: who asked, and what came of it.

    It is no fact: what comes of it is a document with its plan, or nothing. ``file`` is the waiting file's own name
    in the store. ``told`` is why nothing could be read. ``level`` is the one that was chosen for the document.
    """

    file = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    asked_at = models.DateTimeField()
    by_kind = models.CharField(max_length=10)
    by_id = models.BigIntegerField()
    plan = models.ForeignKey("Plan", null=True, on_delete=models.PROTECT, related_name="+")
    told = models.JSONField(default=list)
    level = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "sha256"], name="plans_reading_once")]


class Plan(Fact):
    """A document as compiled: the public format ``tiendo-plan/1``, whole, and by which version.

    The derived columns are what a list shows of it, so that a list need not read the whole; and its ``level``, who may
    know of it (``core.access.Level``), which is what its last :class:`Marking` says.
    """

    DERIVED = frozenset({"folded", "name", "symbol", "title", "issuer", "task_count", "level"})

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    compiled = models.JSONField()
    compiler = models.CharField(max_length=40)
    name = models.CharField(max_length=255)
    symbol = models.CharField(max_length=80, blank=True)
    title = models.TextField(blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    task_count = models.PositiveIntegerField()
    folded = models.CharField(max_length=600)
    level = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "-recorded_at"], name="plans_plan_recorded")]


class Marking(Fact):
    """From this act on a document has this level, until its next marking; why is for those who may know of it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    reason = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "plan", "id"], name="plans_marking_plan")]


class Page(Fact):
    """A page of a plan's document, with the place of each word: what was read, and how sure.

    ``words`` are ``[start, end, left, top, right, bottom, confidence]``: offsets into the plan's text, places from the
    upper left corner, and 0 to 100 or null where nothing was guessed. Lengths are tenths of a point.
    ``start`` and ``end`` are the first and the last offset of its words.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    turned = models.PositiveIntegerField(default=0)
    ocr = models.BooleanField()
    word_count = models.PositiveIntegerField()
    doubt_count = models.PositiveIntegerField()
    words = models.JSONField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)

    ADDED = frozenset({"start", "end"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "plan", "number"], name="plans_page_number")]


class Edit(Fact):
    """One field changed by hand. ``task`` is the task's key in the plan, empty for the document's head.

    ``value`` replaces what stood there; the latest edit of a field holds. ``number`` counts the edits of
    a plan from 1: an editor says which she had seen, and a later one by somebody else is a conflict.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    task = models.CharField(max_length=80, blank=True)
    field = models.CharField(max_length=20)
    value = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "plan", "number"], name="plans_edit_number")]


class Directive(Fact):
    """A plan as issued: from here on its tasks are duties. Issued once. ``body`` is the one by whose rules it goes.

    ``urgency`` is the stamp at its head, in the words of ``tiendo.plan.urgency``; empty without one.
    """

    DERIVED = frozenset({"folded"})
    ADDED = frozenset({"urgency"})

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    type = models.CharField(max_length=10, blank=True)
    symbol = models.CharField(max_length=80, blank=True)
    title = models.TextField()
    issuer = models.CharField(max_length=300, blank=True)
    dated_on = models.DateField(null=True)
    urgency = models.CharField(max_length=20, null=True)
    folded = models.CharField(max_length=600)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "plan"], name="plans_directive_once")]


class Replacement(Fact):
    """An issued directive took the place of an older one; what became of its duties stands in their events."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")
    replaced = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "replaced"], name="plans_replacement_once")]


class Amendment(Fact):
    """An issued directive changed some tasks of an older one, which holds on; any number may amend the same one."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")
    amended = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "directive", "amended"], name="plans_amendment_once")
        ]
        indexes = [models.Index(fields=["jurisdiction", "amended"], name="plans_amendment_amended")]


class Task(Fact):
    """One task of an issued directive, as it stood when it was issued.

    ``deadline`` is its deadline as :func:`tiendo_web.plans.deadlines.encode` gives it, from which its day is counted
    again; empty where it was issued before that was kept, and stands in the plan.
    """

    ADDED = frozenset({"deadline"})

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    label = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    deadline_text = models.CharField(max_length=300, blank=True)
    deadline = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "directive", "position"], name="plans_task_position"),
            models.UniqueConstraint(fields=["jurisdiction", "directive", "key"], name="plans_task_key"),
        ]
