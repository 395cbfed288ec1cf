"""Choosing a body by typing: on a form, and the completion beside it."""

import datetime as dt

import pytest
from django import forms

from tests import make
from tests.web.inspect import Browser
from tiendo import orgtree
from tiendo.orgtree import BodyKind, Heir, Name, Share
from tiendo_web.core.access import SYSTEM
from tiendo_web.ledger import actions as ledger
from tiendo_web.orgs import actions as orgs
from tiendo_web.orgs import queries
from tiendo_web.pages import choice

REFORMED = dt.date(2026, 1, 1)


@pytest.fixture
def reformed(province):
    """Sở Y tế was called otherwise before 2026, and took over a department that is gone."""
    facts = {one.id: one for one in queries.all_facts(jurisdiction_id=province.id)}
    health = facts[province.bodies["health"]]
    later = Name("Sở Y tế và Dân số", "SYTDS", REFORMED)
    gone = orgtree.BodyFacts(
        -1,
        BodyKind.DEPARTMENT,
        (Name("Sở Dân số", "SDS", make.FOUNDED),),
        (),
        (orgtree.Parent(province.bodies["province"], make.FOUNDED),),
        make.FOUNDED,
        ends_on=REFORMED,
        heirs=(Heir(health.id, Share.WHOLE, REFORMED),),
    )
    changed = orgtree.BodyFacts(
        health.id, health.kind, (*health.names, later), health.codes, health.parents, health.begins_on
    )
    with ledger.act(jurisdiction_id=province.id, kind="orgs.import", by=SYSTEM, at=make.AT) as act:
        orgs.reshape(act, [changed, gone])
    return province


class Form(forms.Form):
    body = choice.BodyField(label="Cơ quan", required=False)


def form(province, words=None, initial=None):
    asked = Form({"body": words} if words is not None else None, initial={"body": initial})
    asked.fields["body"].offer(queries.tree(jurisdiction_id=province.id, on=REFORMED))
    return asked


@pytest.mark.parametrize("words", ["Sở Tài chính", "so tai chinh", "stc", " Sở  Tài chính "])
def test_a_name_becomes_the_body(reformed, words):
    asked = form(reformed, words)
    assert asked.is_valid() and asked.cleaned_data["body"] == reformed.bodies["finance"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("sở", ["Sở Tài chính", "Sở Y tế và Dân số"]),
        ("Sở Y tế", ["Sở Y tế và Dân số", "trước là Sở Y tế"]),
        ("SDS", ["Sở Y tế và Dân số", "tiếp nhận Sở Dân số, đã kết thúc ngày 01/01/2026"]),
        ("Bộ Quốc phòng", ["Không có cơ quan nào tên “Bộ Quốc phòng” vào ngày 01/01/2026."]),
    ],
)
def test_other_words_are_refused_beside_the_field_with_whom_they_may_mean(reformed, words, told):
    asked = form(reformed, words)
    assert not asked.is_valid()
    (refused,) = asked.errors["body"]
    assert all(one in refused for one in told)
    shown = str(asked["body"])
    assert f'value="{words}"' in shown, "what was typed is kept"
    assert ("<datalist" in shown) == ("Có phải" in refused)


def test_nothing_typed_is_none_and_a_chosen_body_is_shown_by_its_words(reformed):
    asked = form(reformed, "")
    assert asked.is_valid() and asked.cleaned_data["body"] is None
    finance = reformed.bodies["finance"]
    assert 'value="Sở Tài chính"' in str(form(reformed, initial=finance)["body"])
    assert not form(reformed, "Sở Tài chính", initial=finance).changed_data


def test_the_completion_finds_what_is_typed(reformed, an):
    clerk = Browser().wearing(an)

    def complete(words, on=None):
        answer = clerk.get("/bodies/names/", {"q": words, "on": on.isoformat() if on else ""})
        assert answer.status_code == 200 and answer["Content-Type"] == "application/json"
        return [(one["words"], one["more"]) for one in answer.json()["bodies"]]

    assert complete("so tai") == [("Sở Tài chính", "STC · Ủy ban nhân dân tỉnh Sơn Hải")]
    assert complete("sds")[0][0] == "Sở Y tế và Dân số" and "tiếp nhận Sở Dân số" in complete("sds")[0][1]
    assert complete("sds", REFORMED - dt.timedelta(days=1))[0][0] == "Sở Dân số"
    assert complete("không có") == complete("") == []


def test_another_province_completes_none_of_ours(reformed, chi):
    found = Browser().wearing(chi).get("/bodies/names/", {"q": "sds"}).json()
    assert found == {"bodies": []}


@pytest.mark.parametrize("text", ["\0", "x" * 100_000, "<script>alert(1)</script>", "'; DROP TABLE"])
def test_hostile_words_are_only_words(reformed, an, text):
    asked = form(reformed, text)
    assert not asked.is_valid() and "<script>" not in str(asked["body"]) + str(asked.errors)
    assert Browser().wearing(an).get("/bodies/names/", {"q": text, "on": text}).json() == {"bodies": []}


class Many(forms.Form):
    bodies = choice.BodiesField(label="Các cơ quan")


def many(province, data=None, initial=()):
    asked = Many(data, initial={"bodies": list(initial)})
    asked.fields["bodies"].offer(queries.tree(jurisdiction_id=province.id, on=REFORMED))
    return asked


@pytest.mark.parametrize("boxes", [3, 400], ids=["named", "ticked"])
def test_bodies_are_ticked_or_where_there_are_many_named(reformed, monkeypatch, boxes):
    monkeypatch.setattr(choice, "BOXES", boxes)
    finance, thuan, binh = (reformed.bodies[ref] for ref in ("finance", "thuan", "binh"))
    shown = str(many(reformed, initial=[finance])["bodies"])
    assert ("<textarea" in shown) == (boxes == 3) and "Sở Tài chính" in shown
    chosen = many(reformed, {"bodies": ["all-commune", "Sở Tài chính\nxa hai thuan"]})
    assert chosen.is_valid() and chosen.cleaned_data["bodies"] == [finance, binh, thuan]
    wrong = many(reformed, {"bodies": ["Sở Tài chính\nBộ Quốc phòng", "99999"]})
    assert not wrong.is_valid() and "Bộ Quốc phòng" in wrong.errors["bodies"][0] and len(wrong.errors["bodies"]) == 2
    assert not many(reformed, {"bodies": [" "]}).is_valid()
