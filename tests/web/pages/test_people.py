"""The list of people: found with diacritics or without, by name, sign-in name or body, page by page, in order."""

import importlib
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.web.inspect import Browser
from tiendo_web.accounts import actions as accounts
from tiendo_web.accounts.models import User
from tiendo_web.core.access import SYSTEM, Role
from tiendo_web.invitations import actions as invitations
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import actions as orgs

NAMES = {
    "anh.nt": ("Nguyễn Thị Ánh", "health"),
    "binh.tv": ("Trần Văn Bình", "finance"),
    "dung.lh": ("Lê Hữu Dũng", "health"),
    "hoa.nt": ("Nguyễn Thị Hòa", "thuan"),
}


def settle(province, people):
    users = accounts.open_accounts(people=[accounts.Person(name, key) for key, (name, _body) in people.items()])
    hats = [
        orgs.NewHat(user.pk, Role.OFFICER, province.bodies[people[user.username][1]], make.FOUNDED) for user in users
    ]
    with ledger.act(jurisdiction_id=province.id, kind="orgs.give-hat", by=SYSTEM, at=make.AT) as act:
        orgs.put_hats(act, hats)


@pytest.fixture
def admin(province):
    settle(province, NAMES)
    return Browser().wearing(province.viewer("quan", role=Role.ADMINISTRATOR))


def found(admin, **asked):
    page = admin.get("/people/", asked)
    assert page.status_code == 200
    return re.findall(r'<a href="/people/\d+/">([^<]+)</a>', page.content.decode())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("nguyễn thị", ["Nguyễn Thị Ánh", "Nguyễn Thị Hòa"]),
        ("NGUYEN THI", ["Nguyễn Thị Ánh", "Nguyễn Thị Hòa"]),
        ("hoa nguyen", ["Nguyễn Thị Hòa"]),
        ("dung", ["Lê Hữu Dũng"]),
        ("binh.tv", ["Trần Văn Bình"]),
        ("SYT", ["Nguyễn Thị Ánh", "Lê Hữu Dũng"]),
        ("sở y tế", ["Nguyễn Thị Ánh", "Lê Hữu Dũng"]),
        ("90001", ["Nguyễn Thị Hòa"]),
        ("%", []),
        ("_", []),
        ("không có ai", []),
    ],
)
def test_people_are_found_by_name_sign_in_name_or_body(admin, text, names):
    assert found(admin, q=text) == names


def test_the_order_is_that_of_given_names(admin):
    assert found(admin) == ["Nguyễn Thị Ánh", "Trần Văn Bình", "Lê Hữu Dũng", "Nguyễn Thị Hòa", "Quan"]


def test_a_role_narrows_the_list(admin):
    assert found(admin, role="administrator") == ["Quan"]
    assert found(admin, role="king", q="quan") == ["Quan"]


def test_nobody_of_another_province_is_found(admin, chi):
    assert found(admin, q="chi") == []
    form = admin.form("/people/hats/") | {"user": "chi-bac-giang-son", "role": "officer", "body": "sở y tế"}
    refused = admin.post("/people/hats/", form)
    assert refused.status_code == 422 and "Không có ai" in refused.content.decode()


def test_a_hat_is_given_by_the_sign_in_name(admin):
    page = admin.get(f"/people/{User.objects.get(username='anh.nt').pk}/").content.decode()
    assert "/people/hats/?user=anh.nt" in page
    form = admin.form("/people/hats/?user=anh.nt") | {"role": "leader", "body": "sở tài chính"}
    assert form["user"] == "anh.nt"
    assert admin.post("/people/hats/", form).status_code == 302
    assert found(admin, q="anh.nt") == ["Nguyễn Thị Ánh"] * 2


def test_a_long_list_comes_page_by_page_and_costs_the_same(admin, province):
    with CaptureQueriesContext(connection) as few:
        found(admin)
    settle(province, {f"u{n:03d}": (f"Người Số {n:03d}", "clinic") for n in range(120)})
    with CaptureQueriesContext(connection) as many:
        first = found(admin)
    assert len(many) == len(few)
    pages = [first, *(found(admin, page=str(number)) for number in (2, 3))]
    assert [len(page) for page in pages] == [50, 50, 25]
    assert len({name for page in pages for name in page}) == 125
    assert 'rel="next"' in admin.get("/people/", {"q": "nguoi"}).content.decode()
    assert found(admin, page="4") == found(admin, page="99999") == []


def test_accounts_of_before_are_folded_by_the_migration(province, dung):
    User.objects.filter(pk=dung.user_id).update(name="Đỗ Thị Dung", folded="")
    importlib.import_module("tiendo_web.accounts.migrations.0004_folded").fold(apps, None)
    assert User.objects.get(pk=dung.user_id).folded == "dung do thi dung dung-son-hai"


def test_whoever_is_invited_is_found(admin, province, an):
    invitations.invite(
        jurisdiction_id=province.id,
        person=accounts.Person("Đặng Thùy Trâm", "tram.dt"),
        role=Role.OFFICER,
        body_id=province.bodies["health"],
        holds_from=make.FOUNDED,
        holds_to=None,
        by=make.SYSTEM,
        at=make.AT,
    )
    assert found(admin, q="dang thuy") == ["Đặng Thùy Trâm"]
