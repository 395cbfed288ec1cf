"""Founding a jurisdiction and its bodies; giving hats and taking them off."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tiendo import orgtree
from tiendo.diagnostic import Diagnostic
from tiendo.errors import Refusal, Refused
from tiendo.intake import changes
from tiendo.orgtree import BodyKind, naming
from tiendo_web.accounts import actions as accounts
from tiendo_web.accounts.queries import Outcome
from tiendo_web.core import files
from tiendo_web.core.access import HATS, SYSTEM, Actor, ActorKind, Permission, Role, Viewer, acting, demand
from tiendo_web.core.models import Jurisdiction
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import administrators, facts, holders, queries, tables, viewers
from tiendo_web.orgs.models import Group, Holder, HolderEnd, Import, Office, TreeStamp, Withdrawal


class SlugTaken(Refused):
    """Another jurisdiction has this short name."""

    kind = Refusal.CONFLICT


class HatMissing(Refused):
    """There is no such hat in this jurisdiction."""

    kind = Refusal.MISSING


class HatOff(Refused):
    """The hat was taken off already."""

    kind = Refusal.CONFLICT


class NoPeriod(Refused):
    """A hat would end before it begins."""

    kind = Refusal.INVALID


class NotOurs(Refused):
    """The account is not this jurisdiction's alone."""

    kind = Refusal.MISSING


class DefinedMeanwhile(Refused):
    """Somebody else defined the group anew, after this editor had opened it."""

    kind = Refusal.CONFLICT


class ImportRefused(Refused):
    """A table of bodies was not taken over; ``diagnostics`` say why, row by row."""

    kind = Refusal.INVALID

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic]) -> None:
        """Take what was said of the table."""
        super().__init__(message, field="file")
        self.diagnostics = tuple(diagnostics)


@dataclass(frozen=True, slots=True)
class NewBody:
    """A body to found. ``ref`` names it within one call, so that others can name it as ``parent``."""

    ref: str
    kind: BodyKind
    name: str
    begins_on: dt.date
    abbreviation: str = ""
    code: str = ""
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class NewHat:
    """A hat to give: a role for a body from a day on, to a day where it is for a term."""

    user_id: int
    role: Role
    body_id: int
    holds_from: dt.date
    holds_to: dt.date | None = None


@transaction.atomic
def found_jurisdiction(*, slug: str, name: str) -> Jurisdiction:
    """Make a tenant with an empty chain; raises :class:`SlugTaken`."""
    try:
        with transaction.atomic():
            jurisdiction = Jurisdiction.objects.create(slug=slug, name=name)
    except IntegrityError as fault:
        raise SlugTaken(_("Tên viết tắt này đã có."), field="slug") from fault
    ledger.open_chain(jurisdiction)
    return jurisdiction


def found_bodies(
    *, jurisdiction_id: int, bodies: Sequence[NewBody], by: Actor = SYSTEM, at: dt.datetime
) -> dict[str, int]:
    """Found bodies, parents before or after their children; gives the id of each ``ref``.

    Raises KeyError where a parent is not among ``bodies``, and ``tiendo.orgtree.TreeRefused`` where the bodies would
    make no tree on some day: two with one code, or a circle of parents.
    """
    ids = {new.ref: -place for place, new in enumerate(bodies, start=1)}
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="orgs.found", by=by, at=at) as act:
        made = reshape(act, [_founded(new, ids) for new in bodies])
    return {ref: made[one] for ref, one in ids.items()}


def _founded(new: NewBody, ids: Mapping[str, int]) -> orgtree.BodyFacts:
    """A new body as facts, under its id below zero."""
    return orgtree.BodyFacts(
        id=ids[new.ref],
        kind=new.kind,
        names=(orgtree.Name(new.name, new.abbreviation, new.begins_on),),
        codes=(orgtree.Code(new.code, new.begins_on),) if new.code else (),
        parents=(orgtree.Parent(ids[new.parent] if new.parent is not None else None, new.begins_on),),
        begins_on=new.begins_on,
    )


def reshape(act: ledger.Act, changed: Sequence[orgtree.BodyFacts]) -> dict[int, int]:
    """Within an act, write what ``changed`` says beyond what is known; new bodies have ids below zero.

    Gives the id of each new body by the one it came with. Raises ``tiendo.orgtree.TreeRefused`` where the bodies
    would make no tree on some day.
    """
    known = {one.id: one for one in facts.read(act.jurisdiction_id)}
    made = facts.write(act, changed, known)
    days = {day for one in changed for day in one.days}
    _check_trees(facts.read(act.jurisdiction_id), days)
    _stamp(act.jurisdiction_id)
    return made


def _check_trees(all_facts: Sequence[orgtree.BodyFacts], days: Collection[dt.date]) -> None:
    """The bodies must make a tree on each of these days, and on every later one on which something changes."""
    first = min(days, default=None)
    if first is not None:
        for day in sorted({day for one in all_facts for day in one.days if day >= first}):
            orgtree.OrgTree(all_facts, day)


def import_bodies(
    *, jurisdiction_id: int, data: bytes, name: str, on: dt.date, by: Viewer | Actor, at: dt.datetime, once: str = ""
) -> changes.Changes:
    """Take a table of bodies over from the day ``on``, all of it or nothing; gives what it changed.

    Raises :class:`ImportRefused` with what is wrong, row by row, or where the table changes nothing.
    """
    by = acting(by, Permission.MANAGE_BODIES, jurisdiction_id)
    with (
        ledger.act(jurisdiction_id=jurisdiction_id, kind="orgs.import", by=by, at=at, once=once) as act,
        administrators.kept(jurisdiction_id=jurisdiction_id, on=max(on, act.on)),
    ):
        planned, told = tables.planned(facts.read(jurisdiction_id), data=data, name=name, on=on, today=act.on)
        if planned is None:
            raise ImportRefused(_("Bảng còn chỗ sai nên không nhập gì cả."), told)
        if not planned.facts:
            raise ImportRefused(_("Bảng không có gì khác với danh sách đang có."), told)
        blob = files.keep(jurisdiction_id=jurisdiction_id, data=data)
        act.write(Import(blob=blob, sha256=blob.sha256, name=name[:255], starts_on=on))
        reshape(act, planned.facts)
    return planned


def withdraw(act: ledger.Act, withdrawn: int, since: dt.date | None = None) -> None:
    """Within an act, let what the act ``withdrawn`` says of bodies not hold; raises ``TreeRefused`` as above.

    ``since`` is the day from which it held, where that has come.
    """
    with administrators.kept(jurisdiction_id=act.jurisdiction_id, on=act.on):
        act.write(Withdrawal(withdrawn=withdrawn))
        all_facts = facts.read(act.jurisdiction_id)
        first = min(act.on, since or act.on)
        _check_trees(all_facts, {day for one in all_facts for day in one.days if day >= first})
        _stamp(act.jurisdiction_id)


def withdraw_table(act: ledger.Act, table_id: int) -> None:
    """Within an act, let what a table says of bodies not hold; raises as :func:`withdraw`."""
    row = Import.objects.get(jurisdiction_id=act.jurisdiction_id, pk=table_id)
    act.concerns(row)
    withdraw(act, row.act, since=row.starts_on)


def _stamp(jurisdiction_id: int) -> None:
    stamp = secrets.token_hex(16)
    if not TreeStamp.objects.filter(jurisdiction_id=jurisdiction_id).update(stamp=stamp):
        TreeStamp.objects.create(jurisdiction_id=jurisdiction_id, stamp=stamp)


def define_group(
    *,
    viewer: Viewer,
    name: str,
    definition: orgtree.Definition,
    at: dt.datetime,
    key: str = "",
    seen: int = 0,
    once: str = "",
) -> str:
    """Define a group of bodies, or define it anew where ``key`` names one; gives its key.

    Raises ``Refused`` beside the field that is wrong, ``queries.NoGroup``, and :class:`DefinedMeanwhile` where
    ``seen`` is not the number of the definition that holds.
    """
    demand(viewer, Permission.MANAGE_BODIES)
    if not name.strip():
        raise Refused(_("Hãy đặt tên cho nhóm."), field="name")
    if not definition.kinds and not definition.added:
        raise Refused(_("Hãy chọn loại cơ quan, hoặc chọn từng cơ quan."), field="kinds")
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="orgs.define-group", by=viewer.actor, at=at, once=once
    ) as act:
        if key and queries.group(jurisdiction_id=viewer.jurisdiction_id, key=key).number != seen:
            raise DefinedMeanwhile(
                _("Người khác vừa sửa nhóm này. Những gì bạn nhập còn đây; lưu lần nữa sẽ thay bản của họ.")
            )
        named = naming.exactly(name)
        for one in queries.groups(jurisdiction_id=viewer.jurisdiction_id):
            if one.key != key and naming.exactly(one.name) == named:
                words = _("Đã có nhóm “%(name)s”. Hãy đặt tên khác, hoặc sửa nhóm đó.")
                raise Refused(words % {"name": one.name}, field="name")
        row = Group(key=key or secrets.token_urlsafe(12), name=name.strip(), definition=definition.encode())
        return act.write(row).key


def end_group(*, viewer: Viewer, key: str, at: dt.datetime, once: str = "") -> None:
    """The group is over; raises ``queries.NoGroup``."""
    demand(viewer, Permission.MANAGE_BODIES)
    with ledger.act(
        jurisdiction_id=viewer.jurisdiction_id, kind="orgs.end-group", by=viewer.actor, at=at, once=once
    ) as act:
        known = queries.group(jurisdiction_id=viewer.jurisdiction_id, key=key)
        act.write(Group(key=key, name=known.name, definition=None))


def give_hat(
    *,
    jurisdiction_id: int,
    user_id: int,
    role: Role,
    body_id: int,
    holds_from: dt.date,
    by: Viewer | Actor = SYSTEM,
    at: dt.datetime,
    holds_to: dt.date | None = None,
    once: str = "",
) -> int:
    """Let a user wear a role for a body over a period; gives the holder's id. Raises as :func:`put_hat`."""
    by = acting(by, Permission.MANAGE_PEOPLE, jurisdiction_id)
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="orgs.give-hat", by=by, at=at, once=once) as act:
        return put_hat(act, NewHat(user_id, role, body_id, holds_from, holds_to))


def put_hat(act: ledger.Act, hat: NewHat) -> int:
    """Within an act, give a hat; gives the holder's id. Raises ``Refused`` for a body or a period that is none."""
    return put_hats(act, [hat])[0]


def put_hats(act: ledger.Act, hats: Sequence[NewHat]) -> list[int]:
    """Within an act, give hats; gives the holders' ids. Raises as :func:`put_hat` for the first that cannot be."""
    known = {one.id: one for one in queries.all_facts(jurisdiction_id=act.jurisdiction_id)}
    _check_giver(act, hats)
    for hat in hats:
        if hat.holds_to is not None and hat.holds_to <= hat.holds_from:
            raise NoPeriod(_("Ngày thôi giữ phải sau ngày bắt đầu."), field="holds_to")
        if hat.role not in HATS:
            raise Refused(_("Vai trò này không giao cho ai được."), field="role")
        _check_body(known.get(hat.body_id), hat, today=act.on)
    _check_once(act, hats)
    rows = [
        Holder(
            user_id=hat.user_id,
            role=hat.role.value,
            body_id=hat.body_id,
            holds_from=hat.holds_from,
            holds_to=hat.holds_to,
        )
        for hat in hats
    ]
    made = [row.pk for row in act.write_all(rows)]
    tell({hat.user_id for hat in hats}, Outcome.GIVEN, act)
    return made


def tell(user_ids: Collection[int], done: Outcome, act: ledger.Act) -> None:
    """Within an act of somebody, let those whom it is done to find it under their account, with his name."""
    if act.by.kind is ActorKind.HOLDER:
        doer = Holder.objects.get(jurisdiction_id=act.jurisdiction_id, pk=act.by.id)
        accounts.note_upon(user_ids=sorted(user_ids), outcome=done, by_id=doer.user_id, at=act.at)


def _check_once(act: ledger.Act, hats: Sequence[NewHat]) -> None:
    """Nobody wears one hat twice at a time: taken off once, it would still be on."""
    known = holders.periods(jurisdiction_id=act.jurisdiction_id, user_ids=[hat.user_id for hat in hats])
    for hat in hats:
        worn = known.setdefault((hat.user_id, hat.role.value, hat.body_id), [])
        if any(_overlap(period, (hat.holds_from, hat.holds_to)) for period in worn):
            raise Refused(_("Người này đã giữ vai trò ấy ở cơ quan này vào thời gian ấy."), field="role")
        worn.append((hat.holds_from, hat.holds_to))


def _overlap(one: tuple[dt.date, dt.date | None], other: tuple[dt.date, dt.date | None]) -> bool:
    return (one[1] is None or other[0] < one[1]) and (other[1] is None or one[0] < other[1])


def _check_giver(act: ledger.Act, hats: Sequence[NewHat]) -> None:
    """Nobody gives himself a hat; and who stands in for another makes nobody administrator."""
    if act.by.kind is ActorKind.HOLDER:
        giver = Holder.objects.select_related("stands_for").get(jurisdiction_id=act.jurisdiction_id, pk=act.by.id)
        principal = giver.stands_for
        if giver.user_id in {hat.user_id for hat in hats}:
            raise Refused(_("Không ai tự giao vai trò cho mình; hãy nhờ một quản trị khác."), field="user")
        if principal is not None and any(administrators.manages(hat.role, office=True) for hat in hats):
            raise Refused(_("Người đang làm thay không giao vai trò quản trị."), field="role")


def take_off_hat(
    *, jurisdiction_id: int, holder_id: int, ends_on: dt.date, by: Viewer | Actor, at: dt.datetime
) -> None:
    """From ``ends_on`` on the hat is no longer held.

    Raises :class:`HatMissing`, :class:`HatOff` and ``administrators.LastAdministrator``.
    """
    by = acting(by, Permission.MANAGE_PEOPLE, jurisdiction_id)
    with (
        ledger.act(jurisdiction_id=jurisdiction_id, kind="orgs.take-off-hat", by=by, at=at) as act,
        administrators.kept(jurisdiction_id=jurisdiction_id, on=ends_on),
    ):
        if not Holder.objects.filter(jurisdiction_id=jurisdiction_id, pk=holder_id).exists():
            raise HatMissing()
        if HolderEnd.objects.filter(jurisdiction_id=jurisdiction_id, holder_id=holder_id).exists():
            raise HatOff(_("Vai trò này đã thôi giữ."))
        act.write(HolderEnd(holder_id=holder_id, ends_on=ends_on))


def name_office(*, viewer: Viewer, body_id: int, named: bool, at: dt.datetime, once: str = "") -> None:
    """From today on let an office beneath the seat work for it, or no longer; its hats reach as far as the seat's then.

    Raises ``Refused`` for a body that is no such office, and ``administrators.LastAdministrator``.
    """
    demand(viewer, Permission.MANAGE_PEOPLE)
    here = viewer.jurisdiction_id
    with (
        ledger.act(jurisdiction_id=here, kind="orgs.name-office", by=viewer.actor, at=at, once=once) as act,
        administrators.kept(jurisdiction_id=here, on=act.on),
    ):
        now = queries.tree(jurisdiction_id=here, on=act.on)
        if not viewers.can_be_office(now, body_id):
            raise Refused(_("Chỉ văn phòng trực thuộc cơ quan đứng đầu mới làm việc thay cho cơ quan ấy."))
        if viewers.is_office(here, now, body_id) is named:
            raise Refused(_("Việc này đã được làm."), kind=Refusal.CONFLICT)
        act.write(Office(body_id=body_id, begins_on=act.on, named=named))


def end_hats(act: ledger.Act, holder_ids: Sequence[int]) -> None:
    """Within an act, let these hats be worn no longer from its day on."""
    act.write_all([HolderEnd(holder_id=holder_id, ends_on=act.on) for holder_id in holder_ids])


def welcome(
    *,
    jurisdiction_id: int,
    username: str,
    name: str,
    password: str,
    role: Role,
    body_id: int,
    by: Viewer | Actor,
    at: dt.datetime,
    once: str = "",
    words: Iterable[str] = (),
) -> int:
    """Open an account together with its first hat, both or neither; gives the holder's id.

    ``words`` are those that the password may not lean on.

    Raises what ``accounts.actions.open_account`` raises, and ``Refused`` for a body that is not there.
    """
    by = acting(by, Permission.MANAGE_PEOPLE, jurisdiction_id)
    with ledger.act(jurisdiction_id=jurisdiction_id, kind="orgs.give-hat", by=by, at=at, once=once) as act:
        user = accounts.open_account(username=username, name=name, password=password, words=words)
        return put_hat(act, NewHat(user.pk, role, body_id, act.on))


def demand_ours(*, jurisdiction_id: int, user_id: int) -> None:
    """Raise :class:`NotOurs` unless the user wears or wore a hat here, and none elsewhere.

    An administrator of one province opens no door of another.
    """
    if not holders.is_ours(jurisdiction_id=jurisdiction_id, user_id=user_id):
        raise NotOurs(_("Tài khoản này không do quản trị của đơn vị quản lý được."))


def _check_body(known: orgtree.BodyFacts | None, hat: NewHat, *, today: dt.date) -> None:
    """A hat is given for a body that lives, or that a decision has founded for later; of one that is gone only for
    a term that was over by then.
    """
    if known is None:
        raise Refused(_("Không có cơ quan này."), field="body")
    if known.ends_on is None or max(hat.holds_from, today) < known.ends_on:
        return
    if hat.holds_to is None or hat.holds_to > known.ends_on:
        raise Refused(_("Cơ quan này đã kết thúc hoạt động."), field="body")
