"""Directives without a file: typed in, read like any other, with where they come from; nothing typed is lost."""

import datetime as dt

import pytest

from tests import make
from tests.web.inspect import Browser
from tiendo import spoken
from tiendo.errors import Refused
from tiendo.spoken import SourceKind, Spoken
from tiendo_web.core import now
from tiendo_web.core.access import Permission, may
from tiendo_web.duties import actions, origins, queries
from tiendo_web.duties.models import Origin
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.plans import queries as plans

TASKS = spoken.tasks(
    "1. Sở Y tế rà soát cơ số thuốc, báo cáo trước ngày 15/4/2026\n2. Sở Tài chính bố trí kinh phí trong tháng 4/2026\n"
    "Việc trồng cây"
)
SAID = Spoken(SourceKind.ORAL, "Giao ban tháng 3", "Ủy ban nhân dân tỉnh Sơn Hải", make.AT.date(), TASKS)


def typed(viewer, **change):
    values = {name: getattr(SAID, name) for name in Spoken.__slots__} | change
    return origins.type_in(said=Spoken(**values), viewer=viewer, at=make.AT)


def test_what_was_said_becomes_a_plan_whole_and_is_issued_with_its_source(province, an, dung):
    before = Entry.objects.filter(jurisdiction_id=province.id).count()
    plan = typed(an)
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == before + 1
    draft = plans.plan_draft(plan_id=plan, viewer=an, on=make.AT.date())
    texts = [task.text.now for task in draft.kept]
    assert all(any(task in text for text in texts) for task in TASKS) and len(texts) == len(TASKS)
    head = {name: draft.head[name].now for name in ("title", "issuer", "issued_on")}
    assert {one["code"] for one in draft.diagnostics}.isdisjoint({"S001", "S003"}), "nobody is asked for a number"
    assert head == {"title": SAID.title, "issuer": SAID.issuer, "issued_on": "2026-03-02"}
    make.lead(plan, make.tasks(plan, an)[-1], [province.bodies["health"]], an)
    for key in make.tasks(plan, an):
        make.lead(plan, key, [province.bodies["health"]], an)
    directive = actions.issue(plan_id=plan, viewer=an, at=make.AT)
    (source,) = [origins.of_plan(plan_id=plan, viewer=an)]
    assert source == origins.Source(SourceKind.ORAL, make.AT.date())
    officer, duty = Browser().wearing(dung), queries.duties(viewer=dung, on=make.AT.date()).lines[0].id
    for path in (f"/duties/{duty}/", f"/directives/{directive}/"):
        assert "Kết luận miệng tại cuộc họp, 02/03/2026" in officer.get(path).content.decode(), path
    assert queries.drift(province.id) == [] and list(ledger.breaks(jurisdiction_id=province.id)) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"issuer": ""}, "issuer"),
        ({"said_on": make.AT.date() + dt.timedelta(days=1)}, "said_on"),
        ({"tasks": ()}, "tasks"),
        ({"tasks": ("Sở Y tế báo cáo",) * 201}, "tasks"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_keeps_nothing(province, an, change, field):
    before = ledger.head(jurisdiction_id=province.id)
    with pytest.raises(Refused) as refused:
        typed(an, **change)
    assert refused.value.field == field and ledger.head(jurisdiction_id=province.id) == before


def test_only_those_who_draft_type_in(province, an, dung, chi):
    assert not may(dung, Permission.DRAFT)
    with pytest.raises(Refused):
        typed(dung)
    assert Browser().wearing(dung).get("/documents/typed/").status_code == 403
    plan = typed(an)
    assert origins.of_plan(plan_id=plan, viewer=chi) is None


def test_on_the_page(province, an):
    clerk = Browser().wearing(an)
    assert 'href="/documents/typed/"' in clerk.get("/documents/").content.decode()
    data = clerk.form("/documents/typed/") | {"kind": "inspection", "title": "Kết luận số 5"}
    empty = clerk.post("/documents/typed/", data | {"tasks": " \n "})
    assert empty.status_code == 422 and "Kết luận số 5" in empty.content.decode()
    tomorrow = now.today() + dt.timedelta(days=1)
    later = clerk.post("/documents/typed/", data | {"tasks": "Sở Y tế báo cáo", "said_on": tomorrow.isoformat()})
    assert later.status_code == 422 and "sau hôm nay" in later.content.decode()
    sent = clerk.post("/documents/typed/", data | {"tasks": "Sở Y tế báo cáo kết quả khắc phục trước ngày 15/4/2027"})
    plan = Origin.objects.get(jurisdiction_id=province.id).plan_id
    assert sent["Location"] == f"/plans/{plan}/" and clerk.get(f"/plans/{plan}/").status_code == 200
    secret = clerk.form("/documents/typed/") | {"title": "Mật", "tasks": "TUYỆT MẬT\nSở Y tế báo cáo"}
    assert clerk.post("/documents/typed/", secret).status_code in (302, 422)
