"""The family I: what can be wrong with a table of people and their roles (from I201)."""

from __future__ import annotations

from tiendo.diagnostic import Severity
from tiendo.rulebook import Example, Rule, Words

_ISSUE = "Yêu cầu nhập người dùng của Tiến Độ: mỗi người một tài khoản, mỗi vai trò một cơ quan và một thời hạn"

USERNAME_MISSING = Rule(
    code="I201",
    name="username-missing",
    severity=Severity.ERROR,
    message=Words(vi="Dòng {row}: chưa ghi tên đăng nhập.", en="Row {row}: the sign-in name is missing."),
    help=Words(vi="Ghi tên đăng nhập, hoặc xóa cả dòng.", en="Write the sign-in name, or delete the whole row."),
    explanation=Words(
        vi="Người dùng được nhận ra bằng tên đăng nhập, vì nhiều người trùng họ tên.",
        en="People are known by their sign-in name, since many have the same name.",
    ),
    examples=(Example(bad="(trống) | Lê Thị Lan | Cán bộ cơ quan", good="lan.lt | Lê Thị Lan | Cán bộ cơ quan"),),
    basis=_ISSUE,
)

USERNAME_MALFORMED = Rule(
    code="I202",
    name="username-malformed",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: “{value}” không dùng làm tên đăng nhập được.",
        en="Row {row}: “{value}” cannot be a sign-in name.",
    ),
    help=Words(
        vi="Dùng chữ thường không dấu, số, dấu chấm, gạch nối, gạch dưới; bắt đầu bằng chữ hoặc số; nhiều nhất "
        "60 ký tự.",
        en="Use small letters without diacritics, digits, dots, hyphens and underscores; begin with a letter or digit; "
        "60 characters at most.",
    ),
    explanation=Words(
        vi="Tên đăng nhập phải gõ được như nhau trên mọi bàn phím, kể cả khi chưa bật bộ gõ tiếng Việt.",
        en="A sign-in name must be typed alike on every keyboard, also without a Vietnamese input method.",
    ),
    examples=(Example(bad="Lan Lê", good="lan.le"),),
    basis=_ISSUE,
)

PERSON_NAME_MISSING = Rule(
    code="I203",
    name="person-name-missing",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: “{username}” là người mới nhưng chưa ghi họ tên.",
        en="Row {row}: “{username}” is somebody new, but the name is missing.",
    ),
    help=Words(
        vi="Ghi họ tên; nếu người này đã có tài khoản thì xem lại tên đăng nhập.",
        en="Write the name; if this person has an account already, look at the sign-in name.",
    ),
    explanation=Words(
        vi="Họ tên là điều đồng nghiệp nhìn thấy trên mọi trang; không suy ra từ tên đăng nhập.",
        en="The name is what colleagues see on every page; it is not made up from the sign-in name.",
    ),
    examples=(Example(bad="lan.lt | (trống)", good="lan.lt | Lê Thị Lan"),),
    basis=_ISSUE,
)

PERSON_NAME_DIFFERS = Rule(
    code="I204",
    name="person-name-differs",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: “{username}” đang là tên đăng nhập của {bearer}, không phải của {name}.",
        en="Row {row}: “{username}” is the sign-in name of {bearer}, not of {name}.",
    ),
    help=Words(
        vi="Chọn tên đăng nhập khác, hoặc sửa họ tên cho đúng người.",
        en="Choose another sign-in name, or mend the name.",
    ),
    explanation=Words(
        vi="Một tên đăng nhập chỉ của một người. Dấu và chữ hoa không tính; họ tên khác thì có lẽ nhầm người, và vai "
        "trò sẽ rơi vào tay người khác.",
        en="A sign-in name is one person's. Diacritics and capitals do not count; another name may mean another "
        "person, who would get this role.",
    ),
    examples=(Example(bad="lan | Lê Thị Lan\nlan | Phạm Văn Lân", good="lan | Lê Thị Lan\nlan.pv | Phạm Văn Lân"),),
    basis=_ISSUE,
)

USERNAME_TAKEN = Rule(
    code="I205",
    name="username-taken",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: tên đăng nhập “{username}” đã có người dùng.",
        en="Row {row}: the sign-in name “{username}” is taken.",
    ),
    help=Words(vi="Chọn tên đăng nhập khác.", en="Choose another sign-in name."),
    explanation=Words(
        vi="Tài khoản mang tên này không do đơn vị quản lý, nên bảng không giao vai trò cho nó được.",
        en="The account of this name is not managed here, so no table can give it a role.",
    ),
    examples=(Example(bad="an | Nguyễn Thị An", good="an.nt.sonhai | Nguyễn Thị An"),),
    basis=_ISSUE,
)

ROLE_UNKNOWN = Rule(
    code="I206",
    name="role-unknown",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: không có vai trò “{value}”. Các vai trò: {known}.",
        en="Row {row}: there is no role “{value}”. The roles are: {known}.",
    ),
    help=Words(vi="Ghi một trong các vai trò đã nêu.", en="Write one of the roles named."),
    explanation=Words(
        vi="Vai trò quyết định một người được xem và làm gì; chức vụ (trưởng phòng, phó giám đốc) không nói điều đó.",
        en="The role decides what somebody may see and do; a title (head of division, deputy director) does not.",
    ),
    examples=(Example(bad="Vai trò: Trưởng phòng", good="Vai trò: Lãnh đạo"),),
    basis=_ISSUE,
)

BODY_NOT_FOUND = Rule(
    code="I207",
    name="person-body-not-found",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}, cột “{column}”: vào ngày {day} không có cơ quan “{value}”.",
        en="Row {row}, column “{column}”: on {day} there is no body “{value}”.",
    ),
    help=Words(
        vi="Ghi tên đầy đủ, tên viết tắt hoặc mã của ngày ấy{near_vi}.",
        en="Write the full name, the short name or the code of that day{near_en}.",
    ),
    explanation=Words(
        vi="Cơ quan được tìm theo mã rồi theo tên trong các cơ quan của ngày đã chọn; cơ quan đã kết thúc không nhận "
        "thêm người.",
        en="The body is looked for by code, then by name, among the bodies of the day chosen; a body that has ended "
        "takes nobody in.",
    ),
    examples=(Example(bad="Cơ quan: So Y te tinh", good="Cơ quan: Sở Y tế"),),
    basis=_ISSUE,
)

BODY_AMBIGUOUS = Rule(
    code="I208",
    name="person-body-ambiguous",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}, cột “{column}”: có {count} cơ quan tên “{value}”.",
        en="Row {row}, column “{column}”: {count} bodies are called “{value}”.",
    ),
    help=Words(
        vi="Ghi mã, hoặc thêm cấp trên sau dấu phẩy: “Phòng Kinh tế, Xã Hải Thuận”.",
        en="Write the code, or add the body above after a comma: “Phòng Kinh tế, Xã Hải Thuận”.",
    ),
    explanation=Words(
        vi="Nhiều xã có phòng trùng tên; không đoán người này thuộc phòng nào.",
        en="Many communes have offices of the same name; it is not guessed whose this person is.",
    ),
    examples=(Example(bad="Cơ quan: Phòng Kinh tế", good="Cơ quan: Phòng Kinh tế, Xã Hải Thuận"),),
    basis=_ISSUE,
)

BODY_OVER = Rule(
    code="I209",
    name="person-body-over",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: “{body}” kết thúc ngày {end}, trước khi vai trò bắt đầu.",
        en="Row {row}: “{body}” ends on {end}, before the role begins.",
    ),
    help=Words(
        vi="Ghi cơ quan kế thừa, hoặc một ngày bắt đầu sớm hơn.",
        en="Write the body that takes over, or an earlier day to begin.",
    ),
    explanation=Words(
        vi="Vai trò đứng ở một cơ quan đang hoạt động vào ngày nó bắt đầu.",
        en="A role stands at a body that lives on the day it begins.",
    ),
    examples=(Example(bad="Sở Dân số (kết thúc 01/01/2026) | từ 01/02/2026", good="Sở Y tế | từ 01/02/2026"),),
    basis=_ISSUE,
)

DAY_UNREADABLE = Rule(
    code="I210",
    name="day-unreadable",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}, cột “{column}”: “{value}” không phải là một ngày.",
        en="Row {row}, column “{column}”: “{value}” is not a day.",
    ),
    help=Words(
        vi="Ghi ngày/tháng/năm, ví dụ 01/07/2026, hoặc để trống.",
        en="Write day/month/year, such as 01/07/2026, or leave it empty.",
    ),
    explanation=Words(
        vi="Ngày được đọc theo thứ tự ngày, tháng, năm, hoặc năm-tháng-ngày; không có ngày nào được đoán.",
        en="Days are read as day, month, year, or as year-month-day; none is guessed.",
    ),
    examples=(Example(bad="Từ ngày: 31/02/2026", good="Từ ngày: 28/02/2026"),),
    basis=_ISSUE,
)

ENDS_FIRST = Rule(
    code="I211",
    name="role-ends-before-it-begins",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: vai trò thôi giữ ngày {end} trước khi bắt đầu ngày {start}.",
        en="Row {row}: the role ends on {end}, before it begins on {start}.",
    ),
    help=Words(vi="Sửa một trong hai ngày.", en="Mend one of the two days."),
    explanation=Words(
        vi="“Đến hết trước ngày” là ngày đầu tiên không còn giữ vai trò, nên phải sau ngày bắt đầu.",
        en="“Đến hết trước ngày” (until) is the first day on which the role is not held; it must come after the first.",
    ),
    examples=(Example(bad="từ 01/07/2026 | đến 01/06/2026", good="từ 01/06/2026 | đến 01/07/2026"),),
    basis=_ISSUE,
)

ROLE_TWICE = Rule(
    code="I212",
    name="role-twice",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: “{username}” đã có vai trò này ở cơ quan này tại dòng {first}.",
        en="Row {row}: “{username}” has this role at this body in row {first} already.",
    ),
    help=Words(vi="Xóa dòng thừa.", en="Delete the extra row."),
    explanation=Words(
        vi="Một người giữ nhiều vai trò thì mỗi vai trò một dòng; hai dòng giống nhau thường do sao chép.",
        en="Whoever holds several roles has a row for each; two rows alike mostly come of copying.",
    ),
    examples=(Example(bad="lan | Lãnh đạo | Sở Y tế\nlan | Lãnh đạo | SYT", good="lan | Lãnh đạo | Sở Y tế"),),
    basis=_ISSUE,
    labels={"first": Words(vi="lần đầu ở đây", en="first here")},
)

PERIOD_DIFFERS = Rule(
    code="I213",
    name="role-held-for-another-period",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: “{username}” đang giữ vai trò này từ {start} đến {end}; bảng ghi thời hạn khác.",
        en="Row {row}: “{username}” holds this role from {start} until {end}; the table gives another period.",
    ),
    help=Words(
        vi="Để trống hai cột ngày để giữ nguyên; đổi thời hạn thì thôi giữ rồi giao lại ở trang Người dùng.",
        en="Leave both days empty to keep it; to change the period end the role and give it again on the page of "
        "people.",
    ),
    explanation=Words(
        vi="Bảng thêm người và vai trò; nó không rút ngắn hay kéo dài điều đã quyết định.",
        en="A table adds people and roles; it neither shortens nor lengthens what was decided.",
    ),
    examples=(Example(bad="lan | Lãnh đạo | từ 01/01/2026 (đang giữ từ 01/07/2025)", good="lan | Lãnh đạo | (trống)"),),
    basis=_ISSUE,
)

MAIL_MALFORMED = Rule(
    code="I214",
    name="mail-malformed",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: “{value}” không phải là địa chỉ thư điện tử.",
        en="Row {row}: “{value}” is not a mail address.",
    ),
    help=Words(vi="Sửa địa chỉ hoặc để trống.", en="Mend the address or leave it empty."),
    explanation=Words(
        vi="Đường dẫn đặt mật khẩu về sau có thể được gửi tới địa chỉ này; gửi nhầm là trao tài khoản cho người khác.",
        en="Later links for a password may go to this address; sent to a wrong one they hand the account to a "
        "stranger.",
    ),
    examples=(Example(bad="lan@", good="lan@example.vn"),),
    basis=_ISSUE,
)

PERSON_BODY_MISSING = Rule(
    code="I215",
    name="person-body-missing",
    severity=Severity.ERROR,
    message=Words(vi="Dòng {row}: chưa ghi cơ quan.", en="Row {row}: the body is missing."),
    help=Words(vi="Ghi tên, tên viết tắt hoặc mã của cơ quan.", en="Write the name, short name or code of the body."),
    explanation=Words(
        vi="Mỗi vai trò đứng ở một cơ quan; cơ quan quyết định người ấy thấy và làm được gì.",
        en="Every role stands at a body, which decides what its holder sees and may do.",
    ),
    examples=(
        Example(bad="lan.lt | Lê Thị Lan | Lãnh đạo | (trống)", good="lan.lt | Lê Thị Lan | Lãnh đạo | Sở Y tế"),
    ),
    basis=_ISSUE,
)

RULES = (
    USERNAME_MISSING,
    USERNAME_MALFORMED,
    PERSON_NAME_MISSING,
    PERSON_NAME_DIFFERS,
    USERNAME_TAKEN,
    ROLE_UNKNOWN,
    BODY_NOT_FOUND,
    BODY_AMBIGUOUS,
    BODY_OVER,
    DAY_UNREADABLE,
    ENDS_FIRST,
    ROLE_TWICE,
    PERIOD_DIFFERS,
    MAIL_MALFORMED,
    PERSON_BODY_MISSING,
)
