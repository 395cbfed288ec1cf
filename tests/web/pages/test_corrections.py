"""Corrections go out as pairs (read, corrected) and as an annotation that the compiler can be measured against."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests import make
from tests.web.inspect import Browser
from tiendo_web.plans import actions as plans
from tiendo_web.plans import mending, queries

RIGHT = "Phòng, chống dịch bệnh cho mùa hè năm 2026"


@pytest.fixture
def mended(an, province):
    """A plan with a correction of every kind; gives its id and the keys of the tasks that were read."""
    plan = make.plan(an, make.PLAN.replace("mùa hè", "cho cho mùa hè"))
    keys = make.tasks(plan, an)

    def mend():
        return mending.Mend(plan, an, make.AT, queries.plan_draft(plan_id=plan, viewer=an, on=make.AT.date()).number)

    mending.fix(mend(), apply=range(99))
    make.lead(plan, keys[0], [province.bodies["clinic"]], an)
    by = {"viewer": an, "at": make.AT}
    plans.mend_task(plan_id=plan, task=keys[1], fields={"deadline": "trước ngày 10/4/2026"}, seen=99, **by)
    mending.split(
        mend(), task=keys[0], parts=["Sở Y tế chủ trì", "vật tư phòng dịch, hoàn thành trước ngày 15/4/2026."]
    )
    added = plans.add_task(plan_id=plan, text="Việc thêm bằng tay.", **by)
    mending.merge(mend(), into=added, others=[keys[2]])
    return plan, keys


def download(browser, plan, kind):
    answer = browser.get(f"/plans/{plan}/corrections/{kind}/")
    assert answer["Content-Disposition"].startswith("attachment")
    return json.loads(answer.content)


def test_each_correction_is_a_pair(browser, an, mended):
    plan, keys = mended
    told = download(browser.wearing(an), plan, "pairs")
    found = {(one["task"], one["field"]): (one["read"], one["corrected"]) for one in told["pairs"]}
    assert found["", "title"] == (RIGHT.replace("cho", "cho cho"), RIGHT)
    assert found[keys[0], "lead"] == ("Sở Y tế", "Trung tâm Kiểm soát bệnh tật")
    assert found[keys[1], "deadline"] == ("trước ngày 31/3/2026", "trước ngày 10/4/2026")
    assert found[keys[0], "text"][1] == "Sở Y tế chủ trì"
    assert found["+1", "split"][1].startswith("vật tư") and found["+2", "added"][0] == ""
    assert "khu dân cư" in found[keys[2], "merged"][0] and "khu dân cư" in found[keys[2], "merged"][1]
    assert len(told["sha256"]) == 64 and told["compiler"].startswith("tiendo ")


def test_the_annotation_says_what_holds_in_the_words_of_the_document(browser, an, mended):
    plan, keys = mended
    told = download(browser.wearing(an), plan, "annotation")
    assert told["document"] == {
        "type": "KH", "symbol": "15/KH-UBND", "title": RIGHT,
        "issuer": "Ủy ban nhân dân tỉnh Sơn Hải", "issued_on": "2026-03-02", "signer": "Trần Văn Sơn",
    }  # fmt: skip
    first, part, second, added = told["tasks"]
    assert first["lead"] == ["Trung tâm Kiểm soát bệnh tật"] and first["deadline"] == ["2026-04-15"]
    assert part["begins"].startswith("vật tư phòng dịch") and part["label"] == f"{keys[0]}/2"
    assert (second["deadline"], second["deadline_text"]) == (["2026-04-10"], "trước ngày 10/4/2026")
    assert second["lead"] == ["Sở Tài chính"] and added["begins"].startswith("Ủy ban nhân dân các xã")
    for task in told["tasks"][:3]:
        assert task["begins"] in make.PLAN and task["ends"] in make.PLAN


def test_nothing_corrected_is_no_pair_and_a_whole_annotation(browser, an, shared):
    clerk, plan = browser.wearing(an), make.plan(an)
    assert download(clerk, plan, "pairs")["pairs"] == []
    assert "corrections" not in clerk.get(f"/plans/{plan}/").content.decode()
    told = download(clerk, plan, "annotation")
    gold = [json.loads(path.read_text("utf-8")) for path in sorted((shared / "bench" / "gold").glob("*.json"))]
    assert set(told) <= set.union(*map(set, gold)) and set(told["document"]) == set(gold[0]["document"])
    of_tasks = set().union(*(task for one in gold for task in one["tasks"]))
    assert {key for task in told["tasks"] for key in task} <= of_tasks


def test_the_corrections_of_all_plans_go_into_a_folder(an, mended, tmp_path):
    plan, _keys = mended
    untouched = make.plan(an, name="khac.txt")
    call_command("export_corrections", "son-hai", tmp_path / "out")
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in tmp_path.rglob("*.json"))
    assert written == [f"annotations/{plan}_ke-hoach.txt.json", f"pairs/{plan}_ke-hoach.txt.json"], untouched
    pairs, whole = (json.loads((tmp_path / "out" / name).read_text("utf-8")) for name in reversed(written))
    assert {"text", "lead", "deadline", "split", "added", "merged"} <= {one["field"] for one in pairs["pairs"]}
    assert whole["document"]["title"] == RIGHT


@pytest.mark.parametrize("wanted", ["son-hai", "nowhere"])
def test_no_folder_is_written_over(an, tmp_path, wanted):
    (tmp_path / "kept.txt").write_text("x")
    with pytest.raises(CommandError) as refused:
        call_command("export_corrections", wanted, tmp_path)
    assert refused.value.returncode == 2 and [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_corrections_are_for_those_who_draft(browser, an, dung, chi, mended):
    path = f"/plans/{mended[0]}/corrections/pairs/"
    assert [Browser().wearing(one).get(path).status_code for one in (dung, chi)] == [403, 404]
    assert browser.wearing(an).get(f"/plans/{mended[0]}/corrections/other/").status_code == 404
