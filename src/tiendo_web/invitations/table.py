"""The table of people: what one that was sent would do, and the people of a day as the same table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from tiendo.diagnostic import Diagnostic
from tiendo.intake import people, sheet
from tiendo.intake.people import Held, Known, Planned, Standing
from tiendo_web.accounts import queries as accounts
from tiendo_web.core.access import HATS, Role
from tiendo_web.orgs import holders
from tiendo_web.orgs import queries as orgs

# Sign-in names are one set for all jurisdictions of the server. So many that are taken are told at a time: a table of
# thousands of names must not say which of them work elsewhere. The rest is told when these are mended.
TAKEN_TOLD = 5
# The words of a role in a table, in both languages; the first is written out. One that has none is called by its value.
WORDS: Mapping[str, tuple[str, ...]] = {
    "clerk": ("Chuyên viên văn phòng", "Chuyên viên", "Clerk of the office"),
    "officer": ("Cán bộ cơ quan", "Cán bộ", "Officer of a body"),
    "head": ("Người đứng đầu cơ quan", "Người đứng đầu", "Head of a body"),
    "leader": ("Lãnh đạo",),
    "inspector": ("Thanh tra",),
    "reception": ("Cán bộ tiếp công dân", "Reception officer"),
    "custodian": ("Người giữ khóa",),
    "operator": ("Vận hành hệ thống", "Vận hành"),
    "administrator": ("Quản trị",),
}


def role_words(names: Mapping[Role, str]) -> dict[str, str]:
    """What each role is called; ``names`` are the reader's, the table's own where there are none."""
    return {role.value: str(names.get(role) or WORDS.get(role.value, (role.value,))[0]) for role in HATS}


def _roles(names: Mapping[Role, str]) -> dict[str, str]:
    """Every word by which a role is known, folded, with the role's value."""
    said = role_words(names)
    every = {role.value: (role.value, said[role.value], *WORDS.get(role.value, ())) for role in HATS}
    return {sheet.folded_head(word): value for value, words in every.items() for word in words}


def planned(
    *, jurisdiction_id: int, data: bytes, name: str, on: dt.date, names: Mapping[Role, str]
) -> tuple[Planned | None, tuple[Diagnostic, ...]]:
    """What a table of people would do from a day on, and everything that is said of it; None where it cannot."""
    table, told = people.read(data, name)
    if table is None:
        return None, told
    ids = accounts.ids_of(usernames=table.usernames)
    ours = holders.hats_of(jurisdiction_id=jurisdiction_id, user_ids=ids.values(), on=on)
    standing = Standing(
        tree=orgs.tree(jurisdiction_id=jurisdiction_id, on=on),
        roles=_roles(names),
        role_words=tuple(role_words(names).values()),
        known={username: _known(ours[user_id]) for username, user_id in ids.items() if user_id in ours},
        taken=set(sorted(username for username, user_id in ids.items() if user_id not in ours)[:TAKEN_TOLD]),
    )
    return people.plan_people(table, standing)


def _known(worn: holders.Wearer) -> Known:
    held = tuple(Held(hat.role.value, hat.body_id, hat.holds_from, hat.holds_to) for hat in worn.hats)
    return Known(worn.user_id, worn.name, held)


def rows(*, jurisdiction_id: int, on: dt.date, names: Mapping[Role, str]) -> Iterator[tuple[str, ...]]:
    """Everybody who wears a hat on a day, as a table that can be mended and taken in again."""
    found: Sequence[holders.Wearer] = holders.everybody(jurisdiction_id=jurisdiction_id, on=on)
    told = ((one.username, _known(one), one.mail) for one in found)
    return people.export_rows(told, orgs.tree(jurisdiction_id=jurisdiction_id, on=on), role_words(names))
