"""Pages that report a document: whose it is, who signed it, and orders that go on over paragraphs; in our own words."""

from tests.tiendo.plan.texts import names, plan

REPORTED = (
    "Thay mặt Hội đồng Rừng, Chủ tịch Hội đồng Rừng Trần Văn Sơn đã ký Chỉ thị số 12-CT/HĐR ngày 05/3/2026 "
    "của Hội đồng Rừng, Ban Vườn về trồng rừng ven biển.\n"
)


def told(text):
    return [(" ".join(task.text.split()[:3]), names(task.lead)) for task in plan(REPORTED + text).tasks]


def test_the_body_behind_the_symbol_issued_it_and_another_signed():
    head = plan(REPORTED).head
    assert (head.issuer.value, head.signer.name.value) == ("Hội đồng Rừng, Ban Vườn", "Trần Văn Sơn")
    assert (head.title.value, head.issued_on.value) == ("Trồng rừng ven biển", "2026-03-05")


def test_the_day_may_stand_before_the_body():
    head = plan("Ngày 05/3/2026, Công đoàn Vườn Ươm ban hành Kế hoạch 14/KH-CĐVU năm 2026 về việc trồng cây.\n").head
    assert (head.issuer.value, head.issued_on.value) == ("Công đoàn Vườn Ươm", "2026-03-05")
    assert head.title.value == "Trồng cây"


def test_a_province_signs_nothing():
    assert plan("UBND tỉnh Hà Giang vừa ký ban hành Kế hoạch 14/KH-UBND về trồng cây.\n").head.signer is None


def test_a_paragraph_goes_on_behind_a_semicolon_until_the_sentence_ends():
    text = (
        "Giao Sở Xây dựng chủ trì lập vườn ươm;\nRà soát hố trồng;\nBáo cáo trong quý II/2026.\n"
        "Rừng che làng, rừng giữ cát.\n"
    )
    assert told(text) == [
        ("Giao Sở Xây", ["Sở Xây dựng"]),
        ("Rà soát hố", ["Sở Xây dựng"]),
        ("Báo cáo trong", ["Sở Xây dựng"]),
    ]


def test_all_that_follows_is_charged_to_whom_a_colon_leads_from():
    text = (
        "Giao Sở Xây dựng: Chỉ đạo các xã lập vườn ươm.\nRà soát các bãi cát ven biển.\n"
        "Tại hội nghị, nhiều xã đã nêu khó khăn.\nRà soát xong, các xã ra về.\n"
    )
    assert told(text) == [("Giao Sở Xây", ["Sở Xây dựng"]), ("Rà soát các", ["Sở Xây dựng"])]


def test_a_paragraph_may_say_that_it_adds_to_the_one_before():
    text = "Yêu cầu các xã trồng phi lao.\nĐồng thời, khẩn trương che chắn cây con.\nCây con sợ nắng.\n"
    assert told(text) == [("Yêu cầu các", ["các xã"]), ("Đồng thời, khẩn", ["các xã"])]


def test_from_whom_a_page_has_it_is_no_word_of_the_document():
    ordered = "Giao Sở Xây dựng lập vườn ươm.\n"
    for credit in ("Theo TTXVN", "(TTXVN)", "Nguồn: Báo Rừng Sơn Hải"):
        made = plan(REPORTED + ordered + credit)
        assert [task.text for task in made.tasks] == [ordered.strip()]
    assert (
        "Theo Báo cáo"
        in plan(REPORTED + ordered + "Theo Báo cáo của các xã, đề nghị Sở Xây dựng đếm cây.").tasks[-1].text
    )
