from tiendo.plan import show
from tiendo.plan.model import Citation, CitationRole, Deadline, Head, Mention, Plan, Read, Task
from tiendo.rulebook import Lang
from tiendo.source import Source, Span

SOME = Span(0, 1)
PLAN = Plan(
    source=Source("a.txt", "x", (), "text/plain", ""),
    head=Head(type=Read("KH", SOME), symbol=Read("45/KH-UBND", SOME), title=Read("Trồng rừng ven biển", SOME)),
    citations=(
        Citation("301/QĐ-TTg", "QĐ", "2026-02-17", None, None, CitationRole.BASIS, (Mention(SOME),)),
        Citation("88/QĐ-UBND", "QĐ", None, None, None, CitationRole.REFERS, (Mention(SOME),), "31/02/2024"),
        Citation("9/QĐ-UBND", "QĐ", None, None, None, CitationRole.REFERS, (Mention(SOME),)),
    ),
    outline=(),
    tasks=(
        Task(
            "1",
            "1",
            "Chuẩn bị cây giống.\nKiểm tra vườn ươm.",
            SOME,
            (SOME,),
            lead=(Read("Sở Xây dựng", SOME), Read("Sở Tài chính", None, inferred=True)),
            deadline=Deadline(("2026-06-30", "ongoing"), "30/6/2026 và thường xuyên", (SOME,)),
        ),
        Task("2", "2", "Trồng rừng.", SOME, (SOME,), deadline=Deadline((), "kịp thời", (SOME,))),
        Task("2~2", "2", "Báo cáo.", SOME, (SOME,), row="PL1.4"),
        Task("PL1.4", "PL1.4", "Báo cáo kết quả.", SOME, (SOME,)),
    ),
)


def test_the_whole_plan_is_shown_and_what_is_missing_is_a_dash():
    assert show.full(PLAN, Lang.VI).splitlines() == [
        "KH 45/KH-UBND",
        "  Trồng rừng ven biển",
        "  Cơ quan ban hành: —",
        "  Ngày ban hành: —",
        "  Người ký: —",
        "",
        "Viện dẫn (3)",
        "  301/QĐ-TTg  2026-02-17",
        "  88/QĐ-UBND  “31/02/2024”",
        "  9/QĐ-UBND  không ghi ngày",
        "",
        "Nhiệm vụ (4)",
        "  1  Chuẩn bị cây giống.",
        "      Kiểm tra vườn ươm.",
        "      chủ trì: Sở Xây dựng; Sở Tài chính (suy ra)",
        "      thời hạn: 2026-06-30, thường xuyên",
        "",
        "  2  Trồng rừng.",
        "      chủ trì: —",
        "      thời hạn: “kịp thời”",
        "",
        "  2~2  Báo cáo.",
        "      chủ trì: —",
        "      thời hạn: —",
        "      nêu lại ở dòng: PL1.4",
        "",
        "  PL1.4  Báo cáo kết quả.",
        "      chủ trì: —",
        "      thời hạn: —",
        "      nêu lại nhiệm vụ: 2~2",
        "",
    ]


def test_in_brief_a_task_is_a_line_of_columns():
    head, *tasks = show.concise(PLAN, Lang.EN).splitlines()
    assert head.split("\t") == ["45/KH-UBND", "—", "—", "Trồng rừng ven biển"]
    assert [line.split("\t")[:2] for line in tasks] == [
        ["1", "2026-06-30, ongoing"], ["2", "“kịp thời”"], ["2~2", "—"], ["PL1.4", "—"],
    ]  # fmt: skip
