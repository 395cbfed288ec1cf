"""Who can in fact manage people, for good: the one thing that no act may take from a jurisdiction.

Whoever wears, without an end and in his own name, a hat that grants it where it is worn, and can sign in. An
administrator of a commune manages nobody; neither does one who has not used his invitation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.utils.translation import gettext as _

from tiendo.errors import Refusal, Refused
from tiendo_web.accounts import queries as accounts
from tiendo_web.core.access import HATS, TABLE, Permission, Role, granted
from tiendo_web.orgs import holders, queries, viewers
from tiendo_web.orgs.models import Holder


class LastAdministrator(Refused):
    """Nobody would be left to manage people."""

    kind = Refusal.CONFLICT


def manages(role: Role, *, office: bool) -> bool:
    """Whether a role manages people, worn at an issuing office or elsewhere.

    >>> manages(Role.ADMINISTRATOR, office=True), manages(Role.ADMINISTRATOR, office=False)
    (True, False)
    """
    return granted(role, Permission.MANAGE_PEOPLE, office=office) is not None


def able(*, jurisdiction_id: int, on: dt.date, heirs: Mapping[int, int | None] | None = None) -> list[Holder]:
    """The hats by which people can be managed on a day, for good; hats of the bodies in ``heirs`` as if worn there."""
    roles = [role for role in HATS if Permission.MANAGE_PEOPLE in TABLE[role]]
    rows = holders.given_for_good(jurisdiction_id=jurisdiction_id, roles=roles, on=on)
    enter = accounts.who_can_enter({row.user_id for row in rows})
    now, moved = queries.tree(jurisdiction_id=jurisdiction_id, on=on), heirs or {}
    worn_at = {row.body_id: moved.get(row.body_id, row.body_id) for row in rows}
    offices = {
        body for body, there in worn_at.items() if there is not None and viewers.is_office(jurisdiction_id, now, there)
    }
    return [row for row in rows if row.user_id in enter and manages(Role(row.role), office=row.body_id in offices)]


@contextmanager
def kept(*, jurisdiction_id: int, on: dt.date) -> Iterator[None]:
    """Within an act: raise :class:`LastAdministrator` where what is done takes the last from the jurisdiction."""
    before = able(jurisdiction_id=jurisdiction_id, on=on)
    yield
    if before and not able(jurisdiction_id=jurisdiction_id, on=on):
        raise LastAdministrator(
            _("Đây là người quản trị cuối cùng đăng nhập được. Hãy giao vai trò quản trị cho người khác trước.")
        )


def demand_one_of(before: list[Holder], *, jurisdiction_id: int, on: dt.date, heirs: Mapping[int, int | None]) -> None:
    """Raise :class:`LastAdministrator` where of those who could manage people none can after a decision on bodies."""
    left = {row.pk for row in able(jurisdiction_id=jurisdiction_id, on=on, heirs=heirs)}
    if before and left.isdisjoint(row.pk for row in before):
        raise LastAdministrator(
            _(
                "Sau quyết định này không còn ai quản trị được người dùng."
                " Hãy chọn nơi làm việc mới cho người của cơ quan kết thúc, hoặc giao vai trò cho người khác trước."
            )
        )
