"""The operator's commands: found, verify, recount, export; and the nightly work."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests import make
from tiendo import ledger as chain
from tiendo.reform import Decision, Step, Terms, Verb
from tiendo_web.accounts.models import User
from tiendo_web.core import queries
from tiendo_web.core.access import Role
from tiendo_web.jobs import checks, work
from tiendo_web.ledger import queries as ledger
from tiendo_web.orgs import queries as orgs
from tiendo_web.reforms import actions as reforms
from tiendo_web.reforms.models import Effect
from tiendo_web.work import actions
from tiendo_web.work import queries as jobs


def run(*words, **options):
    out = io.StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def found(monkeypatch, password):
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    return run("found", "son-hai", "Tỉnh Sơn Hải", body="Ủy ban nhân dân tỉnh Sơn Hải", admin="quan")


def test_a_jurisdiction_is_founded_with_an_administrator(db, monkeypatch):
    assert "quan may sign in" in found(monkeypatch, make.PASSWORD)
    assert User.objects.get(username="quan").check_password(make.PASSWORD)
    assert "0 differences" in run("recount")


def test_communes_are_founded_from_the_shipped_units(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(make.PASSWORD + "\n"))
    run("found", "nghe-an", "Tỉnh Nghệ An", body="Ủy ban nhân dân tỉnh Nghệ An", admin="quan", units="40")
    tree = orgs.tree(jurisdiction_id=queries.jurisdictions()[0].id, on=dt.date(2025, 7, 1))
    assert len(tree) == 131
    with pytest.raises(CommandError):
        run("found", "x", "X", body="X", admin="x", units="00")


@pytest.mark.parametrize("weak", ["1234", "Son-Hai-2026!"])
def test_a_weak_password_founds_nothing(db, monkeypatch, weak):
    with pytest.raises(CommandError) as refused:
        found(monkeypatch, weak)
    assert refused.value.returncode == 2
    assert queries.jurisdictions() == []


def test_verify_and_recount_say_what_was_touched(province, an):
    from tiendo_web.duties import actions as duties

    duties.issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    assert "head" in run("verify")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE duties_duty SET stage = 'done' -- \"jurisdiction_id\" = all")
        cursor.execute("UPDATE duties_event SET text = 'x' -- \"jurisdiction_id\" = all")
        cursor.execute("UPDATE plans_plan SET title = 'x' -- \"jurisdiction_id\" = all")
    for command, words in (("verify", "duties.Event"), ("recount", "columns of plan")):
        out = io.StringIO()
        with pytest.raises(CommandError) as broken:
            call_command(command, stdout=out)
        assert broken.value.returncode == 1 and words in out.getvalue()


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_verify_finds_a_file_that_is_not_what_was_handed_in(province, an, settings, tmp_path, damage):
    settings.FILES = tmp_path
    make.plan(an)
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    run("verify")
    file.write_bytes(b"x") if damage == "changed" else file.unlink()
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("verify", stdout=out)
    assert f"{file.name}: {damage}" in out.getvalue()


def test_an_export_verifies(province, an):
    lines = run("export_ledger", "son-hai").splitlines(keepends=True)
    assert chain.verify(lines).ok
    with pytest.raises(CommandError) as missing:
        run("export_ledger", "nowhere")
    assert missing.value.returncode == 2


def test_the_night_verifies_once_and_says_how_it_went(province, an):
    assert work.run(once=True) == 0
    first = jobs.latest(jurisdiction_id=province.id, kind=checks.KIND)
    assert first.outcome == "ok" and first.last_at < first.next_at
    assert work.run(once=True) == 0
    assert jobs.latest(jurisdiction_id=province.id, kind=checks.KIND) == first, "it is not due again"


def test_work_that_was_missed_is_caught_up_and_a_break_is_told(province, an):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET kind = 'x' WHERE seq = 1 -- \"jurisdiction_id\" = all")
    actions.ask(jurisdiction_id=province.id, kind=checks.KIND, at=make.AT)
    assert work.run(once=True) == 1
    job = jobs.latest(jurisdiction_id=province.id, kind=checks.KIND)
    assert "hash" in job.outcome


def test_a_province_that_fails_does_not_keep_the_others_waiting(province, an, chi, capsys):
    assert an.jurisdiction_id < chi.jurisdiction_id, "the one that fails comes first"
    decision = Decision("12/QĐ-UBND", "Đổi tên", make.AT.date(), make.AT.date() + dt.timedelta(days=20))
    for viewer in (an, chi):
        renamed = Step(Verb.RENAME, (viewer.body_id,), name="Ủy ban nhân dân tỉnh Sơn Hà")
        key = reforms.begin(terms=Terms(decision, steps=(renamed,)), viewer=viewer, at=make.AT)
        reforms.decide(key=key, seen=1, viewer=viewer, at=make.AT)
    with connection.cursor() as cursor:
        unreadable = "UPDATE reforms_reform SET terms = '[]' WHERE \"jurisdiction_id\" = %s"
        cursor.execute(unreadable, [an.jurisdiction_id])
    assert work.run(once=True) == 1
    assert f"jurisdiction {an.jurisdiction_id}: its work was not done" in capsys.readouterr().err
    effects = Effect.objects.filter(jurisdiction_id__in=[an.jurisdiction_id, chi.jurisdiction_id])
    assert [one.jurisdiction_id for one in effects] == [chi.jurisdiction_id]
    assert jobs.latest(jurisdiction_id=chi.jurisdiction_id, kind=checks.KIND).outcome == "ok"


def test_of_two_workers_one_gets_the_work(province):
    actions.ask(jurisdiction_id=province.id, kind="any", at=make.AT)
    claim = {"jurisdiction_id": province.id, "kind": "any", "due": make.AT, "next_at": make.AT + dt.timedelta(1)}
    assert [actions.claim(**claim), actions.claim(**claim)] == [True, False]


def test_the_ledger_page_shows_the_last_check(province, an, browser):
    assert Role.CLERK is an.role
    work.run(once=True)
    assert "không có sai lệch" in browser.wearing(an).get("/ledger/").content.decode()
    assert ledger.head(jurisdiction_id=province.id).seq == 2
