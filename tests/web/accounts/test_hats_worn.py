"""Who puts on another hat leaves a line of the audit: who, when, which hat; sealed like all the others."""

import datetime as dt

from tests import make
from tests.web.inspect import Browser
from tiendo_web.accounts import refusals
from tiendo_web.accounts.models import SignIn
from tiendo_web.core import now
from tiendo_web.core.access import Role
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import viewers


def second_hat(province, viewer, role, body):
    holder = orgs.give_hat(
        jurisdiction_id=province.id,
        user_id=viewer.user_id,
        role=role,
        body_id=province.bodies[body],
        holds_from=make.FOUNDED,
        at=make.AT,
    )
    return viewers.viewer(user_id=viewer.user_id, jurisdiction_id=province.id, holder_id=holder, on=make.AT.date())


def switches(viewer):
    return list(
        SignIn.objects.filter(user_id=viewer.user_id, outcome="worn").order_by("pk").values_list("hat", flat=True)
    )


def test_a_switch_is_a_line_and_putting_on_the_same_hat_is_none(province, dung):
    head = second_hat(province, dung, Role.HEAD, "clinic")
    browser = Browser().wearing(dung)
    for hat in (head, head, dung):
        assert browser.post("/hats/", {"hat": hat.holder_id}).status_code == 302
    assert switches(dung) == [f"{province.id}:{head.holder_id}", f"{province.id}:{dung.holder_id}"]
    browser.post("/hats/", {"hat": "999999"})
    assert len(switches(dung)) == 2, "no hat, no line"


def test_the_administrator_reads_which_hat_in_words(province, dung):
    head = second_hat(province, dung, Role.HEAD, "clinic")
    Browser().wearing(dung).post("/hats/", {"hat": head.holder_id})
    admin = Browser().wearing(province.viewer("quan", role=Role.ADMINISTRATOR))
    for path in ("/sign-ins/?outcome=worn", f"/people/{dung.user_id}/"):
        page = " ".join(admin.get(path).content.decode().split())
        assert "Đổi sang vai trò: Người đứng đầu cơ quan · Trung tâm Kiểm soát bệnh tật" in page


def test_a_hat_of_another_province_is_its_own_business(province, dung, chi):
    SignIn.objects.create(
        user_id=dung.user_id, at=make.AT, outcome="worn", hat=f"{chi.jurisdiction_id}:{chi.holder_id}"
    )
    admin = Browser().wearing(province.viewer("quan", role=Role.ADMINISTRATOR))
    page = admin.get("/sign-ins/?outcome=worn").content.decode()
    assert "Đổi sang vai trò" in page and "Đổi sang vai trò:" not in page


def test_the_line_is_sealed_with_its_hat(province, dung):
    head = second_hat(province, dung, Role.HEAD, "clinic")
    Browser().wearing(dung).post("/hats/", {"hat": head.holder_id})
    assert refusals.seal(jurisdiction_id=province.id, at=now.now() + dt.timedelta(hours=2))
    assert list(refusals.breaks(jurisdiction_id=province.id)) == []
    SignIn.objects.filter(outcome="worn").update(hat=f"{province.id}:{dung.holder_id}")
    assert len(list(refusals.breaks(jurisdiction_id=province.id))) == 1
