"""Taking a document in, mending what was read, and laying an issued plan down.

Issuing itself is :func:`tiendo_web.duties.actions.issue`: one act lays the directive down here and makes
its duties there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

import tiendo
from tiendo import registry
from tiendo.diagnostic import Diagnostic
from tiendo.errors import Refusal, Refused
from tiendo.plan import admission, compiler, context, emit, read
from tiendo.source import Source
from tiendo_web.core import files, when
from tiendo_web.core.access import Actor, Level, Permission, Viewer, demand
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import queries as orgs
from tiendo_web.plans import columns, deadlines, draft, folding, issued, marking, pages, queries
from tiendo_web.plans.models import Directive, Document, Edit, Plan, Task
from tiendo_web.rulesets import queries as rulesets


class UnreadableFile(Refused):
    """The file was refused at the door; ``diagnostics`` say why, in the words of the readers."""

    kind = Refusal.INVALID

    def __init__(self, diagnostics: Sequence[Diagnostic], message: str = "", pictures: int = 0) -> None:
        """Take what the readers said, and how many of its pages are or have pictures.

        These take a while to read: see :mod:`tiendo_web.plans.reading`.
        """
        super().__init__(message or _("Tệp này không đọc được."), field="file")
        self.diagnostics = tuple(diagnostics)
        self.pictures = pictures


class SecretMark(UnreadableFile):
    """The file, or one that it carries, bears the stamp of a state secret."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Take where the stamp stands."""
        super().__init__([diagnostic], _("Tệp mang dấu chỉ độ mật nên không được nhận. Không có gì được lưu lại."))


class Unseen(UnreadableFile):
    """The file, or one that it carries, cannot be looked through for a stamp of secrecy, so it is not let in."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Take why not."""
        words = _("Không xem được tệp này có mang dấu chỉ độ mật hay không nên không nhận. Không có gì được lưu lại.")
        super().__init__([diagnostic], words)


class AlreadyIssued(Refused):
    """The plan was issued; it is no draft any more."""

    kind = Refusal.CONFLICT


class EditedMeanwhile(Refused):
    """Somebody else changed the task after this editor had opened it. ``now`` is the task as it stands."""

    kind = Refusal.CONFLICT

    def __init__(self, now: draft.TaskDraft | None) -> None:
        """Take the task as it stands now."""
        super().__init__(_("Người khác vừa sửa nhiệm vụ này. Nội dung bạn gõ vẫn còn bên dưới."))
        self.now = now


def take_in(
    *, data: bytes, name: str, viewer: Viewer, at: dt.datetime, level: Level = Level.OPEN, once: str = ""
) -> int:
    """Read, compile and keep a document under a level; gives the plan's id.

    Raises :class:`UnreadableFile` where it cannot be read or has pictures that nobody has read yet,
    :class:`SecretMark` where it must not be here, :class:`Unseen` where nobody can tell; nothing is stored then.
    """
    demand(viewer, Permission.DRAFT)
    files_read = read.read_all(data, name)
    looked = admission.look(data, name, files_read)
    if looked.stamp is not None:
        raise SecretMark(looked.stamp)
    source, faults = read.only(files_read, name)
    waits = looked.pictures if source is not None or read.pictures(faults) else 0
    if looked.shut is not None and (source is not None or waits):
        raise Unseen(looked.shut)
    if source is None or waits:
        raise UnreadableFile(faults, pictures=waits)
    return keep_read(
        source=source,
        faults=faults,
        data=data,
        name=name,
        jurisdiction_id=viewer.jurisdiction_id,
        by=viewer.actor,
        at=at,
        level=level,
        once=once,
    )


def keep_read(
    *,
    source: Source,
    faults: Sequence[Diagnostic],
    data: bytes,
    name: str,
    jurisdiction_id: int,
    by: Actor,
    at: dt.datetime,
    level: Level = Level.OPEN,
    once: str = "",
) -> int:
    """Compile and keep what was read of a file, with its pages; gives the plan's id. Rights were asked before.

    Rows that give tasks again are folded into these, which can be taken back: see :mod:`tiendo_web.plans.folding`.
    """
    made = compiled(source, faults, jurisdiction_id, when.day_of(at))
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="plans.take-in", by=by, at=at, once=once) as act:
        plan = keep(act, source=source, compiled=made, data=data, name=name, level=level)
        rows = folding.proposed(made["tasks"])
        write_edits(act, plan.pk, 0, [(row, folding.FOLDED, True) for row in rows])
        return plan.pk


def compiled(source: Source, faults: Sequence[Diagnostic], jurisdiction_id: int, on: dt.date) -> dict[str, Any]:
    """The plan in the public format that a source compiles to, by what is known on a day."""
    plan, found = compiler.compile(source, _known(jurisdiction_id, on))
    return emit.to_dict(plan, tuple(faults) + tuple(found))


def keep(
    act: ledger.Act, *, source: Source, compiled: dict[str, Any], data: bytes, name: str, level: Level = Level.OPEN
) -> Plan:
    """Within an act: keep a document with its pages and the plan it compiles to; gives the plan.

    It has the level that was chosen, or that its file has here already where that is higher.
    """
    blob = files.keep(jurisdiction_id=act.jurisdiction_id, data=data)
    document = act.write(_document(source, name, blob_id=blob.pk, sha256=blob.sha256))
    row = act.write(
        Plan(
            document=document,
            compiled=compiled,
            compiler=f"tiendo {tiendo.__version__}",
            level=max(level, marking.of_file(jurisdiction_id=act.jurisdiction_id, sha256=blob.sha256)),
            **columns.shown(compiled),
        )
    )
    act.write_all([pages.row(row, page) for page in source.pages])
    marking.begin(act, row)
    act.concerns(row)
    return row


def complete(act: ledger.Act, plan: Plan, *, head: Mapping[str, str], added: Sequence[str]) -> None:
    """Within the act that keeps a plan: what is known of its head otherwise than it was read, and tasks not seen."""
    _write_edits(act, plan.pk, 0, "", head)
    for number, text in enumerate(added, start=1):
        _write_edits(act, plan.pk, len(head) + number - 1, f"+{number}", {"text": text})


def admit(data: bytes, name: str) -> int:
    """How many pictures of a file are still to be looked through by :func:`refuse_stamped`; keeps nothing.

    Raises :class:`SecretMark` where what has letters bears the stamp of a state secret (Luật Bảo vệ bí mật nhà nước
    29/2018/QH14, Điều 5: such documents are not kept on a machine with a network), and :class:`Unseen`.
    """
    looked = admission.look(data, name)
    if looked.stamp is not None:
        raise SecretMark(looked.stamp)
    if looked.shut is not None:
        raise Unseen(looked.shut)
    return looked.pictures


def refuse_stamped(data: bytes, name: str, how: read.Scanning) -> None:
    """Raise :class:`SecretMark` where a picture in the file bears a stamp, :class:`Unseen` where one cannot be read."""
    try:
        told = admission.stamp_in_pictures(data, name, how)
    except read.Unreadable as fault:
        raise Unseen(fault.told(read.plain_name(name))) from fault
    if told is not None:
        raise SecretMark(told)


def refuse_secrets(found: Sequence[read.Found]) -> None:
    """Raise :class:`SecretMark` where one of these files, as it was read, bears the stamp of a state secret."""
    told = admission.stamp_in_words(found)
    if told is not None:
        raise SecretMark(told)


def _known(jurisdiction_id: int, on: dt.date) -> context.Context:
    """What the compiler may know of this jurisdiction: its bodies, what is known or issued here, the calendar."""
    tree = orgs.tree(jurisdiction_id=jurisdiction_id, on=on)
    names = [name for body in tree for name in (body.name, body.abbreviation, f"Ủy ban nhân dân {body.name}") if name]
    names += [group.name for group in orgs.groups(jurisdiction_id=jurisdiction_id)]
    held = (
        registry.Document(one.symbol, one.type, one.dated_on, one.issuer or None, registry.Trust.HELD, one.title)
        for one in issued.open_to_all(jurisdiction_id=jurisdiction_id, on=on)
        if one.symbol and one.dated_on
    )
    return context.Context(
        bodies=tuple(names),
        calendar=rulesets.calendar(jurisdiction_id=jurisdiction_id),
        registry=registry.Registry((*held, *registry.shipped())),
        tree=tree,
        today=on,
        duties=issued.stated(jurisdiction_id=jurisdiction_id, on=on),
    )


def _document(source: Source, name: str, *, blob_id: int, sha256: str) -> Document:
    """The file as it was handed in; what was read may stand inside it."""
    shown = read.plain_name(name)[-255:]
    return Document(blob_id=blob_id, sha256=sha256, name=shown, media_type=source.media_type)


def mend_task(
    *,
    plan_id: int,
    task: str,
    fields: Mapping[str, Any],
    seen: int,
    viewer: Viewer,
    at: dt.datetime,
    once: str = "",
    opened: queries.PlanPage | None = None,
) -> None:
    """Change fields of one task (see ``draft.TASK_FIELDS``); fields that hold already are left alone.

    ``seen`` is the task's last edit that the editor saw; raises :class:`EditedMeanwhile` where there is a
    later one that holds other values, :class:`AlreadyIssued`, or ``plans.queries.NoPlan``. ``opened`` is the plan
    where it was loaded already: of a hundred pages that takes longer than all the rest.
    """
    demand(viewer, Permission.DRAFT)
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="plans.mend", by=viewer.actor, at=at, once=once
    ) as act:
        now = open_draft(plan_id, viewer, act.on, opened)
        standing = now.task(task)
        if standing is not None and standing.seen > seen:
            raise EditedMeanwhile(standing)
        changed = {name: value for name, value in fields.items() if standing is None or _now(standing, name) != value}
        _write_edits(act, plan_id, now.number, task, changed)


def add_task(*, plan_id: int, text: str, viewer: Viewer, at: dt.datetime, once: str = "") -> str:
    """Add a task that the compiler did not see; gives its key."""
    demand(viewer, Permission.DRAFT)
    if not text.strip():
        raise Refused(_("Hãy gõ nội dung nhiệm vụ."), field="text")
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="plans.mend", by=viewer.actor, at=at, once=once
    ) as act:
        now = open_draft(plan_id, viewer, act.on)
        key = f"+{now.next_key}"
        _write_edits(act, plan_id, now.number, key, {"text": text.strip()})
    return key


def mend_head(
    *, plan_id: int, fields: Mapping[str, str], seen: int, viewer: Viewer, at: dt.datetime, once: str = ""
) -> None:
    """Change what the document says of itself (see ``draft.HEAD_FIELDS``); like :func:`mend_task`."""
    demand(viewer, Permission.DRAFT)
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="plans.mend", by=viewer.actor, at=at, once=once
    ) as act:
        now = open_draft(plan_id, viewer, act.on)
        if now.head_seen > seen:
            raise EditedMeanwhile(None)
        changed = {name: value for name, value in fields.items() if now.head[name].now != value}
        _write_edits(act, plan_id, now.number, "", changed)


def open_draft(plan_id: int, viewer: Viewer, on: dt.date, opened: queries.PlanPage | None = None) -> draft.Draft:
    """The draft of a plan that is not issued yet; raises :class:`AlreadyIssued` or ``plans.queries.NoPlan``."""
    if Directive.objects.filter(jurisdiction_id=viewer.jurisdiction_id, plan_id=plan_id).exists():
        raise AlreadyIssued(_("Văn bản này đã ban hành, không sửa được nữa."))
    if opened is not None and opened.id == plan_id:
        return queries.draft_again(opened, viewer=viewer, on=on)
    return queries.plan_draft(plan_id=plan_id, viewer=viewer, on=on)


def _now(task: draft.TaskDraft, name: str) -> Any:
    held = getattr(task, name)
    value = held.now if isinstance(held, draft.Field) else held
    return list(value) if isinstance(value, tuple) else value


def _write_edits(act: ledger.Act, plan_id: int, number: int, task: str, fields: Mapping[str, Any]) -> None:
    write_edits(act, plan_id, number, [(task, name, value) for name, value in sorted(fields.items())])


def write_edits(act: ledger.Act, plan_id: int, number: int, edits: Sequence[tuple[str, str, Any]]) -> None:
    """Within an act: write edits (task, field, value) after the one with that number."""
    act.concerns(Plan(pk=plan_id))
    act.write_all(
        [
            Edit(plan_id=plan_id, number=number + n, task=task, field=name, value=value)
            for n, (task, name, value) in enumerate(edits, start=1)
        ]
    )


def lay_down(act: ledger.Act, *, plan_id: int, body_id: int, now: draft.Draft) -> tuple[Directive, dict[str, Task]]:
    """Within an act: write the directive and its kept tasks; gives the tasks by key."""
    head = {name: field.now for name, field in now.head.items()}
    directive = act.write(
        Directive(
            plan_id=plan_id,
            body_id=body_id,
            type=head["type"][:10],
            symbol=head["symbol"][:80],
            title=head["title"],
            issuer=head["issuer"][:300],
            dated_on=when.day_or_none(head["issued_on"]),
            urgency=head["urgency"] or None,
            folded=columns.directive_key(head["symbol"], head["title"]),
        )
    )
    tasks = act.write_all(
        [
            Task(
                directive=directive,
                position=position,
                key=task.key,
                label=task.label[:80],
                text=task.text.now,
                start=task.span[0] if task.span else None,
                end=task.span[1] if task.span else None,
                deadline_text=task.deadline.now[:300],
                deadline=deadlines.encode(deadlines.said(task)),
            )
            for position, task in enumerate(now.kept, start=1)
        ]
    )
    return directive, {task.key: task for task in tasks}
