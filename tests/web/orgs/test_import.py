"""Taking a table of bodies over: shown first, all of it or nothing, and what the database refuses."""

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from tests import make
from tests.web.inspect import Browser, fields
from tiendo.orgtree import BodyKind, Definition, TreeRefused, members
from tiendo_web.core.access import HATS, Role
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.orgs import actions, queries
from tiendo_web.orgs.models import Body, Import

HEAD = "Mã;Tên;Viết tắt;Loại;Mã cấp trên;Cấp trên;Đổi tên\n"
TODAY = dt.date.today()


def table(*rows):
    return (HEAD + "".join(f"{row}\n" for row in rows)).encode()


def workbook(data):
    """The same table as Excel."""
    book = openpyxl.Workbook()
    for line in data.decode().splitlines():
        book.active.append(line.split(";"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def clerk(an):
    return Browser().wearing(an)


def chosen(clerk, data, name="co-quan.csv", on=TODAY):
    form = clerk.form("/bodies/import/")
    return clerk.post("/bodies/import/", form | {"file": SimpleUploadedFile(name, data), "on": on.isoformat()})


GOOD = table(
    "90003;Xã Hải Khơi;;Xã;;UBND tỉnh;",
    "90002;Phường Sơn Bình Thượng;;;;;x",
    ";Phòng Kế toán;;Phòng;;Sở Tài chính;",
    "90001;Xã Hải Thuận;;;;;",
)


@pytest.mark.parametrize("excel", [False, True], ids=["csv", "xlsx"])
def test_a_table_is_shown_and_then_taken_over_whole(province, an, clerk, excel):
    data, name = (workbook(GOOD), "co-quan.xlsx") if excel else (GOOD, "co-quan.csv")
    bodies = Body.objects.filter(jurisdiction_id=province.id).count()
    preview = chosen(clerk, data, name)
    page = preview.content.decode()
    assert preview.status_code == 200 and "Phường Sơn Bình Thượng" in page and "Sẽ thay đổi" in page
    assert Body.objects.filter(jurisdiction_id=province.id).count() == bodies, "a preview writes nothing"
    entries = Entry.objects.filter(jurisdiction_id=province.id).count()
    assert clerk.post("/bodies/import/", fields(page)).status_code == 302
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == entries + 1
    tree = queries.tree(jurisdiction_id=province.id, on=TODAY)
    assert tree.find("90002")[0].body.name == "Phường Sơn Bình Thượng"
    assert tree.find("phuong son binh")[0].body.former_names == ("Phường Sơn Bình",)
    assert tree.parent(tree.find("phong ke toan")[0].body.id).name == "Sở Tài chính"
    before = queries.tree(jurisdiction_id=province.id, on=TODAY - dt.timedelta(days=1))
    assert before.find("90002")[0].body.name == "Phường Sơn Bình"
    assert Import.objects.get(jurisdiction_id=province.id).name == name
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []
    assert "không có gì khác" in chosen(clerk, data, name).content.decode()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["90001;;;;;;"], "Tên"),
        (["90003;Xã Một;;Xã;;UBND tỉnh;", "90003;Xã Hai;;Xã;;UBND tỉnh;"], "90003"),
        (["90003;Xã Một;;Xã;;Sở Không Có;"], "Sở Không Có"),
        (["90003;Xã Một;;Vương quốc;;UBND tỉnh;"], "Vương quốc"),
        (["90001;Đặc khu Hoàn Toàn Khác;;;;;"], "90001"),
        ([";Sở Y tế;SYT;;;Trung tâm Kiểm soát bệnh tật;"], "Sở Y tế"),
        (["00004;Phường Trúc Bạch;;Phường;;UBND tỉnh;"], "Ba Đình"),
        (["4;Phường Trúc Bạch;;Phường;;UBND tỉnh;"], "Ba Đình"),
        (["77777;Xã Hải Thuận;;;;;"], "90001"),
        ([";Sở Mới;;Sở;;UBND tỉnh;", ";Sở Mới;;Sở;;UBND tỉnh;"], "Sở Mới"),
    ],
    ids=[
        "no name",
        "one code twice",
        "no such parent",
        "no such kind",
        "another's code",
        "a circle",
        "last year's code",
        "last year's code without its zeros",
        "another code",
        "one new body twice",
    ],
)
def test_one_wrong_row_and_nothing_is_taken_over(province, clerk, rows, words):
    bodies = Body.objects.filter(jurisdiction_id=province.id).count()
    response = chosen(clerk, table("90009;Xã Đúng;;Xã;;UBND tỉnh;", *rows))
    page = response.content.decode()
    assert response.status_code == 422 and words in page and "Nhập tất cả" not in page
    assert Body.objects.filter(jurisdiction_id=province.id).count() == bodies


def test_what_changed_between_looking_and_taking_over_is_said(province, an, clerk):
    page = chosen(clerk, GOOD).content.decode()
    actions.import_bodies(jurisdiction_id=province.id, data=GOOD, name="a.csv", on=TODAY, by=an, at=make.AT)
    late = clerk.post("/bodies/import/", fields(page))
    assert "không có gì khác" in late.content.decode()
    broken = clerk.post("/bodies/import/", fields(page) | {"table": "???"})
    assert broken.status_code == 422 and "bị hỏng" in broken.content.decode()


def test_the_preview_says_what_is_founded(clerk):
    page = chosen(clerk, table("90003;Xã Hải Khơi;;Xã;;UBND tỉnh;")).content.decode()
    assert "Loại: Xã, phường, đặc khu · Cấp: Cấp xã · Mã: 90003 · Cấp trên: Ủy ban nhân dân tỉnh Sơn Hải<" in page
    assert "Ngày này" not in page


def test_a_table_with_faults_says_once_what_to_do_and_names_nothing_that_is_not_there(clerk):
    page = chosen(clerk, table("90003;Xã Một;;Xã;;Sở Không Có;")).content.decode()
    assert page.count("Bảng còn chỗ sai") == 1
    assert page.index("Bảng còn chỗ sai") < page.index("Sở Không Có")


@pytest.mark.parametrize(
    "on", [dt.date(2006, 1, 1), make.FOUNDED - dt.timedelta(days=1), dt.date(2062, 1, 1), dt.date.max]
)
def test_a_mistyped_day_is_refused_before_and_at_taking_over(province, an, clerk, on):
    bodies = Body.objects.filter(jurisdiction_id=province.id).count()
    looked = chosen(clerk, GOOD, on=on)
    assert looked.status_code == 422 and f"{on:%d/%m/%Y}" in looked.content.decode()
    with pytest.raises(actions.ImportRefused) as refused:
        actions.import_bodies(jurisdiction_id=province.id, data=GOOD, name="a.csv", on=on, by=an, at=make.AT)
    assert "day-out-of-reach" in [one.name for one in refused.value.diagnostics]
    assert Body.objects.filter(jurisdiction_id=province.id).count() == bodies


@pytest.mark.parametrize(("days", "words"), [(40, "còn 40 ngày nữa"), (-3, "đã qua 3 ngày"), (0, "")])
def test_a_day_that_is_not_today_is_said_plainly_before_taking_over(clerk, days, words):
    page = chosen(clerk, GOOD, on=TODAY + dt.timedelta(days=days)).content.decode()
    assert "Nhập tất cả" in page
    assert words in page if words else "Ngày này" not in page


def test_a_former_code_finds_its_body(province, an, clerk):
    rows = ("Mã;Tên;Đổi mã\n77777;Xã Hải Thuận;x\n").encode()
    actions.import_bodies(jurisdiction_id=province.id, data=rows, name="a.csv", on=TODAY, by=an, at=make.AT)
    page = clerk.get("/bodies/?q=90001").content.decode()
    assert "Xã Hải Thuận" in page and "mã cũ 90001" in page


def test_what_is_written_out_is_taken_in_without_a_change(province, clerk):
    data = clerk.get("/bodies/export/").content
    assert "không có gì khác" in chosen(clerk, data).content.decode()


def test_who_may_take_a_table_over(province, an, chi):
    for role in HATS:
        worn = Browser().wearing(province.viewer(f"{role.value}-x", role=role))
        allowed = role in (Role.CLERK, Role.ADMINISTRATOR)
        assert (worn.get("/bodies/import/").status_code == 200) == allowed, role
    officer = Browser().wearing(province.viewer("dep", role=Role.CLERK, body="health"))
    assert officer.get("/bodies/import/").status_code == 403


def test_bodies_that_make_no_tree_are_refused(province, an):
    here = {"jurisdiction_id": province.id, "by": an.actor, "at": make.AT}
    twice = actions.NewBody("x", BodyKind.COMMUNE, "Xã Trùng", make.FOUNDED, code="90001")
    with pytest.raises(TreeRefused, match="Xã Hải Thuận"):
        actions.found_bodies(bodies=[twice], **here)
    circle = [
        actions.NewBody("a", BodyKind.DEPARTMENT, "Sở A", make.FOUNDED, parent="b"),
        actions.NewBody("b", BodyKind.DEPARTMENT, "Sở B", make.FOUNDED, parent="a"),
    ]
    with pytest.raises(TreeRefused, match="Sở A"):
        actions.found_bodies(bodies=circle, **here)


def test_groups_follow_the_bodies_of_the_day(province, an):
    thuan = province.bodies["thuan"]
    key = actions.define_group(
        viewer=an,
        name="Xã biên giới",
        definition=Definition(added=frozenset({thuan, province.bodies["binh"]})),
        at=make.AT,
    )
    actions.define_group(
        viewer=an, key=key, name="Xã biên giới", definition=Definition(added=frozenset({thuan})), seen=1, at=make.AT
    )
    (group,) = queries.groups(jurisdiction_id=province.id)
    tree = queries.tree(jurisdiction_id=province.id, on=TODAY)
    assert [body.id for body in members(group.definition, tree)] == [thuan]
    actions.end_group(viewer=an, key=key, at=make.AT)
    with pytest.raises(queries.NoGroup):
        actions.end_group(viewer=an, key=key, at=make.AT)


def test_the_operators_command(province, tmp_path):
    file = tmp_path / "co-quan.csv"
    file.write_bytes(GOOD)
    out = io.StringIO()
    call_command("import_bodies", province.slug, str(file), stdout=out)
    assert "row 2: found Xã Hải Khơi" in out.getvalue() and "written" not in out.getvalue()
    call_command("import_bodies", province.slug, str(file), "--apply", stdout=out)
    assert "written: 3 bodies" in out.getvalue()
    file.write_bytes(table("90001;;;;;;"))
    with pytest.raises(CommandError) as refused:
        call_command("import_bodies", province.slug, str(file), stdout=out)
    assert refused.value.returncode == 1 and "error:" in out.getvalue()
    for wrong in (("nowhere", str(file)), (province.slug, str(tmp_path / "none.csv"))):
        with pytest.raises(CommandError) as refused:
            call_command("import_bodies", *wrong, stdout=out)
        assert refused.value.returncode == 2
