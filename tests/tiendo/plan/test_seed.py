import pytest

from tests.tiendo.plan.texts import names
from tiendo.plan import read
from tiendo.plan.compiler import compile as compile_source


@pytest.fixture(scope="module")
def seed(shared):
    path = shared / "corpus" / "seed.txt"
    source, _ = read.read(path.read_bytes(), path.name)
    return compile_source(source)[0]


def test_the_head_is_that_of_the_plan_reported(seed):
    head = seed.head
    assert (head.type.value, head.symbol.value) == ("TIN", "77-KH/TU")
    assert head.issuer.value == "Ban Thường vụ Tỉnh ủy Nghệ An"
    assert head.signer.name.value == "Nguyễn Văn Thông"
    assert head.issued_on is None
    assert head.title.value.startswith("Đẩy mạnh thực hiện công tác bảo đảm an ninh, trật tự")


def test_eleven_numbered_tasks_and_the_closing_order(seed):
    assert [task.label for task in seed.tasks] == [*(str(number) for number in range(1, 12)), "[12]"]
    last = seed.tasks[-1]
    assert last.text.startswith("Kế hoạch cũng đã phân công nhiệm vụ")
    assert names(last.lead) == ["các cấp ủy, tổ chức đảng, chính quyền, sở, ban, ngành, đoàn thể các cấp"]


def test_captions_and_other_news_are_left_out(seed):
    told = "\n".join(task.text for task in seed.tasks)
    assert "Ảnh" not in told
    assert "ảnh 1" not in told
    assert "OCOP" not in told
    assert "Tin mới" not in told


def test_citations_keep_the_dates_as_printed(seed):
    assert {(one.symbol, one.date) for one in seed.citations} == {
        ("46-CT/TW", "2015-06-22"),
        ("15-KL/TW", "2001-09-30"),
    }


def test_long_items_give_several_actions(seed):
    assert len(seed.tasks[0].actions) > 3
    assert seed.tasks[2].deadline.values == ("ongoing",)
    assert seed.tasks[0].deadline is None or not seed.tasks[0].deadline.values
