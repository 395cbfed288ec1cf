"""Taking a table of people over: shown first, all of it or nothing, a link for everybody who is new."""

import csv
import datetime as dt
import io
import re
import stat

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import translation

from tests import make
from tests.tiendo.intake import tables
from tests.web.inspect import Browser, fields
from tiendo_web.accounts.models import User
from tiendo_web.core.access import HATS, Role
from tiendo_web.invitations import actions, table
from tiendo_web.invitations.models import Link
from tiendo_web.ledger import queries as ledger
from tiendo_web.ledger.models import Entry
from tiendo_web.orgs.models import Holder
from tiendo_web.pages import frame

URL = "/people/import/"
HEAD = ("Tên đăng nhập", "Họ và tên", "Vai trò", "Mã cơ quan", "Cơ quan", "Từ ngày", "Đến hết trước ngày")
GOOD = (
    ("hoa.tv", "Trần Văn Hòa", "Cán bộ cơ quan", "", "SYT", "", ""),
    ("hoa.tv", "", "Thanh tra", "90001", "", "", "01/01/2031"),
    ("lan.lt", "Lê Thị Lan", "Lãnh đạo", "", "Sở Tài chính", "", ""),
)
NEW = "nam cay so hai con duong"


@pytest.fixture
def quan(province):
    return province.viewer("quan", role=Role.ADMINISTRATOR)


@pytest.fixture
def admin(quan):
    return Browser().wearing(quan)


def written(*rows):
    return tables.text([HEAD, *rows], ";")


def chosen(admin, data, name="nguoi-dung.csv"):
    return admin.post(
        URL, admin.form(URL) | {"file": SimpleUploadedFile(name, data), "on": dt.date.today().isoformat()}
    )


def count(province):
    return (User.objects.count(), Holder.objects.filter(jurisdiction_id=province.id).count())


@pytest.mark.parametrize("excel", [False, True], ids=["csv", "xlsx"])
def test_a_table_is_shown_then_taken_over_and_everybody_new_gets_a_link(province, admin, excel):
    data, name = (tables.workbook([HEAD, *GOOD]), "a.xlsx") if excel else (written(*GOOD), "a.csv")
    before, entries = count(province), Entry.objects.filter(jurisdiction_id=province.id).count()
    preview = chosen(admin, data, name)
    page = preview.content.decode()
    assert preview.status_code == 200 and "Trần Văn Hòa" in page and "Sở Tài chính" in page
    assert count(province) == before, "a preview writes nothing"
    answer = admin.post(URL, fields(page))
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    assert count(province) == (before[0] + 2, before[1] + 3)
    assert Entry.objects.filter(jurisdiction_id=province.id).count() == entries + 1, "one act"
    assert list(ledger.breaks(jurisdiction_id=province.id)) == []
    links = re.findall(r"http://testserver(/account/link/[^<]+)", answer.content.decode())
    assert len(links) == 2
    guest = Browser()
    assert "Trần Văn Hòa" in guest.get(links[0], follow=True).content.decode()
    assert guest.post("/account/link/", {"password": NEW, "again": NEW}).status_code == 302
    assert guest.post("/account/login/", {"login": "hoa.tv", "password": NEW})["Location"] == "/"
    assert "không có gì khác" in chosen(admin, data, name).content.decode()


def test_the_links_go_out_as_a_table_too(province, admin):
    sly = ("lan.lt", "Lê-Thị Lan", "Lãnh đạo", "", "Sở Tài chính", "", "")
    answer = admin.post(URL, fields(chosen(admin, written(sly)).content.decode()) | {"as": "csv"})
    assert answer["Content-Disposition"].startswith("attachment") and "no-store" in answer["Cache-Control"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][:3] == ["Lê-Thị Lan", "lan.lt", "Sở Tài chính"] and "/account/link/" in rows[1][3]


def test_a_form_sent_twice_invites_once_and_shows_no_second_link(province, admin):
    told = fields(chosen(admin, written(*GOOD)).content.decode())
    assert admin.post(URL, told).status_code == 200
    before = count(province)
    assert admin.post(URL, told)["Location"] == "/people/"
    assert count(province) == before


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("", "Ai", "Lãnh đạo", "", "SYT", "", ""), "chưa ghi tên đăng nhập"),
        (("chi-bac-giang-son", "Chi", "Lãnh đạo", "", "SYT", "", ""), "đã có người dùng"),
        (("ai", "Ai", "Trưởng phòng", "", "SYT", "", ""), "không có vai trò"),
        (("ai", "Ai", "Lãnh đạo", "00004", "", "", ""), "không có cơ quan"),
        (("ai", "Ai", "Lãnh đạo", "", "SYT", "01/07/2027", "01/07/2026"), "trước khi bắt đầu"),
        (("quan-son-hai", "Người Khác", "Lãnh đạo", "", "SYT", "", ""), "Quan"),
    ],
)
def test_one_wrong_row_and_nobody_is_invited(province, admin, chi, row, words):
    before = count(province)
    answer = chosen(admin, written(*GOOD, row))
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "Nhập tất cả" not in page
    assert count(province) == before


def test_what_happened_between_looking_and_taking_over_is_said(province, admin, quan):
    page = chosen(admin, written(*GOOD)).content.decode()
    told = {"jurisdiction_id": province.id, "names": {}, "by": quan, "at": make.AT, "on": dt.date.today()}
    actions.import_people(data=written(*GOOD), name="a.csv", **told)
    late = admin.post(URL, fields(page))
    assert late.status_code == 200 and "không có gì khác" in late.content.decode()
    with pytest.raises(actions.ImportRefused):
        actions.import_people(data=written(*GOOD), name="a.csv", **told)
    broken = admin.post(URL, fields(page) | {"table": "???"})
    assert broken.status_code == 422 and "bị hỏng" in broken.content.decode()


def test_what_is_written_out_is_taken_in_without_a_change(province, admin, dung, binh):
    for language in ("vi", "en"):
        admin.post("/language/setlang/", {"language": language})
        answer = admin.get("/people/export/")
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert {row["Tên đăng nhập"] for row in rows} == {"quan-son-hai", "dung-son-hai", "binh-son-hai"}
        page = chosen(admin, answer.content).content.decode()
        assert ("không có gì khác" if language == "vi" else "nothing") in page


def test_a_spreadsheet_runs_no_name_of_ours(province, admin, dung):
    User.objects.filter(pk=dung.user_id).update(name='=HYPERLINK("http://x")', email="")
    assert "'=HYPERLINK" in admin.get("/people/export/").content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_role_is_known_by_its_name_on_the_pages(language):
    with translation.override(language):
        for role in HATS:
            assert table._roles({})[table.sheet.folded_head(str(frame.ROLE_NAMES[role]))] == role.value


def run(*words, **options):
    out = io.StringIO()
    call_command("import_people", *words, stdout=out, **options)
    return out.getvalue()


def test_the_operator_takes_a_table_over(province, tmp_path):
    file, links = tmp_path / "a.csv", tmp_path / "links.csv"
    file.write_bytes(written(*GOOD))
    before = count(province)
    assert "2 to invite, 3 roles" in run("son-hai", str(file))
    assert count(province) == before
    with pytest.raises(CommandError, match="--links"):
        run("son-hai", str(file), "--apply")
    told = run("son-hai", str(file), "--apply", "--links", str(links), "--site", "https://tiendo.example.vn/")
    assert "2 invited, 3 roles" in told and "/account/link/" not in told
    assert stat.S_IMODE(links.stat().st_mode) == 0o600
    assert links.read_text("utf-8-sig").count("https://tiendo.example.vn/account/link/") == 2
    assert Link.objects.filter(jurisdiction_id=province.id).count() == 2
    file.write_bytes(written(("moi", "Mới", "officer", "", "SYT", "", "")))
    with pytest.raises(CommandError, match="exists"):
        run("son-hai", str(file), "--apply", "--links", str(links))
    file.write_bytes(written(("", "", "officer", "", "SYT", "", "")))
    with pytest.raises(CommandError) as refused:
        run("son-hai", str(file))
    assert refused.value.returncode == 1
