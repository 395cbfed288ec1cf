"""The family I: what can be wrong in finding the known body that a row of a table is about, by its code and name."""

from __future__ import annotations

from tiendo.diagnostic import Severity
from tiendo.rulebook import Example, Rule, Words

_ISSUE = "Yêu cầu nhập cơ quan của Tiến Độ: khớp theo mã và ngày, không bao giờ nhập dở dang"
_CODES = "Quyết định 19/2025/QĐ-TTg: mã cũ được cấp lại, 2.145 trong 3.321 mã xã hiện nay từng mang tên khác"

CODE_OF_ANOTHER = Rule(
    code="I111",
    name="code-of-another",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: mã {code} ngày {day} thuộc về “{bearer}”, không phải “{name}”.",
        en="Row {row}: on {day} the code {code} belongs to “{bearer}”, not to “{name}”.",
    ),
    help=Words(vi="Xem lại mã của dòng này.", en="Look at the code in this row."),
    explanation=Words(
        vi="Dòng ghi tên của một cơ quan nhưng mã của cơ quan khác; thường do lệch dòng khi sao chép.",
        en="The row names one body and gives the code of another; often the columns slipped while copying.",
    ),
    examples=(Example(bad="00004 | Phường Ngọc Hà", good="00008 | Phường Ngọc Hà"),),
    basis=_CODES,
)

LAST_YEAR = Rule(
    code="I112",
    name="code-of-last-year",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: {code} là mã của {name} trước ngày 01/7/2025; từ ngày đó mã này {now_vi}.",
        en="Row {row}: {code} was the code of {name} before 1 July 2025; since then {now_en}.",
    ),
    help=Words(
        vi="Dùng danh mục đơn vị hành chính từ ngày 01/7/2025, hoặc chọn ngày có hiệu lực trước ngày đó. Nếu đúng là "
        "đặt lại tên cũ thì ghi x ở cột “Đổi tên” của dòng này.",
        en="Use the list of units from 1 July 2025, or choose an earlier day of effect. If the old name is given "
        "again, put an x into the column “Đổi tên” (renamed) of this row.",
    ),
    explanation=Words(
        vi="Mã xã cũ được cấp lại cho xã khác. Nhập danh sách cũ sau ngày này sẽ gắn nhầm nhiệm vụ cho xã khác. "
        "Mã được so cùng tên và ngày, cả khi đã mất các số 0 ở đầu: tên của dòng hợp với đơn vị cũ hơn đơn vị mang mã "
        "hôm nay thì dòng bị từ chối.",
        en="Codes of communes were given out anew. An old list imported after that day would give duties to the "
        "wrong commune. A code is held together with name and day, also where its leading zeros were lost: a row whose "
        "name fits the unit of before better than the bearer of today is refused.",
    ),
    examples=(
        Example(bad="00004 | Phường Trúc Bạch", good="00004 | Phường Ba Đình"),
        Example(bad="199 | Phường Láng Hạ", good="00199 | Phường Láng"),
    ),
    basis=_CODES,
)

OTHER_NAME = Rule(
    code="I113",
    name="name-differs-wholly",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: mã {code} là của “{bearer}” nhưng dòng ghi “{name}”: đổi tên hay nhầm mã?",
        en="Row {row}: the code {code} is that of “{bearer}”, but the row says “{name}”: a new name or a wrong code?",
    ),
    help=Words(
        vi="Nếu đúng là đổi tên thì ghi x ở cột “Đổi tên” của dòng này; nếu không thì sửa mã.",
        en="If the body is renamed, put an x into the column “Đổi tên” (renamed) of this row; if not, mend the code.",
    ),
    explanation=Words(
        vi="Tên mới chỉ khác vài chữ thì được hiểu là đổi tên. Tên khác hẳn có thể do nhầm mã, nên phải được nói rõ.",
        en="A name that differs in a word or so is taken as a change of name. One that differs wholly may come of a "
        "wrong code and has to be confirmed.",
    ),
    examples=(Example(bad="H05 | Sở Tài chính (đang là Sở Y tế)", good="H05 | Sở Tài chính | Đổi tên: x"),),
    basis=_ISSUE,
)

ZEROS = Rule(
    code="I114",
    name="zeros-lost",
    severity=Severity.WARNING,
    message=Words(
        vi="Dòng {row}: mã {code} được hiểu là {guess}; các số 0 ở đầu đã mất.",
        en="Row {row}: the code {code} is taken as {guess}; its leading zeros were lost.",
    ),
    help=Words(
        vi="Trong Excel đặt định dạng cột mã là Văn bản trước khi gõ hoặc dán.",
        en="In Excel set the column of codes to Text before typing or pasting.",
    ),
    explanation=Words(
        vi="Excel coi mã là số và bỏ các số 0 ở đầu. Mã chỉ được bù số 0 khi tên của dòng đúng là tên của mã đó.",
        en="Excel takes a code for a number and drops its zeros. They are put back only where the row has the name "
        "that goes with the code.",
    ),
    examples=(Example(bad="4 | Phường Ba Đình", good="00004 | Phường Ba Đình"),),
    basis=_ISSUE,
)

NAME_AMBIGUOUS = Rule(
    code="I117",
    name="name-ambiguous",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: có {count} cơ quan tên “{name}”, không rõ dòng này nói về cơ quan nào.",
        en="Row {row}: {count} bodies are called “{name}”; it is not clear which one this row means.",
    ),
    help=Words(vi="Ghi mã, hoặc mã của cấp trên.", en="Write the code, or the code of the parent."),
    explanation=Words(
        vi="Dòng không có mã được khớp theo tên, chỉ khi tên là duy nhất dưới cấp trên của nó.",
        en="A row without a code is matched by name only where that name is the only one under its parent.",
    ),
    examples=(Example(bad="Phòng Kinh tế", good="Phòng Kinh tế | Mã cấp trên: 00004"),),
    basis=_ISSUE,
)

NAME_ELSEWHERE = Rule(
    code="I118",
    name="name-elsewhere",
    severity=Severity.WARNING,
    message=Words(
        vi="Dòng {row}: “{name}” sẽ được lập mới, dù dưới cấp trên khác đã có cơ quan cùng tên.",
        en="Row {row}: “{name}” will be founded, though a body of that name stands under another parent.",
    ),
    help=Words(
        vi="Nếu đó là cùng một cơ quan chuyển cấp trên thì ghi mã của nó.",
        en="If it is the same body that moves, write its code.",
    ),
    explanation=Words(
        vi="Không có mã thì không biết đây là cơ quan mới hay cơ quan cũ chuyển cấp trên; không đoán.",
        en="Without a code nobody knows whether this is a new body or a known one that moves; it is not guessed.",
    ),
    examples=(Example(bad="Trung tâm Y tế (không mã, cấp trên mới)", good="TTYT01 | Trung tâm Y tế"),),
    basis=_ISSUE,
)

OTHER_CODE = Rule(
    code="I119",
    name="code-differs",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: mã của “{name}” là {known} nhưng dòng ghi {code}: đổi mã hay nhầm mã?",
        en="Row {row}: the code of “{name}” is {known}, but the row says {code}: a new code or a wrong one?",
    ),
    help=Words(
        vi="Nếu đúng là đổi mã thì ghi x ở cột “Đổi mã” của dòng này; nếu không thì sửa mã.",
        en="If the body is given another code, put an x into the column “Đổi mã” (recoded) of this row; if not, mend "
        "the code.",
    ),
    explanation=Words(
        vi="Mã là dấu hiệu để nhận ra cơ quan. Một mã lạ bên tên quen có thể do gõ nhầm hay lấy từ danh mục khác, nên "
        "phải được nói rõ.",
        en="A body is known by its code. A strange code beside a known name may be a slip or come from another list, "
        "and has to be confirmed.",
    ),
    examples=(Example(bad="H15 | Sở Y tế (đang mang mã H05)", good="H15 | Sở Y tế | Đổi mã: x"),),
    basis=_CODES,
)

RULES = (
    CODE_OF_ANOTHER,
    LAST_YEAR,
    OTHER_NAME,
    ZEROS,
    NAME_AMBIGUOUS,
    NAME_ELSEWHERE,
    OTHER_CODE,
)
