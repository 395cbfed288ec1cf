"""Giving hats and taking them off: what cannot be is refused in words, beside its field where there is one."""

import datetime as dt

import pytest

from tests import make
from tests.web.inspect import Browser
from tiendo.errors import Refused
from tiendo_web.core import now
from tiendo_web.core.access import HATS, Role
from tiendo_web.ledger.models import Entry
from tiendo_web.orgs import actions as orgs

DAY = dt.timedelta(days=1)


@pytest.fixture
def admin(province):
    return province.viewer("quan", role=Role.ADMINISTRATOR)


@pytest.fixture
def office(admin):
    return Browser().wearing(admin)


def entries(province):
    return Entry.objects.filter(jurisdiction_id=province.id).count()


def test_a_role_that_ends_before_it_begins_is_refused_beside_its_day(province, office, dung):
    today = now.today()
    before = entries(province)
    period = {"holds_from": str(today), "holds_to": str(today - DAY)}
    told = {"role": "officer", "body": "sở y tế", **period}
    for path, more in (
        ("/people/hats/", {"user": "dung-son-hai"}),
        ("/people/new/", {"name": "Lan", "username": "lan"}),
    ):
        refused = office.post(path, office.form(path) | told | more)
        page = refused.content.decode()
        assert refused.status_code == 422 and "▲ Ngày thôi giữ phải sau ngày bắt đầu." in page, path
    assert entries(province) == before


def test_the_last_administrator_keeps_the_role_and_is_told_why(province, office, admin):
    before = entries(province)
    path = f"/people/hats/{admin.holder_id}/end/"
    refused = office.post(path)
    assert refused.status_code == 409 and "Đây là người quản trị cuối cùng" in refused.content.decode()
    assert entries(province) == before
    province.viewer("quan-hai", role=Role.ADMINISTRATOR)
    assert office.post(path).status_code == 302
    assert office.get("/people/")["Location"] == "/hats/", "the session stays, and may do nothing"


def test_every_hat_can_be_given_and_the_public_wears_none(province, office, dung):
    page = office.get("/people/hats/").content.decode()
    offered = [role for role in Role if f'<option value="{role.value}"' in page]
    assert offered == list(HATS)
    gift = {"jurisdiction_id": province.id, "user_id": dung.user_id, "body_id": province.bodies["clinic"]}
    for role in HATS:
        orgs.give_hat(role=role, holds_from=make.FOUNDED, at=make.AT, **gift)
    with pytest.raises(Refused) as told:
        orgs.give_hat(role=Role.PUBLIC, holds_from=make.FOUNDED, at=make.AT, **gift)
    assert told.value.field == "role"


def test_a_hat_that_is_off_cannot_be_taken_off_again(province, office, dung):
    path = f"/people/hats/{dung.holder_id}/end/"
    assert office.post(path).status_code == 302
    refused = office.post(path)
    assert refused.status_code == 409 and "đã thôi giữ" in refused.content.decode()
    assert office.post("/people/hats/999999/end/").status_code == 404
