"""A real province as it was on 30 June 2025, with duties over all its bodies: what tests and figures reform."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tests import make
from tiendo import units
from tiendo.orgtree import BodyKind
from tiendo.reform import Decision, Rule, succession
from tiendo_web.core.access import Role, Viewer
from tiendo_web.duties import actions as duties
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import queries as org_queries
from tiendo_web.plans import actions as plans

DAY = dt.timedelta(days=1)
EVE = units.SINCE - DAY
OLD = dt.date(2020, 1, 1)
ISSUED = dt.datetime(2025, 5, 5, 2, 0, tzinfo=dt.UTC)
# Nine in the morning of 1 July 2025 in Viet Nam.
MORNING = dt.datetime(2025, 7, 1, 2, 0, tzinfo=dt.UTC)
DECISION = Decision("1678/NQ-UBTVQH15", "Sắp xếp các đơn vị hành chính cấp xã", dt.date(2025, 6, 16), units.SINCE)
DEPARTMENTS = ("Sở Nội vụ", "Sở Tài chính", "Công an tỉnh")
_HEAD = """ỦY BAN NHÂN DÂN
TỈNH SƠN HẢI

Số: {number}/KH-UBND
Sơn Hải, ngày 05 tháng 5 năm 2025

KẾ HOẠCH
Bảo đảm trật tự an toàn xã hội năm 2025

I. NHIỆM VỤ

"""
_TASKS = (
    "Rà soát phương án phòng cháy, chữa cháy tại khu dân cư số {number}, hoàn thành trước ngày 15/9/2025.",
    "Giữ gìn trật tự an toàn giao thông trên tuyến số {number}, hoàn thành trước ngày 20/6/2025.",
    "Bố trí kinh phí phòng, chống thiên tai đợt {number}, hoàn thành trước ngày 31/12/2025.",
    "Tổ chức vệ sinh môi trường tại khu dân cư số {number}.",
)


@dataclass(frozen=True)
class Case:
    """The province, its clerk, and its bodies by ref: "province", a code, or a department's name."""

    jurisdiction_id: int
    an: Viewer
    bodies: dict[str, int]
    code: str

    def rules(self) -> tuple[Rule, ...]:
        """Where the duties of the districts go: traffic to the police, all else to the department of home affairs."""
        police, home = self.bodies["Công an tỉnh"], self.bodies["Sở Nội vụ"]
        return (
            Rule(to=police, kind=BodyKind.DISTRICT, words=("trật tự an toàn giao thông",)),
            Rule(to=home, kind=BodyKind.DISTRICT),
        )

    def drafted(self) -> succession.Draft:
        """The reform of 1 July 2025 as the product writes it for these bodies."""
        facts = org_queries.all_facts(jurisdiction_id=self.jurisdiction_id)
        return succession.draft(facts, DECISION, self.bodies["province"], before=self.code)


def found(code: str) -> Case:
    """The province of before with this code, its districts and communes, and three departments."""
    province = next(one for one in units.before() if one.code == code)
    top = orgs.NewBody("province", BodyKind.PROVINCE, f"Ủy ban nhân dân {province.name}", OLD, code=code)
    bodies = [top, *(orgs.NewBody(name, BodyKind.DEPARTMENT, name, OLD, parent="province") for name in DEPARTMENTS)]
    for district in province.districts:
        bodies.append(
            orgs.NewBody(district.code, BodyKind.DISTRICT, district.name, OLD, code=district.code, parent="province")
        )
        bodies += [
            orgs.NewBody(one.code, BodyKind.COMMUNE, one.name, OLD, code=one.code, parent=district.code)
            for one in district.communes
        ]
    jurisdiction = orgs.found_jurisdiction(slug=f"tinh-{code}", name=province.name)
    ids = orgs.found_bodies(jurisdiction_id=jurisdiction.pk, bodies=bodies, at=ISSUED)
    home = make.Province(jurisdiction.pk, f"tinh-{code}", ids)
    an = home.viewer("an", role=Role.CLERK, at=ISSUED)
    return Case(jurisdiction.pk, an, ids, code)


def issue(case: Case, tasks: int, *, at: dt.datetime = ISSUED) -> int:
    """Issue a plan of so many tasks; each district and commune leads each of them. Gives the directive's id."""
    lines = [f"{n + 1}. {_TASKS[n % len(_TASKS)].format(number=n + 1)}\n\n" for n in range(tasks)]
    text = _HEAD.format(number=tasks) + "".join(lines) + "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Sơn\n"
    plan = plans.take_in(data=text.encode(), name="ke-hoach.txt", viewer=case.an, at=at)
    lead = [body_id for ref, body_id in case.bodies.items() if ref.isdigit()]
    for task in make.tasks(plan, case.an):
        make.lead(plan, task, lead, case.an, at=at)
    return duties.issue(plan_id=plan, viewer=case.an, at=at)
