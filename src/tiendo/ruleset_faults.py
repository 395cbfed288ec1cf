"""What can be wrong with a rule set as people write it."""

from __future__ import annotations

from tiendo.diagnostic import Severity
from tiendo.rulebook import Example, Rule, Words

_BASIS = "tiendo.ruleset_text"
UNREADABLE = Rule(
    code="Q001",
    name="rule-line-unreadable",
    severity=Severity.ERROR,
    message=Words("Không đọc được dòng “{line}”.", "The line “{line}” cannot be read."),
    help=Words(
        "Viết “tên quy tắc: giá trị”, dưới đó là “căn cứ:”, “nguồn:” và “độ tin:”.",
        "Write “rule: value”, and beneath it “căn cứ:”, “nguồn:” and “độ tin:”.",
    ),
    explanation=Words(
        "Mỗi quy tắc là một dòng có dấu hai chấm; căn cứ đứng ngay dưới quy tắc của nó.",
        "Each rule is a line with a colon; its ground stands right beneath it.",
    ),
    examples=(Example("Gia hạn một lần", "Số lần gia hạn: 1 lần"),),
    basis=_BASIS,
)
NO_SUCH = Rule(
    code="Q002",
    name="rule-unknown",
    severity=Severity.ERROR,
    message=Words("Không có quy tắc nào tên là “{line}”.", "There is no rule called “{line}”."),
    help=Words("Lấy tên quy tắc từ một bộ có sẵn.", "Take the name of the rule from a set that ships."),
    explanation=Words(
        "Phần mềm chỉ áp dụng được những quy tắc nó biết; dòng lạ mà bỏ qua thì người viết tưởng nó có hiệu lực.",
        "Only known rules can be applied; whoever wrote an unknown line that was skipped would believe it to hold.",
    ),
    examples=(Example("Số ngày gia hạn: 5", "Số lần gia hạn: 1 lần"),),
    basis=_BASIS,
)
NOT_A_VALUE = Rule(
    code="Q003",
    name="rule-value-not-understood",
    severity=Severity.ERROR,
    message=Words("Không hiểu “{words}” ở quy tắc “{about}”.", "“{words}” is not understood for the rule “{about}”."),
    help=Words("Viết như: {example}.", "Write as in: {example}."),
    explanation=Words(
        "Giá trị phải đúng một trong các cách viết đã định; máy không đoán.",
        "A value has to be in one of the forms laid down; nothing is guessed.",
    ),
    examples=(Example("Số lần gia hạn: tùy việc", "Số lần gia hạn: 1 lần"),),
    basis=_BASIS,
)
TWICE = Rule(
    code="Q004",
    name="rule-repeated",
    severity=Severity.ERROR,
    message=Words("Quy tắc “{about}” có hai lần.", "The rule “{about}” stands twice."),
    help=Words("Giữ lại một dòng.", "Keep one line."),
    explanation=Words(
        "Hai dòng cho một quy tắc có thể nói ngược nhau.", "Two lines for one rule may contradict each other."
    ),
    examples=(Example("Số lần gia hạn: 1 lần\nSố lần gia hạn: 2 lần", "Số lần gia hạn: 1 lần"),),
    basis=_BASIS,
)
ABSENT = Rule(
    code="Q005",
    name="rule-absent",
    severity=Severity.ERROR,
    message=Words("Thiếu quy tắc “{about}”.", "The rule “{about}” is absent."),
    help=Words("Thêm dòng này; không có thì ghi “không quy định”.", "Add the line; write “không quy định” for none."),
    explanation=Words(
        "Một bộ quy tắc nói đủ mọi điều; điều không quy định cũng được ghi rõ, để không ai phải đoán.",
        "A rule set says everything; what is not regulated is written too, so that nobody has to guess.",
    ),
    examples=(Example("Tên: Quy chế tỉnh Sơn Hải", ""),),
    basis=_BASIS,
)
GROUNDLESS = Rule(
    code="Q006",
    name="rule-without-ground",
    severity=Severity.ERROR,
    message=Words("Quy tắc “{about}” thiếu căn cứ hoặc độ tin.", "The rule “{about}” lacks its ground or its trust."),
    help=Words(
        "Thêm “căn cứ:” và “độ tin:” ngay dưới dòng này; tự đặt thì ghi “độ tin: tự đặt”.",
        "Add “căn cứ:” and “độ tin:” beneath this line; for a choice of your own write “độ tin: tự đặt”.",
    ),
    explanation=Words(
        "Con số không có căn cứ thì không bảo vệ được khi có người khiếu nại về hạn.",
        "A number without its ground cannot be defended when somebody disputes a deadline.",
    ),
    examples=(
        Example("Số lần gia hạn: 1 lần", "Số lần gia hạn: 1 lần\n  căn cứ: Quyết định 12, Điều 9\n  độ tin: toàn văn"),
    ),
    basis=_BASIS,
)
RULES = (UNREADABLE, NO_SUCH, NOT_A_VALUE, TWICE, ABSENT, GROUNDLESS)
