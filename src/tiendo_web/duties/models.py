"""Duties, events, evidence, and the totals that a scorecard of any day reads. No verbs here."""

from __future__ import annotations

from django.db import models

from tiendo_web.accounts.models import User
from tiendo_web.core.models import Blob, Row
from tiendo_web.ledger.models import Fact
from tiendo_web.orgs.models import Body
from tiendo_web.plans.models import Directive, Plan, Task


class Duty(Fact):
    """What one body owes under one task.

    It was issued to ``body``, and is owed by ``owner``: another one where a reorganisation passed it on.
    ``parent`` is the duty that it was broken down from; ``text`` is its own wording then, else empty.
    The derived columns are what replaying the events gives, kept for lists; ``recount`` checks them.
    ``first_due_on`` is the day it was issued with; ``asked_for`` the day that a request for a later one asks for, while
    it waits. ``near_from`` is the day on which time alone makes the duty near due, ``late_from`` the one after the due
    day, where it is or will be overdue; empty where it never will, as things stand. ``heard_on`` is the day from which
    silence counts: a duty without a deadline ages from it, or from ``parts_heard_on``, the day of the last report on a
    part or an occurrence of it. ``undated`` is why one that has a term has no day yet, out of ``tiendo.duty.Undated``.
    ``urged`` is how many letters urged it, ``urged_on`` the day of the last one. ``level`` is who may know of it
    (``core.access.Level``): the highest of its document's, its whole's, and that of its last :class:`Marking`. What is
    above a whole leaves no trace on it: ``parts_heard_on`` is of parts of its own level.
    """

    DERIVED = frozenset(
        {
            "owner_id",
            "stage",
            "due_on",
            "first_due_on",
            "near_from",
            "late_from",
            "handed_in_on",
            "asked_for",
            "heard_on",
            "undated",
            "parts_heard_on",
            "urged",
            "urged_on",
            "level",
            "last_at",
        }
    )

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    text = models.TextField(blank=True)
    stage = models.CharField(max_length=20)
    due_on = models.DateField(null=True)
    first_due_on = models.DateField(null=True)
    near_from = models.DateField(null=True)
    late_from = models.DateField(null=True)
    handed_in_on = models.DateField(null=True)
    asked_for = models.DateField(null=True)
    heard_on = models.DateField(null=True)
    undated = models.CharField(max_length=10, null=True)
    parts_heard_on = models.DateField(null=True)
    urged = models.PositiveIntegerField(default=0)
    urged_on = models.DateField(null=True)
    level = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()

    # Every index costs each act a write, so there is one for each order of the whole list, one for each filter that
    # may catch few among millions, and none that merely spares a sort of some thousands.
    class Meta:
        indexes = [
            # The list that nobody has narrowed.
            models.Index(fields=["jurisdiction", "due_on", "id"], name="duties_duty_due"),
            # What is overdue and what is near: one order, by the day after the due day.
            models.Index(fields=["jurisdiction", "late_from", "id"], name="duties_duty_late"),
            models.Index(fields=["jurisdiction", "stage", "due_on", "id"], name="duties_duty_stage"),
            # A body's own list, and the whole one by body.
            models.Index(fields=["jurisdiction", "owner", "due_on", "id"], name="duties_duty_owner"),
            # A body's own lists, and those of a few bodies: by stage, and what is late or near.
            models.Index(fields=["jurisdiction", "owner", "stage", "due_on", "id"], name="duties_duty_owner_stage"),
            models.Index(
                fields=["jurisdiction", "owner", "late_from", "id"],
                name="duties_duty_owner_late",
                condition=models.Q(late_from__isnull=False),
            ),
            models.Index(fields=["jurisdiction", "-last_at", "-id"], name="duties_duty_latest"),
            models.Index(
                fields=["jurisdiction", "-last_at", "-id"],
                name="duties_duty_ended",
                condition=models.Q(stage__in=["closed", "revoked", "replaced"]),
            ),
            models.Index(fields=["jurisdiction", "directive", "owner"], name="duties_duty_directive"),
            # What is asked about duties is counted without a look at any of them.
            models.Index(fields=["id"], include=["owner", "stage", "level"], name="duties_duty_asked_about"),
            # The parts of what a body owes, by whomever: one duty in twenty is a part.
            models.Index(
                fields=["jurisdiction", "parent", "owner", "level", "id"],
                name="duties_duty_parts",
                condition=models.Q(parent__isnull=False),
            ),
            models.Index(fields=["jurisdiction", "task"], name="duties_duty_task"),
            models.Index(
                fields=["jurisdiction", "due_on"],
                name="duties_duty_asked",
                condition=models.Q(asked_for__isnull=False),
            ),
            models.Index(
                fields=["jurisdiction", "due_on", "id"],
                name="duties_duty_put_off",
                condition=models.Q(first_due_on__lt=models.F("due_on")),
            ),
            models.Index(
                fields=["jurisdiction", "undated", "heard_on", "id"],
                name="duties_duty_undated",
                condition=models.Q(undated__isnull=False),
            ),
            # Of what has no day only what is open ages, the fewest of all that ever had none.
            models.Index(
                fields=["jurisdiction", "heard_on", "id"],
                name="duties_duty_silent",
                # They are counted by their age without a look at any of them.
                include=["parts_heard_on", "undated", "last_at"],
                condition=models.Q(due_on__isnull=True, stage__in=["issued", "refused", "doing", "returned"]),
            ),
        ]


class Marking(Fact):
    """From this act on a duty has at least this level, until a later marking of it; why is for those who may know."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    reason = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "duty", "id"], name="duties_marking_duty")]


class Charge(Fact):
    """Who looks after a duty, for the ``body`` that owes it (the ``part`` of the doer) or that it is given by.

    The latest row of a duty and a part holds; without a ``user`` nobody does any more. The duty stays the body's.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=5)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["jurisdiction", "duty", "part", "id"], name="duties_charge_duty"),
            models.Index(fields=["jurisdiction", "user"], name="duties_charge_user"),
        ]


class Coordination(Fact):
    """A body that works with the lead on a task: it sees the duties, and owes none of them."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "task", "body"], name="duties_coordination_once")
        ]


class Event(Fact):
    """One thing that happened to a duty. The kinds and their order are :mod:`tiendo.duty`'s.

    ``happened_on`` is what the actor says; the clock goes by ``recorded_at``, so nothing is back-dated.
    ``due_on``, ``near_on`` and ``trace`` (how the day was computed) stand on the event that set the day; on one
    that asks for a later day ``due_on`` is that day. An event
    that passes the duty on names the ``body`` that owes it from then on, and in ``trace`` why that one.
    ``reason`` is why a duty is closed, out of ``tiendo.duty.Closing``; ``other`` the duty that takes its place.
    ``undated`` says why the event leaves the duty without a day though it has a term.
    """

    ADDED = frozenset({"body_id", "reason", "other_id", "undated"})

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    happened_on = models.DateField()
    text = models.TextField(blank=True)
    figures = models.JSONField(default=list)
    due_on = models.DateField(null=True)
    near_on = models.DateField(null=True)
    trace = models.TextField(blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.CharField(max_length=20, null=True)
    other = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+", null=True)
    undated = models.CharField(max_length=10, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["jurisdiction", "duty", "id"], name="duties_event_duty"),
            models.Index(
                fields=["jurisdiction", "other"],
                name="duties_event_other",
                condition=models.Q(other__isnull=False),
            ),
            models.Index(
                fields=["jurisdiction", "recorded_at"],
                name="duties_event_passed",
                condition=models.Q(kind="passed"),
            ),
            # What gives a duty a day of its own, so that a decision on days off knows which to look at one by one.
            models.Index(
                fields=["jurisdiction", "duty"],
                name="duties_event_own_day",
                condition=models.Q(kind__in=["extended", "paused", "resumed", "began", "reopened"]),
            ),
            # What a decision on days off moved, by the acts that did.
            models.Index(
                fields=["jurisdiction", "act"], name="duties_event_reckoned", condition=models.Q(kind="reckoned")
            ),
        ]


class Evidence(Fact):
    """A file attached to an event."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)


class Held(Row):
    """A file handed in with an event that nobody is shown before its pictures are looked through for a stamp.

    It is no fact: what comes of it is :class:`Evidence`, or nothing. ``file`` is its name in the store of waiting
    files, ``place`` its number among the files of the event. Of one that bears a stamp only ``told`` is left: why.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    file = models.CharField(max_length=32, blank=True)
    name = models.CharField(max_length=255, blank=True)
    told = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "event", "place"], name="duties_held_place")]


class Tally(Row):
    """The counts of one body's duties of one ``level`` under one directive from ``day`` on, by task and standing.

    A running total. Each level has its own, so that what a reader is shown is a sum of what he may know of.

    Written by the act that changes it, ahead to the days on which time alone will change it. The last row
    on or before a day is that day's truth. ``opening`` marks the first row of a body under a directive: a
    scorecard begins with these and looks up one later row for each, however long the history.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(default=0)
    day = models.DateField()
    opening = models.BooleanField(default=False)
    counts = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "directive", "body", "level", "day"], name="duties_tally_level_day"
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction", "directive", "body"],
                name="duties_tally_opening",
                condition=models.Q(opening=True),
            ),
        ]


class Figures(Row):
    """Counts of the duties of one body of one ``level``, over all directives: a column for each of ``tiendo.rollup``'s
    ``ORDER``, so that the database sums them.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(default=0)
    day = models.DateField()
    in_term = models.IntegerField(default=0)
    near_due = models.IntegerField(default=0)
    overdue = models.IntegerField(default=0)
    done_on_time = models.IntegerField(default=0)
    done_late = models.IntegerField(default=0)
    no_deadline = models.IntegerField(default=0)
    closed = models.IntegerField(default=0)
    paused = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)
    put_off = models.IntegerField(default=0)
    done_past_first = models.IntegerField(default=0)
    open_past_first = models.IntegerField(default=0)
    undated = models.IntegerField(default=0)

    class Meta:
        abstract = True


class BodyChange(Figures):
    """What is to be added to the figures of a body from ``day`` on; written ahead, as :class:`Tally` is."""

    class Meta:
        constraints = [
            # Whatever is read of a month lies together, whoever's it is.
            models.UniqueConstraint(fields=["jurisdiction", "day", "body", "level"], name="duties_bodychange_once")
        ]


class BodyTotal(Figures):
    """The figures of a body when ``day`` began, the first of a month: all that changed before it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "day", "body", "level"], name="duties_bodytotal_once")
        ]


class Inquiry(Fact):
    """Something asked of ``body`` about a duty, by the day ``due_on``: see :mod:`tiendo.inquiry`.

    What a document asks of whoever coordinates a ``task`` is asked once, whoever leads it: ``duty`` is the first one
    given under it, and without a ``due_on`` it is asked by the day of the task, wherever that moves.
    ``silence`` says on what ground silence past that day counts as agreement, by the rules of the day on which it was
    asked; empty where it counts as nothing but silence. The derived columns are what the steps give: ``answer_by`` is
    the day that holds, a later one where an answer was sent back, none while the task has no running day. ``live``:
    somebody still owes the ``task``.
    """

    DERIVED = frozenset({"status", "answered_on", "answer_by", "live"})
    ADDED = frozenset({"task_id"})

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    asker = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    due_on = models.DateField(null=True)
    silence = models.TextField(blank=True)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+", null=True)
    status = models.CharField(max_length=20)
    answered_on = models.DateField(null=True)
    answer_by = models.DateField(null=True)
    live = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(fields=["jurisdiction", "duty", "id"], name="duties_inquiry_duty"),
            models.Index(
                fields=["jurisdiction", "status", "answer_by", "id"],
                name="duties_inquiry_waiting",
                # So are these.
                include=["duty", "body", "kind", "task", "live"],
            ),
            # The list that nobody has narrowed.
            models.Index(fields=["jurisdiction", "answer_by", "id"], name="duties_inquiry_by_day"),
            models.Index(fields=["jurisdiction", "body", "status"], name="duties_inquiry_body"),
        ]


class InquiryStep(Fact):
    """One thing that happened to an inquiry after it was asked: an answer, or what the asker says to it.

    ``due_on`` is the day by which an answer that was sent back is asked for again.
    """

    ADDED = frozenset({"due_on"})

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    due_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "inquiry", "id"], name="duties_inquirystep_inquiry")]


class Letter(Fact):
    """An urging letter: one act, to one body or a hundred. Its text has places that each body fills: ``tiendo.urging``.

    ``each``: every body gets a letter of its own, with its own duties; else one letter goes to all.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=300)
    text = models.TextField()
    place = models.CharField(max_length=120)
    report_by = models.DateField()
    signed_as = models.TextField(blank=True)
    each = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "-id"], name="duties_letter_latest")]


class LetterLine(Fact):
    """One duty in a letter, and how it stood on that day: the body that owed it, its day, by how many days."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=20)
    due_on = models.DateField(null=True)
    days = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "letter", "duty"], name="duties_letterline_once")
        ]
        indexes = [models.Index(fields=["jurisdiction", "duty", "id"], name="duties_letterline_duty")]


class LetterCopy(Fact):
    """A letter as it was sent: its text to one body, or with no ``body`` the one text that went to all."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True)
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "letter"], name="duties_lettercopy_letter")]


class Origin(Fact):
    """Where a plan that was typed by hand comes from: see :mod:`tiendo.spoken`. What was typed is its document."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    said_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "plan"], name="duties_origin_once")]
