"""Taking a table of bodies back: by a counter-act, unless something rests on it."""

import pytest

from tests import make
from tests.web.inspect import Browser, fields
from tests.web.reforms.deciding import DAY, LATER, NOW, TODAY, decided, holds
from tiendo.orgtree import BodyKind, Definition, Level
from tiendo.reform import Newcomer, Step, Verb
from tiendo_web.core.access import Role
from tiendo_web.core.models import Blob
from tiendo_web.duties import actions as duties
from tiendo_web.ledger.models import Entry
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import queries
from tiendo_web.orgs import tables as table_queries
from tiendo_web.orgs.models import Import, Withdrawal
from tiendo_web.reforms import actions, tables

FOUNDS = "Mã;Tên;Loại;Cấp trên\n90003;Xã Hải Khơi;Xã;UBND tỉnh\n"
RENAMES = "Mã;Tên;Đổi tên\n90001;Phường Hải Thuận;x\n"
MOVES = "Mã;Tên;Cấp trên\n90002;Phường Sơn Bình;Sở Tài chính\n"


def taken(province, an, text, on=TODAY):
    orgs.import_bodies(jurisdiction_id=province.id, data=text.encode(), name="co-quan.csv", on=on, by=an, at=NOW)
    return table_queries.tables(jurisdiction_id=province.id)[0].id


def tree(province, on=TODAY):
    return queries.tree(jurisdiction_id=province.id, on=on)


def told(province, on):
    return [(body.id, body.name, body.code, body.parent_id, body.former_names) for body in tree(province, on)]


def kept(an, table_id, on=TODAY):
    return tables.table(table_id=table_id, viewer=an, on=on).resting


@pytest.mark.parametrize("text", [FOUNDS, RENAMES, MOVES], ids=["founds", "renames", "moves"])
@pytest.mark.parametrize("on", [TODAY - 30 * DAY, TODAY, LATER], ids=["past", "today", "ahead"])
def test_a_table_on_which_nothing_rests_is_taken_back(province, an, text, on):
    days = [on - DAY, on, LATER + 30 * DAY]
    before = [told(province, day) for day in days]
    table_id = taken(province, an, text, on)
    assert told(province, days[-1]) != before[-1]
    actions.take_back(table_id=table_id, viewer=an, at=NOW)
    assert [told(province, day) for day in days] == before
    entry = Entry.objects.filter(jurisdiction_id=province.id).latest("seq")
    assert (entry.kind, entry.subject) == ("orgs.withdraw-import", f"orgs.Import:{table_id}")
    sent = Import.objects.get(jurisdiction_id=province.id, pk=table_id)
    assert Blob.objects.filter(jurisdiction_id=province.id, pk=sent.blob_id).exists(), "what was sent is kept"
    holds(province)
    again = taken(province, an, text, on)
    assert again != table_id
    with pytest.raises(actions.TooLate, match="rút lại"):
        actions.take_back(table_id=table_id, viewer=an, at=NOW)


def issued(an, body_id):
    """A directive whose first task is this body's."""
    plan = make.plan(an, at=NOW)
    make.lead(plan, make.tasks(plan, an)[0], [body_id], an, at=NOW)
    duties.issue(plan_id=plan, viewer=an, at=NOW)


def hat(province, an, body_id, on):
    return orgs.give_hat(
        jurisdiction_id=province.id, user_id=an.user_id, role=Role.OFFICER, body_id=body_id, holds_from=on, at=NOW
    )


@pytest.mark.parametrize("what", ["a decision", "a body beneath", "a table", "a group", "a hat"])
def test_what_rests_on_a_table_ahead_is_taken_away_first_and_then_the_table(province, an, what):
    table_id = taken(province, an, FOUNDS, LATER)
    new = tree(province, LATER).find("90003")[0].body.id
    match what:
        case "a decision":
            other = decided(an, Step(Verb.RENAME, (new,), name="Phường Hải Khơi"), effect_on=LATER + DAY, symbol="2/QĐ")
            away = lambda: actions.undo(reform_id=other, reason="Hoãn", viewer=an, at=NOW)  # noqa: E731
        case "a body beneath":
            child = Newcomer(-1, BodyKind.SERVICE, Level.COMMUNE, "Trạm Y tế Hải Khơi", new)
            step = Step(Verb.FOUND, into=(-1,))
            other = decided(an, step, newcomers=(child,), effect_on=LATER + DAY, symbol="2/QĐ")
            away = lambda: actions.undo(reform_id=other, reason="Hoãn", viewer=an, at=NOW)  # noqa: E731
        case "a table":
            other = taken(province, an, "Tên;Loại;Cấp trên\nTrạm Y tế Hải Khơi;Đơn vị sự nghiệp;90003\n", LATER + DAY)
            away = lambda: actions.take_back(table_id=other, viewer=an, at=NOW)  # noqa: E731
        case "a group":
            definition = Definition(added=frozenset({new}))
            key = orgs.define_group(viewer=an, name="Xã biển", definition=definition, at=NOW)
            away = lambda: orgs.end_group(viewer=an, key=key, at=NOW)  # noqa: E731
        case _:
            other = hat(province, an, new, LATER)
            away = lambda: orgs.take_off_hat(  # noqa: E731
                jurisdiction_id=province.id, holder_id=other, ends_on=TODAY, by=make.SYSTEM, at=NOW
            )
    assert len(kept(an, table_id)) == 1
    with pytest.raises(actions.TooLate):
        actions.take_back(table_id=table_id, viewer=an, at=NOW)
    assert not Withdrawal.objects.filter(jurisdiction_id=province.id).exists()
    away()
    assert kept(an, table_id) == ()
    actions.take_back(table_id=table_id, viewer=an, at=NOW)
    assert not tree(province, LATER).find("90003")
    holds(province)


def test_what_holds_before_a_table_does_not_rest_on_it(province, an):
    table_id = taken(province, an, RENAMES, LATER)
    decided(an, Step(Verb.MERGE, (province.bodies["binh"],), into=(province.bodies["thuan"],)))
    assert kept(an, table_id) == ()
    actions.take_back(table_id=table_id, viewer=an, at=NOW)


def test_a_body_with_a_duty_keeps_the_table_that_founded_it(province, an):
    table_id = taken(province, an, FOUNDS)
    new = tree(province).find("90003")[0].body.id
    issued(an, new)
    assert any("nhiệm vụ" in words for words in kept(an, table_id))
    with pytest.raises(actions.TooLate, match="nhiệm vụ"):
        actions.take_back(table_id=table_id, viewer=an, at=NOW)


def test_figures_that_were_shown_keep_the_table_that_moved_a_body(province, an):
    issued(an, province.bodies["binh"])
    ahead = taken(province, an, MOVES, LATER)
    assert kept(an, ahead) == ()
    actions.take_back(table_id=ahead, viewer=an, at=NOW)
    shown = taken(province, an, MOVES)
    assert any("Số liệu" in words for words in kept(an, shown))


def test_what_makes_a_tree_only_by_a_table_rests_on_it(province, an):
    table_id = taken(province, an, "Mã;Tên;Đổi mã\n90009;Xã Hải Thuận;x\n")
    taken(province, an, FOUNDS.replace("90003", "90001"))
    assert any("90001" in words for words in kept(an, table_id))


def test_the_page_of_a_table(province, an, chi):
    table_id = taken(province, an, FOUNDS, LATER)
    clerk = Browser().wearing(an)
    assert f'href="/bodies/import/{table_id}/"' in clerk.get("/bodies/import/").content.decode()
    address = f"/bodies/import/{table_id}/"
    page = clerk.get(address).content.decode()
    assert "Xã Hải Khơi" in page and "Rút lại bảng" in page
    assert Browser().wearing(province.viewer("dep", role=Role.OFFICER, body="health")).get(address).status_code == 403
    assert clerk.get("/bodies/import/999/").status_code == 404
    sent = fields(page)
    assert clerk.post(f"{address}take-back/", sent).status_code == 302
    assert clerk.post(f"{address}take-back/", sent).status_code == 302, "a form sent twice acts once"
    assert "đã được rút lại" in clerk.get(address).content.decode()
    assert "Đã rút lại ngày" in clerk.get("/bodies/import/").content.decode()
    late = clerk.post(f"{address}take-back/", {"once": "x" * 24})
    assert late.status_code == 422 and "đã được rút lại" in late.content.decode()
    assert "Rút lại bảng cơ quan" in clerk.get("/ledger/").content.decode()


def test_the_page_says_what_rests_on_a_table(province, an):
    table_id = taken(province, an, FOUNDS, LATER)
    new = tree(province, LATER).find("90003")[0].body.id
    hat(province, an, new, LATER)
    page = Browser().wearing(an).get(f"/bodies/import/{table_id}/").content.decode()
    assert "Chưa rút lại được" in page and "vai trò ở cơ quan mới lập" in page
    assert "take-back" not in page
