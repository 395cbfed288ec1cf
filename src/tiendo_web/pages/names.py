"""What lists, moves and events are called, in the reader's language. One place, so that no two pages differ."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tiendo.ageing import Age
from tiendo.carry import Fate
from tiendo.clock import Mark, Standing
from tiendo.duty import Closing, EventKind, Stage, Undated
from tiendo.inquiry import InquiryKind, Status, StepKind
from tiendo.intake.changes import ChangeKind
from tiendo.orgtree import BodyKind, Level, Share
from tiendo.reform import Ground, Verb
from tiendo.spoken import SourceKind
from tiendo_web.core import access
from tiendo_web.duties.inquiry_queries import Which as InquiryWhich
from tiendo_web.duties.origins import Source
from tiendo_web.duties.queries import Order, Which
from tiendo_web.duties.words import PartsFate
from tiendo_web.pages import choice
from tiendo_web.reforms.holdings import Kind as Holding
from tiendo_web.reforms.queries import Stage as ReformStage
from tiendo_web.reforms.touched import Fate as BodyFate

STANDINGS = {
    Standing.IN_TERM: _("Trong hạn"),
    Standing.NEAR_DUE: _("Sắp đến hạn"),
    Standing.OVERDUE: _("Quá hạn"),
    Standing.DONE_ON_TIME: _("Hoàn thành đúng hạn"),
    Standing.DONE_LATE: _("Hoàn thành muộn"),
    Standing.NO_DEADLINE: _("Không thời hạn"),
    Standing.UNDATED: _("Chưa tính được hạn"),
    Standing.PAUSED: _("Tạm dừng"),
    Standing.CLOSED: _("Dừng theo dõi"),
}
# What is counted among those that stand somehow, and never added to them.
MARKS = {
    Mark.RETURNED: _("Bị trả lại"),
    Mark.PUT_OFF: _("Đã gia hạn, lùi hạn"),
    Mark.DONE_PAST_FIRST: _("Xong đúng hạn nhờ gia hạn"),
    Mark.OPEN_PAST_FIRST: _("Chưa xong, đã qua hạn ban đầu nhưng còn hạn mới"),
}
STAGES = {
    Stage.ISSUED: _("Chờ tiếp nhận"),
    Stage.REFUSED: _("Từ chối"),
    Stage.DOING: _("Đang thực hiện"),
    Stage.REPORTED: _("Chờ xác nhận"),
    Stage.RETURNED: _("Bị trả lại"),
    Stage.DONE: _("Đã hoàn thành"),
    Stage.CLOSED: _("Đã dừng"),
    Stage.PAUSED: _("Tạm dừng"),
    Stage.REVOKED: _("Đã thu hồi"),
    Stage.REPLACED: _("Đã thay thế"),
}
# What becomes of a duty when another document takes the place of its own.
FATES = {
    BodyFate.GOES_ON: _("Tiếp tục như cũ"),
    Fate.REPLACED: _("Được thay bằng nhiệm vụ mới"),
    Fate.REVOKED: _("Thu hồi, vì giao cho cơ quan khác"),
    Fate.ABOLISHED: _("Bãi bỏ"),
}
# What becomes of the open parts of a duty that ends.
PARTS = {
    PartsFate.END: _("Kết thúc cùng nhiệm vụ này"),
    PartsFate.LEAVE: _("Để tiếp tục, dù nhiệm vụ này kết thúc"),
}
CLOSINGS = {
    Closing.NOT_NEEDED: _("Không còn cần thực hiện"),
    Closing.DUPLICATE: _("Trùng với nhiệm vụ khác"),
    Closing.MERGED: _("Đã làm chung trong nhiệm vụ khác"),
    Closing.BASIS_GONE: _("Căn cứ giao nhiệm vụ không còn hiệu lực"),
    Closing.MISDIRECTED: _("Giao không đúng thẩm quyền"),
    Closing.IMPOSSIBLE: _("Không thể thực hiện vì lý do khách quan"),
    Closing.OTHER: _("Lý do khác, ghi rõ bên dưới"),
    Closing.ABOLISHED: _("Bị văn bản khác bãi bỏ"),
}
LISTS = {
    Which.ALL: _("Tất cả"),
    Which.OVERDUE: _("Quá hạn"),
    Which.NEAR: _("Sắp đến hạn"),
    Which.WAITING: _("Chờ xác nhận"),
    Which.RETURNED: _("Bị trả lại"),
    Which.NEW: _("Chờ tiếp nhận"),
    Which.REFUSED: _("Bị từ chối"),
    Which.PAUSED: _("Tạm dừng"),
    Which.ASKED: _("Xin gia hạn"),
    Which.PUT_OFF: _("Đã gia hạn, lùi hạn"),
    Which.COORDINATING: _("Việc phối hợp"),
    Which.NO_DEADLINE: _("Không thời hạn"),
    Which.UNDATED: _("Chưa tính được hạn"),
    Which.CHASED: _("Không thời hạn, cần đôn đốc"),
    Which.DONE: _("Đã hoàn thành"),
    Which.ENDED: _("Đã dừng, thu hồi, thay thế"),
    Which.LATELY: _("Vừa dừng, thu hồi, thay thế"),
    Which.MINE: _("Tôi phụ trách, theo dõi"),
    Which.UNNAMED: _("Chưa có người phụ trách"),
}
SOURCES = {
    SourceKind.ORAL: _("Kết luận miệng tại cuộc họp"),
    SourceKind.INSPECTION: _("Kết luận thanh tra, kiểm tra"),
    SourceKind.PETITION: _("Đơn, kiến nghị"),
    SourceKind.OTHER: _("Chỉ đạo khác"),
}
AGES = {
    Age.RECENT: _("Mới có tin trong một tháng"),
    Age.QUIET: _("Quá một tháng chưa có tin"),
    Age.CHASED: _("Đến lúc phải đôn đốc"),
}
ORDERS = {Order.DUE: _("hạn"), Order.BODY: _("cơ quan"), Order.LATEST: _("việc mới nhất")}
MOVES = {
    EventKind.ACKNOWLEDGED: _("Tiếp nhận"),
    EventKind.REFUSED: _("Từ chối"),
    EventKind.ASKED: _("Xin gia hạn"),
    EventKind.EXTENDED: _("Gia hạn"),
    EventKind.DENIED: _("Không cho gia hạn"),
    EventKind.PROGRESSED: _("Báo cáo tiến độ"),
    EventKind.REPORTED: _("Báo cáo hoàn thành"),
    EventKind.INSISTED: _("Giữ nguyên việc đã giao"),
    EventKind.RETURNED: _("Trả lại"),
    EventKind.ACCEPTED: _("Xác nhận hoàn thành"),
    EventKind.CLOSED: _("Dừng theo dõi"),
    EventKind.PAUSED: _("Tạm dừng"),
    EventKind.RESUMED: _("Cho tiếp tục"),
    EventKind.REVOKED: _("Thu hồi"),
    EventKind.REPLACED: _("Thay bằng nhiệm vụ khác"),
    EventKind.REOPENED: _("Mở lại"),
    EventKind.BEGAN: _("Ghi ngày sự kiện"),
}
# What each act will do, said before it is done.
MOVE_HELP = {
    EventKind.ACKNOWLEDGED: _("Ghi nhận cơ quan đã nhận nhiệm vụ."),
    EventKind.REFUSED: _("Không nhận nhiệm vụ, nêu lý do; cơ quan giao việc giữ nguyên hoặc dừng, thời hạn vẫn chạy."),
    EventKind.ASKED: _("Xin lùi hạn khi chưa hết hạn; hạn cũ vẫn chạy đến khi được trả lời."),
    EventKind.EXTENDED: _("Đặt hạn mới sau hạn đang có; hạn ban đầu được giữ lại và số liệu tính theo cả hai hạn."),
    EventKind.DENIED: _("Giữ nguyên hạn đang có; lý do được ghi lại."),
    EventKind.PROGRESSED: _("Báo cáo việc đang làm; nhiệm vụ vẫn còn mở, thời hạn vẫn chạy."),
    EventKind.REPORTED: _(
        "Báo cáo đã làm xong và đề nghị xác nhận; thời hạn dừng ở ngày nộp, nộp bổ sung thì tính theo ngày bổ sung."
    ),
    EventKind.INSISTED: _("Trả lời việc từ chối: cơ quan này vẫn phải làm; thời hạn cũ tiếp tục chạy."),
    EventKind.RETURNED: _("Trả báo cáo về để làm lại; thời hạn cũ tiếp tục chạy."),
    EventKind.ACCEPTED: _("Xác nhận nhiệm vụ đã hoàn thành theo báo cáo gần nhất."),
    EventKind.CLOSED: _("Không theo dõi nhiệm vụ này nữa, dù chưa làm; chọn lý do trong danh sách và nói rõ."),
    EventKind.PAUSED: _("Dừng đồng hồ từ hôm nay; số ngày làm việc còn lại được giữ đến khi cho tiếp tục."),
    EventKind.RESUMED: _("Đồng hồ chạy tiếp từ hôm nay với số ngày làm việc còn lại khi tạm dừng."),
    EventKind.REVOKED: _("Rút lại việc đã giao; nhiệm vụ ra khỏi danh sách đang theo dõi."),
    EventKind.REPLACED: _("Kết thúc nhiệm vụ này vì một nhiệm vụ khác thay cho nó."),
    EventKind.REOPENED: _("Theo dõi lại; số ngày làm việc còn lại khi đồng hồ dừng được tính tiếp từ hôm nay."),
    EventKind.BEGAN: _("Ghi ngày đã xảy ra sự kiện mà thời hạn tính từ đó; hạn được tính ngay, có dẫn giải."),
}
EVENTS = {
    EventKind.ISSUED: _("Giao nhiệm vụ"),
    EventKind.ACKNOWLEDGED: _("Đã tiếp nhận"),
    EventKind.REFUSED: _("Từ chối nhiệm vụ"),
    EventKind.INSISTED: _("Giữ nguyên việc đã giao"),
    EventKind.ASKED: _("Xin gia hạn"),
    EventKind.EXTENDED: _("Gia hạn"),
    EventKind.DENIED: _("Không cho gia hạn"),
    EventKind.PROGRESSED: _("Báo cáo tiến độ"),
    EventKind.REPORTED: _("Báo cáo hoàn thành"),
    EventKind.RETURNED: _("Trả lại"),
    EventKind.ACCEPTED: _("Xác nhận hoàn thành"),
    EventKind.CLOSED: _("Dừng theo dõi"),
    EventKind.PAUSED: _("Tạm dừng"),
    EventKind.RESUMED: _("Cho tiếp tục"),
    EventKind.REVOKED: _("Thu hồi"),
    EventKind.REPLACED: _("Thay bằng nhiệm vụ khác"),
    EventKind.REOPENED: _("Mở lại"),
    EventKind.BEGAN: _("Sự kiện mà thời hạn tính từ đó đã xảy ra"),
    EventKind.PASSED: _("Chuyển cơ quan thực hiện"),
    EventKind.RECKONED: _("Tính lại hạn theo lịch nghỉ"),
}
UNDATED = {
    Undated.EVENT: _("chưa có hạn: chờ sự kiện mà thời hạn tính từ đó"),
    Undated.TABLE: _("chưa có hạn: bảng ngày nghỉ chưa đến năm đó"),
}
INQUIRIES = {
    InquiryKind.EXPLANATION: _("Giải trình"),
    InquiryKind.CONTRIBUTION: _("Phối hợp"),
}
INQUIRY_STATUSES = {
    Status.WAITING: _("Chờ trả lời"),
    Status.SILENT: _("Quá hạn trả lời"),
    Status.ANSWERED: _("Đã trả lời"),
    Status.ASKED_AGAIN: _("Chờ trả lời lại"),
    Status.TAKEN: _("Đã chấp nhận"),
    Status.WITHDRAWN: _("Đã rút"),
    Status.ENDED: _("Kết thúc cùng nhiệm vụ"),
}
INQUIRY_LISTS = {
    InquiryWhich.ALL: _("Tất cả"),
    InquiryWhich.TO_ANSWER: _("Cơ quan tôi phải trả lời"),
    InquiryWhich.ANSWERED: _("Đã trả lời, chờ xem xét"),
    InquiryWhich.SILENT: _("Quá hạn chưa trả lời"),
}
INQUIRY_STEPS = {
    StepKind.ASKED: _("Yêu cầu"),
    StepKind.ANSWERED: _("Trả lời"),
    StepKind.TAKEN: _("Chấp nhận"),
    StepKind.SENT_BACK: _("Yêu cầu trả lời lại"),
    StepKind.WITHDRAWN: _("Rút yêu cầu"),
}
LEVELS = {
    Level.CENTRAL: _("Trung ương"),
    Level.PROVINCE: _("Cấp tỉnh"),
    Level.DISTRICT: _("Cấp huyện"),
    Level.COMMUNE: _("Cấp xã"),
}
# Who may know of a document or a duty; a badge says it in words.
CONFIDENCE = {
    access.Level.OPEN: _("Thông thường"),
    access.Level.INTERNAL: _("Nội bộ"),
    access.Level.RESTRICTED: _("Hạn chế"),
}
CONFIDENCE_HELP = {
    access.Level.OPEN: _("Ai được đọc nhiệm vụ thì đọc được, theo Bảng quyền."),
    access.Level.INTERNAL: _("Chỉ các cơ quan liên quan: giao, chủ trì, phối hợp và cấp trên trực tiếp của họ."),
    access.Level.RESTRICTED: _("Chỉ lãnh đạo, thủ trưởng và văn thư của cơ quan giao, cơ quan chủ trì."),
}
SHARES = {
    Share.WHOLE: _("Toàn bộ"),
    Share.MAIN: _("Phần chính"),
    Share.PART: _("Một phần"),
}
VERBS = {
    Verb.MERGE: _("Sáp nhập"),
    Verb.SPLIT: _("Chia tách"),
    Verb.ABOLISH: _("Giải thể"),
    Verb.RENAME: _("Đổi tên"),
    Verb.MOVE: _("Chuyển trực thuộc"),
    Verb.RAISE: _("Đổi loại, nâng cấp"),
    Verb.LEAD: _("Đổi cấp trên về chuyên môn"),
    Verb.FOUND: _("Lập mới"),
}
GROUNDS = {
    Ground.HAND: _("chọn từng nhiệm vụ"),
    Ground.UNDER: _("cùng nhiệm vụ mà việc định kỳ thuộc về"),
    Ground.RULE: _("theo quy tắc"),
    Ground.SUCCESSION: _("kế thừa toàn bộ"),
}
CHANGES = {
    ChangeKind.FOUND: _("Lập mới"),
    ChangeKind.NAME: _("Đổi tên"),
    ChangeKind.ABBREVIATION: _("Đổi viết tắt"),
    ChangeKind.CODE: _("Đổi mã"),
    ChangeKind.KIND: _("Đổi loại"),
    ChangeKind.LEVEL: _("Đổi cấp"),
    ChangeKind.PARENT: _("Đổi cấp trên"),
    ChangeKind.SUPERIOR: _("Đổi cấp trên về chuyên môn"),
}
BODY_FATES = {
    BodyFate.ENDS: _("kết thúc"),
    BodyFate.SHEDS: _("vẫn hoạt động, chuyển một phần"),
    BodyFate.GOES_ON: _("vẫn hoạt động, có thay đổi"),
}
# What the rooms hold at a body that a reform touches, and what becomes of it where the body ends.
HOLDINGS = {
    Holding.SERIES: (_("Việc định kỳ"), _("đi cùng nhiệm vụ; báo cáo của kỳ nào vẫn theo hạn của kỳ đó")),
    Holding.TO_ANSWER: (_("Yêu cầu phải trả lời"), _("cơ quan tiếp nhận trả lời; hạn không đổi")),
    Holding.ASKING: (_("Yêu cầu đã gửi, chưa xong"), _("cơ quan cấp trên của nơi được hỏi xem xét tiếp")),
    Holding.URGED: (_("Nhiệm vụ đang bị đôn đốc báo cáo"), _("cơ quan tiếp nhận nhiệm vụ báo cáo")),
    Holding.COORDINATING: (_("Nhiệm vụ phối hợp"), _("cơ quan tiếp nhận phối hợp thay")),
    Holding.DIRECTIVES: (_("Văn bản đã ban hành"), _("giữ nguyên, vẫn mang tên cơ quan cũ")),
    Holding.DRAFTS: (_("Bản soạn có tên"), _("phải chọn lại cơ quan trước khi ban hành")),
    Holding.GROUPS: (_("Nhóm cơ quan"), _("theo định nghĩa của nhóm vào ngày có hiệu lực")),
    Holding.LED: (_("Cơ quan dưới quyền về chuyên môn"), _("theo nơi nhận toàn bộ; không có thì thôi cấp trên đó")),
    Holding.DEPUTIES: (_("Người làm thay"), _("thôi cùng vai trò mà họ thay; cần thì cử lại")),
    Holding.INVITED: (_("Đường dẫn mời chưa dùng"), _("vẫn dùng được")),
    Holding.RULES: (_("Bộ quy tắc đã áp dụng"), _("không theo sang nhiệm vụ mới: nơi tiếp nhận phải áp dụng lại")),
}
# What is said of a body that a table founds.
FOUNDED = {
    ChangeKind.KIND: _("Loại"),
    ChangeKind.LEVEL: _("Cấp"),
    ChangeKind.CODE: _("Mã"),
    ChangeKind.ABBREVIATION: _("Viết tắt"),
    ChangeKind.PARENT: _("Cấp trên"),
    ChangeKind.SUPERIOR: _("Cấp trên về chuyên môn"),
}
REFORM_STAGES = {
    ReformStage.WAITING: _("Chờ đến ngày có hiệu lực"),
    ReformStage.EFFECTIVE: _("Đã có hiệu lực"),
    ReformStage.UNDONE: _("Đã hủy"),
}

# What the ledger's kinds of acts and subjects are called; a kind without words shows its code.
ACTS = {
    "orgs.found": _("Lập cơ quan"),
    "orgs.import": _("Nhập danh sách cơ quan"),
    "orgs.withdraw-import": _("Rút lại bảng cơ quan"),
    "orgs.define-group": _("Đặt nhóm cơ quan"),
    "orgs.end-group": _("Bỏ nhóm cơ quan"),
    "reforms.draft": _("Soạn phương án sắp xếp"),
    "reforms.decide": _("Quyết định sắp xếp"),
    "reforms.take-effect": _("Sắp xếp có hiệu lực"),
    "reforms.undo": _("Hủy quyết định sắp xếp"),
    "reforms.place": _("Giao nhiệm vụ còn lại sau sắp xếp"),
    "orgs.give-hat": _("Giao vai trò"),
    "orgs.take-off-hat": _("Thôi vai trò"),
    "orgs.name-office": _("Cho văn phòng làm việc thay cơ quan đứng đầu, hoặc thôi"),
    "orgs.give-deputy": _("Cử người làm thay"),
    "orgs.end-deputy": _("Thôi làm thay"),
    "leaving.leave": _("Rời cơ quan"),
    "orgs.replace-password": _("Đặt lại mật khẩu"),
    "invitations.invite": _("Mời người dùng"),
    "invitations.import": _("Nhập danh sách người dùng"),
    "accounts.end-factors": _("Bỏ ứng dụng xác nhận của mọi tài khoản sau khi lộ khóa"),
    "accounts.seal-sign-ins": _("Niêm các dòng của nhật ký đăng nhập"),
    "accounts.reseal": _("Niêm phong lại bí mật của lớp xác nhận"),
    "invitations.hand-link": _("Trao đường dẫn đặt mật khẩu"),
    "invitations.use-link": _("Đặt mật khẩu qua đường dẫn"),
    "invitations.drop-factors": _("Bỏ lớp xác nhận của người dùng"),
    "invitations.join-by-link": _("Gắn tài khoản với cổng đăng nhập chung bằng đường dẫn"),
    "invitations.unjoin": _("Bỏ gắn tài khoản với cổng đăng nhập chung"),
    "invitations.close-account": _("Đóng tài khoản"),
    "invitations.reopen-account": _("Mở lại tài khoản"),
    "plans.take-in": _("Nhập văn bản"),
    "plans.mend": _("Sửa bản soạn"),
    "plans.mark": _("Đổi mức bảo mật của văn bản"),
    "duties.mark": _("Đổi mức bảo mật của nhiệm vụ"),
    "accesses.seal": _("Niêm nhật ký xem"),
    "plans.split": _("Tách nhiệm vụ trong bản soạn"),
    "plans.merge": _("Gộp nhiệm vụ trong bản soạn"),
    "plans.fold": _("Gộp hay tách dòng nêu lại nhiệm vụ"),
    "plans.fix": _("Sửa theo đề nghị của máy"),
    "plans.undo": _("Lùi lại một bước sửa"),
    "recurring.begin": _("Cho lặp theo kỳ"),
    "recurring.issue": _("Giao việc của một kỳ"),
    "recurring.make-up": _("Giao bù việc của kỳ sau tạm dừng"),
    "recurring.end": _("Dừng việc định kỳ"),
    "duties.issue": _("Ban hành"),
    "duties.break-down": _("Giao phần việc"),
    **{f"duties.{kind.value}": words for kind, words in EVENTS.items()},
    "duties.urge": _("Đôn đốc"),
    "duties.name": _("Giao người phụ trách, theo dõi"),
    "duties.attach": _("Nhận tài liệu chứng minh sau khi kiểm tra dấu mật"),
    "duties.refuse-evidence": _("Từ chối một tài liệu chứng minh khi kiểm tra dấu mật"),
    "plans.refuse-stamped": _("Từ chối một bản quét mang dấu chỉ độ mật"),
    "duties.type-in": _("Nhập chỉ đạo không có văn bản"),
    "duties.ask-explanation": _("Yêu cầu giải trình"),
    "duties.ask-contribution": _("Yêu cầu phối hợp"),
    "duties.inquiry-answered": _("Trả lời yêu cầu"),
    "duties.inquiry-taken": _("Chấp nhận trả lời"),
    "duties.inquiry-sent-back": _("Yêu cầu trả lời lại"),
    "duties.inquiry-withdrawn": _("Rút yêu cầu"),
    "calendars.decide": _("Nhập quyết định về ngày nghỉ"),
    "calendars.move": _("Tính lại hạn theo quyết định ngày nghỉ"),
    "calendars.count": _("Tính hạn khi đã có bảng ngày nghỉ"),
    "rulesets.adopt": _("Áp dụng bộ quy tắc"),
    "rulesets.withdraw": _("Rút bộ quy tắc"),
}
SUBJECTS = {
    "orgs.Body": _("Cơ quan"),
    "orgs.Import": _("Bảng cơ quan"),
    "orgs.Holder": _("Vai trò"),
    "orgs.HolderEnd": _("Vai trò"),
    "orgs.Office": _("Văn phòng"),
    "accounts.SignInSeal": _("Nhật ký đăng nhập"),
    "orgs.Leaving": _("Rời cơ quan"),
    "orgs.Group": _("Nhóm cơ quan"),
    "reforms.Draft": _("Phương án sắp xếp"),
    "reforms.Reform": _("Quyết định sắp xếp"),
    "accounts.User": _("Người dùng"),
    "invitations.Link": _("Đường dẫn dùng một lần"),
    "invitations.LinkUse": _("Đường dẫn dùng một lần"),
    "plans.Plan": _("Văn bản"),
    "plans.Directive": _("Văn bản đã ban hành"),
    "recurring.Series": _("Việc định kỳ"),
    "rulesets.Adoption": _("Bộ quy tắc"),
    "rulesets.DaysOff": _("Quyết định ngày nghỉ"),
    "orgs.Superiority": _("Cấp trên về chuyên môn"),
    "duties.Duty": _("Nhiệm vụ"),
    "duties.Inquiry": _("Yêu cầu"),
    "duties.Letter": _("Văn bản đôn đốc"),
    "accesses.Digest": _("Giờ của nhật ký xem"),
}


def value(kind: ChangeKind, text: str) -> str:
    """What a table changes, in words: a kind or level of bodies by its name, any other value as it is."""
    match kind:
        case ChangeKind.KIND if text:
            return str(choice.KINDS[BodyKind(text)])
        case ChangeKind.LEVEL if text:
            return str(LEVELS[Level(text)])
        case _:
            return text


def subject(text: str) -> str:
    """A ledger subject such as ``duties.Duty:5`` in words; as it is where its table has none."""
    table, _colon, key = text.partition(":")
    return f"{SUBJECTS[table]} {key}" if table in SUBJECTS else text


def standing(value: Standing) -> SafeString:
    """How a duty stands: a shape, a word and a colour, as the style sheet draws it."""
    return format_html('<span class="state state-{}">{}</span>', value.value, STANDINGS[value])


def confidence(value: access.Level) -> SafeString:
    """Who may know of it, as a badge in words; nothing for what is open."""
    if value is access.Level.OPEN:
        return mark_safe("")
    return format_html('<span class="confidence">{}</span>', CONFIDENCE[value])


def task_words(text: str, number: int) -> str:
    """The words of a duty in a list, or its number where a list does not tell them."""
    return text or gettext("Nhiệm vụ số %(number)s") % {"number": number}


def source(value: Source | None) -> str:
    """Where a directive comes from, and of which day; empty for one that was a file."""
    return f"{SOURCES[value.kind]}, {value.said_on:%d/%m/%Y}" if value else ""


def inquiry(value: Status) -> SafeString:
    """How an inquiry stands, as the style sheet draws it."""
    return format_html('<span class="stage inquiry-{}">{}</span>', value.value, INQUIRY_STATUSES[value])


def stage(value: Stage) -> SafeString:
    """How far a duty has come, as the style sheet draws it."""
    return format_html('<span class="stage stage-{}">{}</span>', value.value, STAGES[value])
