"""Builders of test data. They call actions, so whatever they make has its entries in the ledger.

The cast: An, clerk of the office of tỉnh Sơn Hải; Bình, its leader; Dung, officer of Sở Y tế; Chi, clerk
in another province, who must see nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tiendo import orgtree
from tiendo.orgtree import BodyKind
from tiendo.reform import Decision, Step, Terms, Verb
from tiendo_web.accounts import actions as accounts
from tiendo_web.core.access import SYSTEM, Role, Viewer
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import viewers
from tiendo_web.plans import actions as plans
from tiendo_web.plans import queries as plan_queries
from tiendo_web.reforms import actions as reforms

FOUNDED = dt.date(2025, 7, 1)
REFORMED = dt.date(2026, 1, 1)
AT = dt.datetime(2026, 3, 2, 2, 0, tzinfo=dt.UTC)
PASSWORD = "mot-mat-khau-that-dai"

BODIES = (
    orgs.NewBody("province", BodyKind.PROVINCE, "Ủy ban nhân dân tỉnh Sơn Hải", FOUNDED, "UBND tỉnh"),
    orgs.NewBody("health", BodyKind.DEPARTMENT, "Sở Y tế", FOUNDED, "SYT", parent="province"),
    orgs.NewBody("finance", BodyKind.DEPARTMENT, "Sở Tài chính", FOUNDED, "STC", parent="province"),
    orgs.NewBody("clinic", BodyKind.SERVICE, "Trung tâm Kiểm soát bệnh tật", FOUNDED, "CDC", parent="health"),
    orgs.NewBody("thuan", BodyKind.COMMUNE, "Xã Hải Thuận", FOUNDED, code="90001", parent="province"),
    orgs.NewBody("binh", BodyKind.COMMUNE, "Phường Sơn Bình", FOUNDED, code="90002", parent="province"),
)
PLAN = """ỦY BAN NHÂN DÂN
TỈNH SƠN HẢI

Số: 15/KH-UBND
Sơn Hải, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Phòng, chống dịch bệnh mùa hè năm 2026

I. NHIỆM VỤ

1. Sở Y tế chủ trì, phối hợp với Sở Tài chính chuẩn bị thuốc, vật tư phòng dịch, hoàn thành trước ngày 15/4/2026.

2. Sở Tài chính bố trí kinh phí phòng, chống dịch, hoàn thành trước ngày 31/3/2026.

3. Ủy ban nhân dân các xã, phường tổ chức vệ sinh môi trường tại các khu dân cư.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Sơn
"""


@dataclass(frozen=True)
class Province:
    """A province with its bodies by short name, and viewers by role or name."""

    id: int
    slug: str
    bodies: dict[str, int]

    def viewer(self, name: str, *, role: Role, body: str = "province", at: dt.datetime = AT) -> Viewer:
        """A new account wearing one hat, as the viewer it makes."""
        user = accounts.open_account(username=f"{name}-{self.slug}", name=name.title(), password=PASSWORD)
        holder = orgs.give_hat(
            jurisdiction_id=self.id,
            user_id=user.pk,
            role=role,
            body_id=self.bodies[body],
            holds_from=min(FOUNDED, at.date()),
            at=at,
        )
        return viewers.viewer(user_id=user.pk, jurisdiction_id=self.id, holder_id=holder, on=at.date())


def province(slug: str = "son-hai", name: str = "Tỉnh Sơn Hải") -> Province:
    """A province with six bodies."""
    jurisdiction = orgs.found_jurisdiction(slug=slug, name=name)
    bodies = orgs.found_bodies(jurisdiction_id=jurisdiction.pk, bodies=BODIES, at=AT)
    return Province(jurisdiction.pk, slug, bodies)


def plan(viewer: Viewer, text: str = PLAN, *, name: str = "ke-hoach.txt", at: dt.datetime = AT) -> int:
    """A plan taken in by ``viewer``; gives its id."""
    return plans.take_in(data=text.encode(), name=name, viewer=viewer, at=at)


def tasks(plan_id: int, viewer: Viewer) -> list[str]:
    """The keys of the tasks of a plan that are kept."""
    return [task.key for task in plan_queries.plan_draft(plan_id=plan_id, viewer=viewer, on=AT.date()).kept]


def lead(plan_id: int, task: str, body_ids: list[int], viewer: Viewer, *, at: dt.datetime = AT) -> None:
    """Let these bodies lead a task of a plan."""
    seen = plan_queries.plan_draft(plan_id=plan_id, viewer=viewer, on=at.date()).number
    plans.mend_task(plan_id=plan_id, task=task, fields={"lead": body_ids}, seen=seen, viewer=viewer, at=at)


def reform(home: Province, viewer: Viewer) -> int:
    """A decision of 2026: Sở Dân số went to Sở Y tế, the clinic got another name; gives the id of what ended."""
    population = orgtree.BodyFacts(
        -1,
        BodyKind.DEPARTMENT,
        (orgtree.Name("Sở Dân số", "SDS", FOUNDED),),
        (orgtree.Code("H77", FOUNDED),),
        (orgtree.Parent(home.bodies["province"], FOUNDED),),
        FOUNDED,
    )
    with ledger.act(jurisdiction_id=home.id, kind="orgs.found", by=SYSTEM, at=AT) as act:
        gone = orgs.reshape(act, [population])[-1]
    steps = (
        Step(Verb.MERGE, (gone,), into=(home.bodies["health"],)),
        Step(Verb.RENAME, (home.bodies["clinic"],), name="Trung tâm Y tế dự phòng", abbreviation="TTDP"),
    )
    decision = Decision("12/2025/QĐ-UBND", "Sắp xếp ngành y tế", dt.date(2025, 12, 20), REFORMED)
    key = reforms.begin(terms=Terms(decision, steps=steps), viewer=viewer, at=AT)
    reforms.decide(key=key, seen=1, viewer=viewer, at=AT)
    return gone
