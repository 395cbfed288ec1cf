"""Nothing that orders is lost silently: what is in no task says why, and what cannot say is shown."""

import dataclasses

import pytest
from hypothesis import given

from tests.tiendo.export import plans
from tests.tiendo.plan import texts
from tiendo.plan import compiler, read, rest
from tiendo.plan.completeness import completeness
from tiendo.plan.model import Passed, Reason
from tiendo.render import File
from tiendo.rulebook import Lang
from tiendo.source import Span


def judged(text):
    """The words of each piece that is in no task, and why; those that order only."""
    plan = texts.plan(text)
    return [(" ".join(plan.source.slice(one.span).split()), one.reason) for one in completeness(plan).rest]


def why(text, words):
    plan = texts.plan(text)
    return next(one.reason for one in completeness(plan).pieces if words in plan.source.slice(one.span))


class TestTiles:
    @given(plans.TEXTS)
    def test_the_pieces_are_the_text(self, text):
        plan = texts.plan(text)
        pieces = completeness(plan).pieces
        assert "".join(plan.source.slice(one.span) for one in pieces) == plan.source.text
        assert len(plan.source.text) == len(text)
        assert all(one.span.end > one.span.start for one in pieces)

    @given(plans.TEXTS)
    def test_each_piece_is_in_a_task_or_has_a_reason_or_is_lost(self, text):
        for one in completeness(texts.plan(text)).pieces:
            assert (one.task is not None) + (one.reason is not None) + one.is_lost == 1

    @given(plans.TEXTS)
    def test_whatever_a_task_says_is_in_it(self, text):
        plan = texts.plan(text)
        pieces = completeness(plan).pieces
        for task in plan.tasks:
            inside = "".join(plan.source.slice(one.span) for one in pieces if one.task == task.id)
            others = "".join(plan.source.slice(one.span) for one in pieces if one.task and one.task != task.id)
            assert all(line.strip() in inside + others for line in task.text.split("\n"))


class TestReasons:
    def test_the_plan_of_the_compilers_tests_is_whole(self):
        report = completeness(texts.plan(texts.KE_HOACH))
        assert report.lost == ()
        assert report.share == 1

    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            ("Căn cứ Quyết định", Reason.BASIS),
            ("NHIỆM VỤ", Reason.HEADING),
            ("Giữ đất, giữ làng", Reason.AIM),
            ("Cơ quan phối hợp", Reason.ATTRIBUTE),
            ("Trồng rừng chắn cát", Reason.HEAD),
            ("Như trên", Reason.RECIPIENT),
            ("Lê Văn Hòa", Reason.SIGNATURE),
        ],
    )
    def test_each_part_of_a_document_has_its_reason(self, words, reason):
        assert why(texts.KE_HOACH, words) is reason

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("Quyết định này có hiệu lực kể từ ngày ký.", Reason.EFFECT),
            ("Trên đây là Kế hoạch trồng rừng, các sở nghiêm túc thực hiện.", Reason.FORMULA),
            ("Kinh phí do ngân sách tỉnh bảo đảm.", Reason.MONEY),
            ("Thời gian qua các sở đã tích cực trồng rừng.", Reason.ASSESSMENT),
            ("Việc trồng cây phải bảo đảm đúng mùa vụ.", Reason.PROCEDURE),
            ("Công bố kèm theo Quyết định này danh mục 02 thủ tục hành chính.", Reason.EFFECT),
            ("Thay thế cụm từ “vườn cây” thành “vườn ươm” tại khoản 1.", Reason.EFFECT),
            ("Số trang phải trình bày tại điểm giữa, cách mép trên 10 mm.", Reason.PROCEDURE),
            ("Phấn đấu có ít nhất 70% vườn ươm được tưới tự động.", Reason.CRITERION),
            ("Trước tình hình đó, công tác trồng rừng cần được quan tâm.", Reason.ASSESSMENT),
            ("Ủy ban nhân dân tỉnh giao các sở triển khai thực hiện đảm bảo mục đích, hiệu quả.", Reason.FORMULA),
            ("Tổ chức trồng rừng ven biển năm 2026 Văn bản này chưa cập nhật bản dịch.", Reason.SITE),
        ],
    )
    def test_a_sentence_says_for_itself_why_it_is_no_task(self, line, reason):
        assert why(f"KẾ HOẠCH\nVề trồng rừng\n{line}\n1. Sở Y tế lập sổ.\n", line[:30]) is reason

    def test_the_annexes_of_published_procedures_tell_how_they_go(self):
        head = "QUYẾT ĐỊNH\nVề việc công bố thủ tục hành chính\nĐiều 1. Công bố thủ tục.\nNơi nhận:\n- Như Điều 3.\n"
        assert why(f"{head}PHỤ LỤC\n1. Thành lập tổ công tác xét giống cây.\n", "Thành lập") is Reason.PROCEDURE

    def test_a_later_sentence_of_an_attribute_line_says_more_of_it(self):
        text = "KẾ HOẠCH\nI. NHIỆM VỤ\n1. Lập sổ cây.\n- Cơ quan thực hiện: Sở Y tế. Sở Xây dựng phải giúp.\n"
        assert why(text, "Sở Xây dựng phải giúp") is Reason.ATTRIBUTE

    def test_what_one_need_not_do_orders_nothing(self):
        assert judged("KẾ HOẠCH\nVề trồng rừng\nVăn bản điện tử không phải điền ô này.\n") == []

    @pytest.mark.parametrize("line", ["Đề nghị của tổ chức trồng rừng.", "Quyết định số 01/QĐ-UBND phê duyệt dự án."])
    def test_the_name_of_a_paper_orders_nothing(self, line):
        assert line not in [words for words, _ in judged(f"KẾ HOẠCH\nVề trồng rừng\n{line}\n1. Sở Y tế lập sổ.\n")]

    def test_what_an_article_says_of_things_is_a_rule(self):
        text = "QUY ĐỊNH\nVề vườn ươm\nĐiều 1. Sổ cây\n1. Sổ cây phải được giữ nơi khô ráo."
        assert why(text, "khô ráo") is Reason.PROCEDURE

    def test_what_a_matter_consists_of_is_a_rule(self):
        text = "QUY ĐỊNH\nVề vườn ươm\nĐiều 1. Nội dung quy hoạch vườn ươm\n1. Xác định ranh giới vườn ươm."
        assert why(text, "ranh giới") is Reason.PROCEDURE

    def test_only_the_column_of_the_work_orders(self):
        told = "Sở Y tế tiếp tục chăm sóc vườn ươm cho đến khi có quyết định khác của Ủy ban nhân dân tỉnh."
        table = f"| TT | Nhiệm vụ | Cơ quan chủ trì | Ghi chú |\n|--|--|--|--|\n| 1 | Vườn ươm | | {told} |\n"
        found, _ = read.read(f"# KẾ HOẠCH\n\n{table}".encode(), "a.md")
        plan, _ = compiler.compile(found)
        pieces = completeness(plan).pieces
        assert next(one.reason for one in pieces if told in found.slice(one.span)) is Reason.ATTRIBUTE

    def test_an_order_that_the_compiler_passed_over_is_lost_and_not_hidden(self):
        plan = texts.plan(
            "KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n1. Sở Y tế lập sổ theo dõi.\n\n2. Sở Tài chính bố trí kinh phí.\n"
        )
        first = dataclasses.replace(plan, tasks=plan.tasks[:1])
        assert [plan.source.slice(one.span).strip() for one in completeness(first).lost] == [
            "2. Sở Tài chính bố trí kinh phí."
        ]
        assert completeness(first).share == 0.5

    def test_a_sentence_that_is_only_half_in_a_task_is_cut_there(self):
        plan = texts.plan("KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n1. Sở Y tế lập sổ theo dõi. Sở Tài chính bố trí kinh phí.\n")
        task = plan.tasks[0]
        end = task.parts[0].start + len("Sở Y tế lập sổ theo dõi.")
        first = dataclasses.replace(task, parts=(Span(task.parts[0].start, end),), lead=task.lead[:1])
        half = dataclasses.replace(plan, tasks=(first,))
        assert [plan.source.slice(one.span).strip() for one in completeness(half).lost] == [
            "Sở Tài chính bố trí kinh phí."
        ]

    def test_what_the_compiler_says_of_what_it_passed_is_believed_unless_it_says_nothing(self):
        plan = texts.plan("KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n1. Sở Y tế lập sổ theo dõi.\n")
        place = plan.tasks[0].parts[0]
        for reason, lost in ((Reason.CRITERION, 0), (Reason.NO_ORDER, 1)):
            told = dataclasses.replace(plan, tasks=(), passed=(Passed(place, reason),))
            assert len(completeness(told).lost) == lost

    def test_orders_behind_the_signature_are_not_taken_for_recipients(self):
        text = texts.KE_HOACH + "Sở Tài chính bố trí kinh phí trước ngày 30/6/2026.\n"
        assert ("Sở Tài chính bố trí kinh phí trước ngày 30/6/2026.", None) in judged(text)


class TestTold:
    def test_people_read_figures_and_then_place_reason_and_words(self):
        plan = texts.plan(
            "KẾ HOẠCH\n\nI. MỤC ĐÍCH\n\nNâng cao ý thức trồng rừng.\n\nII. NHIỆM VỤ\n\n1. Sở Y tế lập sổ.\n"
        )
        first, *others = rest.text(File("a.txt", plan.source, ()), completeness(plan), Lang.EN).splitlines()
        assert (
            first == "a.txt: 1 of 2 sentences that order are in tasks, 1 stand aside with a reason, 0 without (100 %)"
        )
        assert others == ["a.txt:5:1: [aims and requirements] Nâng cao ý thức trồng rừng."]

    def test_every_reason_has_words(self):
        assert set(rest._REASONS) == set(Reason)

    def test_programs_read_the_same(self):
        plan = texts.plan(
            "KẾ HOẠCH\n\nI. MỤC ĐÍCH\n\nNâng cao ý thức trồng rừng.\n\nII. NHIỆM VỤ\n\n1. Sở Y tế lập sổ.\n"
        )
        data = rest.data(File("a.txt", plan.source, ()), completeness(plan))
        assert (data["orders"], data["in_tasks"], data["lost"], data["share"]) == (2, 1, 0, 1.0)
        assert data["rest"][0]["reason"] == "aim"


def test_the_compilers_own_reading_of_real_plans_is_whole_to_nine_tenths(shared):
    """Of what orders in annotated documents and is explained by nothing else; figures in tests/bench."""
    inside = lost = 0
    for gold in sorted((shared / "bench" / "gold").glob("*.md.json")):
        name = gold.name.removesuffix(".json")
        source, _ = read.read((shared / "corpus" / name).read_bytes(), name)
        report = completeness(compiler.compile(source)[0])
        inside += len(report.ordering) - len(report.rest)
        lost += len(report.lost)
    assert inside / (inside + lost) > 0.9
