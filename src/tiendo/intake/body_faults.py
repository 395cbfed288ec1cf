"""The family I: what can be wrong with a table of bodies, in itself and with what it changes (from I101).

Which known body a row is about is :mod:`tiendo.intake.match_faults`.
"""

from __future__ import annotations

from tiendo.diagnostic import Severity
from tiendo.rulebook import Example, Rule, Words

_ISSUE = "Yêu cầu nhập cơ quan của Tiến Độ: khớp theo mã và ngày, không bao giờ nhập dở dang"
_CODES = "Quyết định 19/2025/QĐ-TTg: mã cũ được cấp lại, 2.145 trong 3.321 mã xã hiện nay từng mang tên khác"
_TREE = "Yêu cầu của Tiến Độ: mỗi cơ quan có một cấp trên, cơ quan của mỗi ngày là một cây"

NAME_MISSING = Rule(
    code="I101",
    name="name-missing",
    severity=Severity.ERROR,
    message=Words(vi="Dòng {row}: chưa ghi tên.", en="Row {row}: the name is missing."),
    help=Words(vi="Ghi tên, hoặc xóa cả dòng.", en="Write the name, or delete the whole row."),
    explanation=Words(
        vi="Dòng có chữ ở cột khác nhưng không có tên thì không biết nói về cơ quan nào.",
        en="A row with words in other columns but no name does not say which body it is about.",
    ),
    examples=(Example(bad="00004 | (trống) | Xã", good="00004 | Phường Ba Đình | Xã"),),
    basis=_ISSUE,
)

KIND_UNKNOWN = Rule(
    code="I102",
    name="kind-unknown",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: không có loại cơ quan “{value}”. Các loại: {known}.",
        en="Row {row}: there is no kind of body “{value}”. The kinds are: {known}.",
    ),
    help=Words(vi="Ghi một trong các loại đã nêu.", en="Write one of the kinds named."),
    explanation=Words(
        vi="“Thành phố” một mình không rõ là cấp tỉnh hay cấp huyện nên không được nhận.",
        en="“Thành phố” alone may be a province or a district and is therefore not taken.",
    ),
    examples=(Example(bad="Loại: Thành phố", good="Loại: Huyện"),),
    basis=_ISSUE,
)

LEVEL_UNKNOWN = Rule(
    code="I103",
    name="level-unknown",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: không có cấp “{value}”. Các cấp: {known}.",
        en="Row {row}: there is no level “{value}”. The levels are: {known}.",
    ),
    help=Words(vi="Ghi một trong các cấp đã nêu.", en="Write one of the levels named."),
    explanation=Words(
        vi="Cấp nói cơ quan làm việc ở cấp nào; để trống thì theo loại cơ quan.",
        en="The level says where a body works; left empty it follows the kind.",
    ),
    examples=(Example(bad="Cấp: 2", good="Cấp: Xã"),),
    basis=_ISSUE,
)

KIND_MISSING = Rule(
    code="I104",
    name="kind-missing",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: “{name}” là cơ quan mới nhưng chưa ghi loại.",
        en="Row {row}: “{name}” is a new body, but its kind is missing.",
    ),
    help=Words(
        vi="Ghi loại; nếu cơ quan đã có thì xem lại mã, tên và cấp trên.",
        en="Write the kind; if the body is known already, look at its code, name and parent.",
    ),
    explanation=Words(
        vi="Không đoán loại theo tên: “Ban” có thể là cơ quan của Đảng, của tỉnh hoặc đơn vị sự nghiệp.",
        en="The kind is not guessed from the name: a “Ban” may belong to the Party or the province, or be a service.",
    ),
    examples=(Example(bad="Ban Dân vận | (trống)", good="Ban Dân vận | Cơ quan đảng"),),
    basis=_ISSUE,
)

CODE_TWICE = Rule(
    code="I105",
    name="code-twice",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: mã {code} đã có ở dòng {first}.", en="Row {row}: the code {code} stands in row {first} already."
    ),
    help=Words(vi="Sửa một trong hai mã hoặc xóa dòng thừa.", en="Mend one of the two codes or delete the extra row."),
    explanation=Words(
        vi="Trong một ngày, một mã chỉ thuộc về một cơ quan.",
        en="On any one day a code belongs to one body.",
    ),
    examples=(Example(bad="00004 | Phường Ba Đình\n00004 | Phường Ngọc Hà", good="00004 | Phường Ba Đình"),),
    basis=_CODES,
    labels={"first": Words(vi="lần đầu ở đây", en="first here")},
)

BODY_TWICE = Rule(
    code="I106",
    name="body-twice",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: “{name}” đã được nói đến ở dòng {first}.",
        en="Row {row}: “{name}” was spoken of in row {first} already.",
    ),
    help=Words(
        vi="Xóa dòng thừa; nếu là hai cơ quan thì ghi mã hoặc cấp trên khác nhau.",
        en="Delete the extra row; if these are two bodies, give them different codes or parents.",
    ),
    explanation=Words(
        vi="Hai dòng cùng khớp với một cơ quan thì không rõ phải theo dòng nào.",
        en="Where two rows mean one body, nobody knows which to follow.",
    ),
    examples=(Example(bad="Sở Tài chính\nSở Tài chính", good="Sở Tài chính"),),
    basis=_ISSUE,
    labels={"first": Words(vi="lần đầu ở đây", en="first here")},
)

PARENT_UNKNOWN = Rule(
    code="I107",
    name="parent-not-found",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}, cột “{column}”: không có cơ quan “{value}” trong bảng và vào ngày có hiệu lực.",
        en="Row {row}, column “{column}”: there is no body “{value}”, in the table or on the day of effect.",
    ),
    help=Words(
        vi="Ghi mã hoặc tên đầy đủ của cơ quan cấp trên; cấp trên mới thì thêm một dòng cho cơ quan đó.",
        en="Write the code or the full name of the superior body; add a row for it if it is new.",
    ),
    explanation=Words(
        vi="Cấp trên được tìm theo mã rồi theo tên, trong bảng và trong các cơ quan của ngày có hiệu lực. Thứ tự dòng "
        "không quan trọng.",
        en="The superior is looked for by code, then by name, in the table and among the bodies of the day of effect. "
        "The order of rows does not matter.",
    ),
    examples=(Example(bad="Cấp trên: UBND tinh", good="Cấp trên: UBND tỉnh Sơn Hải"),),
    basis=_TREE,
)

PARENT_AMBIGUOUS = Rule(
    code="I108",
    name="parent-ambiguous",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}, cột “{column}”: có {count} cơ quan tên “{value}”.",
        en="Row {row}, column “{column}”: {count} bodies are called “{value}”.",
    ),
    help=Words(vi="Ghi mã của cơ quan cấp trên.", en="Write the code of the superior body."),
    explanation=Words(
        vi="Nhiều xã có phòng trùng tên; chỉ mã mới phân biệt được.",
        en="Many communes have offices of the same name; only a code tells them apart.",
    ),
    examples=(Example(bad="Cấp trên: Phòng Kinh tế", good="Mã cấp trên: P-00004"),),
    basis=_TREE,
)

PARENT_MISSING = Rule(
    code="I109",
    name="parent-missing",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: “{name}” là cơ quan mới nhưng chưa ghi cấp trên.",
        en="Row {row}: “{name}” is a new body, but the body above it is missing.",
    ),
    help=Words(vi="Ghi mã hoặc tên cơ quan cấp trên.", en="Write the code or name of the body above."),
    explanation=Words(
        vi="Chỉ cơ quan đứng đầu (cấp tỉnh) không có cấp trên.",
        en="Only the body at the top (of a province) has none above it.",
    ),
    examples=(Example(bad="Sở Tài chính | (trống)", good="Sở Tài chính | UBND tỉnh Sơn Hải"),),
    basis=_TREE,
)

CIRCLE = Rule(
    code="I110",
    name="parent-circle",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: “{name}” sẽ trực thuộc chính cơ quan dưới quyền mình.",
        en="Row {row}: “{name}” would stand under a body beneath itself.",
    ),
    help=Words(vi="Sửa cấp trên của một trong các dòng này.", en="Mend the parent in one of these rows."),
    explanation=Words(
        vi="Đi theo cấp trên phải đến được cơ quan đứng đầu; đi vòng thì không báo cáo nào lên được.",
        en="Going up must lead to the top; in a circle no report would ever arrive.",
    ),
    examples=(Example(bad="A thuộc B\nB thuộc A", good="A thuộc B\nB thuộc UBND tỉnh"),),
    basis=_TREE,
)

OVERLAP = Rule(
    code="I115",
    name="change-already-known",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: “{name}” đã có thay đổi từ ngày {day}; không thể chen thay đổi vào trước.",
        en="Row {row}: “{name}” already has a change from {day}; nothing can be put before it.",
    ),
    help=Words(
        vi="Chọn ngày có hiệu lực muộn hơn ngày đó, hoặc bỏ dòng này.",
        en="Choose a day of effect after that day, or leave this row out.",
    ),
    explanation=Words(
        vi="Thay đổi đã ghi cho ngày đó hoặc muộn hơn dựa trên hiện trạng; chen vào trước sẽ làm nó mất nghĩa.",
        en="What is recorded for that day or later builds on what stands now; a change put before it would take away "
        "its ground.",
    ),
    examples=(Example(bad="Ngày 01/01/2027, khi đã có thay đổi từ 01/6/2027", good="Ngày 02/6/2027"),),
    basis=_TREE,
)

CLASH = Rule(
    code="I116",
    name="clash-with-what-is-known",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: từ ngày {day}, “{name}” trái với điều đã ghi về “{other}”.",
        en="Row {row}: from {day} on “{name}” contradicts what is recorded of “{other}”.",
    ),
    help=Words(
        vi="Xem lịch sử của hai cơ quan: cấp trên sắp kết thúc, hoặc mã sắp thuộc về cơ quan khác.",
        en="Look at the history of both: the parent is about to end, or the code is about to go to another body.",
    ),
    explanation=Words(
        vi="Các cơ quan phải là một cây và mỗi mã phải có một chủ vào mọi ngày sau này đã biết, không chỉ ngày nhập.",
        en="The bodies must be a tree, and each code have one bearer, on every later day that is known of.",
    ),
    examples=(Example(bad="Phòng mới thuộc một sở sẽ kết thúc tháng sau", good="Phòng mới thuộc sở kế thừa"),),
    basis=_TREE,
)

SUPERIOR_CIRCLE = Rule(
    code="I120",
    name="superior-circle",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: “{name}” sẽ là cấp trên về chuyên môn của chính mình, trực tiếp hoặc đi vòng.",
        en="Row {row}: “{name}” would lead itself in its line of work, directly or in a circle.",
    ),
    help=Words(
        vi="Sửa cấp trên về chuyên môn của một trong các dòng này.",
        en="Mend the functional superior in one of these rows.",
    ),
    explanation=Words(
        vi="Cơ quan chỉ đạo chuyên môn phải là cơ quan khác; đi vòng thì không có ai chỉ đạo.",
        en="A body is led in its line of work by another; in a circle nobody leads.",
    ),
    examples=(
        Example(bad="Sở Y tế | Cấp trên về chuyên môn: Sở Y tế", good="Sở Y tế | Cấp trên về chuyên môn: (trống)"),
    ),
    basis=_TREE,
)

BEGINS_LATER = Rule(
    code="I121",
    name="begins-later",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: “{name}” chỉ có từ ngày {day}, sau ngày có hiệu lực của bảng.",
        en="Row {row}: “{name}” begins on {day} only, after the table's day of effect.",
    ),
    help=Words(
        vi="Chọn ngày có hiệu lực từ ngày đó trở đi, hoặc bỏ dòng này.",
        en="Choose that day of effect or a later one, or leave this row out.",
    ),
    explanation=Words(
        vi="Vào ngày có hiệu lực chưa có cơ quan này nên dòng sẽ lập thêm một cơ quan cùng tên. Thường là gõ nhầm "
        "ngày.",
        en="On the day of effect the body is not there yet, so the row would found a second one of its name. Mostly "
        "the day is mistyped.",
    ),
    examples=(Example(bad="Ngày 01/3/2006, cơ quan có từ 01/7/2025", good="Ngày 01/3/2026"),),
    basis=_TREE,
)

DAY_OUT_OF_REACH = Rule(
    code="I122",
    name="day-out-of-reach",
    severity=Severity.ERROR,
    message=Words(
        vi="Không nhận ngày có hiệu lực {day}: bảng này có thể có hiệu lực từ {first} đến {last}.",
        en="{day} is not taken as the day of effect: this table can hold from {first} to {last}.",
    ),
    help=Words(vi="Xem lại ngày, nhất là năm.", en="Look at the day, the year above all."),
    explanation=Words(
        vi="Trước ngày của cơ quan đầu tiên thì mọi dòng đều thành cơ quan mới, lập lần thứ hai. Thay đổi ghi cho "
        "nhiều năm sau thì khóa cơ quan đến ngày đó.",
        en="Before the day of the first body each row would be a new body, founded a second time. A change written "
        "for many years ahead would lock the body until that day.",
    ),
    examples=(Example(bad="Ngày 01/3/2062", good="Ngày 01/3/2026"),),
    basis=_ISSUE,
)

PARENT_DIFFERS = Rule(
    code="I123",
    name="parent-code-and-name-differ",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: mã cấp trên {code} là của “{bearer}”, nhưng tên cấp trên ghi “{value}”.",
        en="Row {row}: the parent code {code} is that of “{bearer}”, but the parent is called “{value}”.",
    ),
    help=Words(
        vi="Sửa mã hoặc tên của cấp trên; mã trước tháng 7/2025 có thể nay thuộc về xã khác.",
        en="Mend the parent's code or name; a code of before July 2025 may be another commune's now.",
    ),
    explanation=Words(
        vi="Khi cả mã và tên của cấp trên được ghi thì cả hai phải nói về một cơ quan. Chỉ theo mã sẽ đặt cơ quan dưới "
        "nhầm cấp trên.",
        en="Where both code and name of the parent are given, both must mean one body. To follow the code alone would "
        "put the body under the wrong parent.",
    ),
    examples=(Example(bad="Mã cấp trên: 00004 | Cấp trên: Phường Trúc Bạch", good="00004 | Phường Ba Đình"),),
    basis=_CODES,
)

RULES = (
    NAME_MISSING,
    KIND_UNKNOWN,
    LEVEL_UNKNOWN,
    KIND_MISSING,
    CODE_TWICE,
    BODY_TWICE,
    PARENT_UNKNOWN,
    PARENT_AMBIGUOUS,
    PARENT_MISSING,
    CIRCLE,
    OVERLAP,
    CLASH,
    SUPERIOR_CIRCLE,
    BEGINS_LATER,
    DAY_OUT_OF_REACH,
    PARENT_DIFFERS,
)
