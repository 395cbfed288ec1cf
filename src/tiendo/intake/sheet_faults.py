"""The family I: what can be wrong with a table that was sent, whatever it lists (I001 to I099)."""

from __future__ import annotations

from tiendo.diagnostic import Severity
from tiendo.rulebook import Example, Rule, Words

_ISSUE = "Yêu cầu nhận bảng của Tiến Độ: bảng xấu bị từ chối bằng thông báo rõ, không nhập dở dang"

NOT_A_TABLE = Rule(
    code="I001",
    name="table-format-not-read",
    severity=Severity.ERROR,
    message=Words(vi="Đây là tệp {format}, không phải bảng.", en="This is a file of format {format}, not a table."),
    help=Words(
        vi="Gửi bảng dưới dạng .xlsx, .csv hoặc .tsv; với .xls hãy lưu thành .xlsx.",
        en="Send the table as .xlsx, .csv or .tsv; save an .xls as .xlsx.",
    ),
    explanation=Words(
        vi="Bảng được nhận dưới dạng trang tính Excel (.xlsx) hoặc văn bản có cột (.csv, .tsv). Các byte của tệp "
        "quyết định, không phải tên tệp.",
        en="Tables are taken as Excel workbooks (.xlsx) or as text in columns (.csv, .tsv). The bytes decide, not the "
        "name.",
    ),
    examples=(Example(bad="co-quan.pdf", good="co-quan.xlsx"),),
    basis=_ISSUE,
)

DAMAGED = Rule(
    code="I002",
    name="table-damaged",
    severity=Severity.ERROR,
    message=Words(vi="Không mở được bảng: tệp bị hỏng.", en="The table cannot be opened: the file is damaged."),
    help=Words(
        vi="Gửi lại từ tệp gốc; nếu Excel mở được thì lưu thành tệp mới rồi gửi.",
        en="Send it again from the original; if Excel can open it, save it as a new file and send that.",
    ),
    explanation=Words(
        vi="Tệp .xlsx là một gói nén chứa XML. Gói này bị cắt cụt, sai cú pháp hoặc thiếu trang tính; với .csv là có "
        "dấu nháy không đóng.",
        en="An .xlsx is a zip package of XML. This one is cut off, not well-formed or has no sheet; a .csv may have a "
        "quotation mark that never closes.",
    ),
    examples=(Example(bad="co-quan.xlsx (tải về dở dang)", good="co-quan.xlsx"),),
    basis=_ISSUE,
)

MACROS = Rule(
    code="I003",
    name="table-with-macros",
    severity=Severity.ERROR,
    message=Words(vi="Bảng có chứa macro nên bị từ chối.", en="The table holds macros and is refused."),
    help=Words(
        vi="Trong Excel chọn Lưu thành “Sổ làm việc Excel (.xlsx)” để bỏ macro rồi gửi lại.",
        en="In Excel choose Save As “Excel Workbook (.xlsx)”, which drops the macros, and send that.",
    ),
    explanation=Words(
        vi="Macro là chương trình chạy trên máy người mở tệp. Một danh sách cơ quan không cần macro.",
        en="A macro is a program that runs on the machine of whoever opens the file. No list of bodies needs one.",
    ),
    examples=(Example(bad="co-quan.xlsm", good="co-quan.xlsx"),),
    basis=_ISSUE,
)

TOO_MANY = Rule(
    code="I004",
    name="table-too-long",
    severity=Severity.ERROR,
    message=Words(vi="Bảng có hơn {limit} dòng.", en="The table has more than {limit} rows."),
    help=Words(
        vi="Tách bảng thành nhiều tệp; xóa các dòng trống còn định dạng ở cuối bảng.",
        en="Split the table into several files; delete formatted but empty rows at its end.",
    ),
    explanation=Words(
        vi="Cả nước trước tháng 7/2025 có khoảng mười nghìn xã; một bảng dài hơn mức này gần như luôn là nhầm tệp.",
        en="The whole country had some ten thousand communes before July 2025; a longer table is nearly always the "
        "wrong file.",
    ),
    examples=(Example(bad="co-quan.xlsx (1.048.576 dòng)", good="co-quan.xlsx (150 dòng)"),),
    basis=_ISSUE,
)

SEVERAL_SHEETS = Rule(
    code="I005",
    name="several-sheets",
    severity=Severity.WARNING,
    message=Words(
        vi="Tệp có nhiều trang tính; chỉ đọc trang “{sheet}”, không đọc: {others}.",
        en="The file has several sheets; only “{sheet}” is read, not: {others}.",
    ),
    help=Words(
        vi="Nếu bảng cần nhập ở trang khác thì chuyển trang đó lên đầu rồi gửi lại.",
        en="If the table stands on another sheet, move that one to the front and send the file again.",
    ),
    explanation=Words(
        vi="Trang tính hiện đầu tiên có chữ được đọc. Trang ẩn không bao giờ được đọc, vì người gửi có thể không biết "
        "có nó.",
        en="The first visible sheet with words is read. Hidden ones never are: whoever sent the file may not know of "
        "them.",
    ),
    examples=(Example(bad="Trang “Bìa”, trang “Danh sách”", good="Trang “Danh sách”"),),
    basis=_ISSUE,
)

MERGED = Rule(
    code="I006",
    name="merged-cells",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}: các ô {cells} bị gộp nên không rõ giá trị thuộc dòng nào.",
        en="Row {row}: the cells {cells} are merged, so it is not clear to which row their value belongs.",
    ),
    help=Words(
        vi="Bỏ gộp ô (Trang đầu › Hợp nhất & Căn giữa) và ghi giá trị vào từng dòng.",
        en="Unmerge the cells (Home › Merge & Center) and write the value into each row.",
    ),
    explanation=Words(
        vi="Trong ô gộp chỉ ô đầu có giá trị, các ô còn lại trống: dòng sau sẽ mất cấp trên của mình. Ô gộp ở tiêu đề "
        "phía trên bảng thì không sao.",
        en="Only the first of merged cells has the value and the others are empty: a later row would lose its parent. "
        "Merged titles above the table do no harm.",
    ),
    examples=(Example(bad="Ô C5:C9 gộp, ghi “UBND tỉnh”", good="“UBND tỉnh” ở từng ô C5, C6, C7, C8, C9"),),
    basis=_ISSUE,
)

FORMULA = Rule(
    code="I007",
    name="formula-in-cell",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}, cột “{column}”: ô là công thức hoặc báo lỗi ({value}).",
        en="Row {row}, column “{column}”: the cell is a formula or an error ({value}).",
    ),
    help=Words(
        vi="Sao chép cột rồi dán đặc biệt dưới dạng giá trị, hoặc gõ lại nội dung.",
        en="Copy the column and paste it as values, or type the words.",
    ),
    explanation=Words(
        vi="Kết quả của công thức tùy vào máy tính nó và có thể lấy dữ liệu từ nơi khác. Chữ bắt đầu bằng =, + hoặc @ "
        "cũng bị từ chối, vì khi xuất ra bảng khác nó sẽ chạy như công thức.",
        en="What a formula gives depends on who computes it, and it may pull data from elsewhere. Words that begin "
        "with =, + or @ are refused too: in the next table they would run as a formula.",
    ),
    examples=(Example(bad="=VLOOKUP(A5;Sheet2!A:B;2;0)", good="Sở Tài chính"),),
    basis="OWASP, CSV Injection",
)

TOO_LONG = Rule(
    code="I008",
    name="cell-too-long",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}, cột “{column}”: dài hơn {limit} ký tự.",
        en="Row {row}, column “{column}”: longer than {limit} characters.",
    ),
    help=Words(
        vi="Xem lại có nhầm cột không; nếu không thì viết gọn lại.",
        en="See whether the columns are mixed up; if not, say it in fewer words.",
    ),
    explanation=Words(
        vi="Tên cơ quan không dài đến thế; ô dài hơn thường là ghi chú nằm nhầm cột.",
        en="No body has so long a name; a longer cell is usually a note in the wrong column.",
    ),
    examples=(Example(bad="Tên: “Sở Tài chính, theo văn bản số …” (800 ký tự)", good="Tên: “Sở Tài chính”"),),
    basis=_ISSUE,
)

HEAD_MISSING = Rule(
    code="I009",
    name="column-missing",
    severity=Severity.ERROR,
    message=Words(vi="Bảng thiếu cột “{column}”.", en="The table has no column “{column}”."),
    help=Words(
        vi="Ghi một dòng tiêu đề có tên các cột; thứ tự và dấu không quan trọng.",
        en="Give the table a row with the names of its columns; order and diacritics do not matter.",
    ),
    explanation=Words(
        vi="Dòng tiêu đề được tìm trong 30 dòng đầu. Không đoán cột theo nội dung, vì đoán sai sẽ làm hỏng cả bảng.",
        en="The head is looked for in the first 30 rows. Columns are not guessed by what stands in them: one wrong "
        "guess would spoil the whole table.",
    ),
    examples=(Example(bad="00004 | Phường Ba Đình", good="Mã | Tên\n00004 | Phường Ba Đình"),),
    basis=_ISSUE,
)

HEAD_TWICE = Rule(
    code="I010",
    name="column-twice",
    severity=Severity.ERROR,
    message=Words(vi="Bảng có hai cột “{column}”.", en="The table has two columns “{column}”."),
    help=Words(vi="Bỏ hoặc đổi tên một trong hai cột.", en="Drop or rename one of the two."),
    explanation=Words(
        vi="Hai cột cùng nghĩa có thể ghi khác nhau; không rõ phải theo cột nào.",
        en="Two columns that mean the same may say different things, and nobody knows which to follow.",
    ),
    examples=(Example(bad="Tên | Tên cơ quan", good="Tên | Ghi chú"),),
    basis=_ISSUE,
)

HEAD_UNKNOWN = Rule(
    code="I011",
    name="column-not-used",
    severity=Severity.INFO,
    message=Words(vi="Các cột không dùng đến: {heads}.", en="Columns that are not used: {heads}."),
    help=Words(vi="Không phải làm gì.", en="Nothing needs doing."),
    explanation=Words(
        vi="Cột có tên lạ được bỏ qua, để bảng có thêm ghi chú vẫn nhập được.",
        en="Columns with other names are left alone, so that a table may carry notes.",
    ),
    examples=(Example(bad="Mã | Tên | Số điện thoại", good="Mã | Tên"),),
    basis=_ISSUE,
)

HALF_WRONG = Rule(
    code="I012",
    name="half-the-rows-wrong",
    severity=Severity.ERROR,
    message=Words(
        vi="{bad} trong {all} dòng có lỗi: có lẽ nhầm tệp, nhầm cột hoặc nhầm ngày.",
        en="{bad} of {all} rows are wrong: this may be the wrong file, the wrong columns or the wrong day.",
    ),
    help=Words(
        vi="Xem lại tệp và ngày có hiệu lực trước khi sửa từng dòng.",
        en="Look at the file and at the day of effect before mending row by row.",
    ),
    explanation=Words(
        vi="Khi từ nửa số dòng trở lên có lỗi thì lỗi thường ở cả bảng. Không dòng nào được nhập.",
        en="Where half the rows or more are wrong, the fault usually lies with the whole table. No row is imported.",
    ),
    examples=(Example(bad="Danh sách xã của năm trước, nhập theo mã năm nay", good="Danh sách xã hiện hành"),),
    basis=_ISSUE,
)

NOT_WORDS = Rule(
    code="I013",
    name="cell-is-no-text",
    severity=Severity.ERROR,
    message=Words(
        vi="Dòng {row}, cột “{column}”: Excel giữ ô này là ngày, số lẻ hoặc đúng/sai ({value}), không phải chữ.",
        en="Row {row}, column “{column}”: Excel holds a date, a fraction or true/false here ({value}), not text.",
    ),
    help=Words(
        vi="Đặt định dạng cột là Văn bản rồi gõ lại ô này.",
        en="Set the column to Text and type the cell again.",
    ),
    explanation=Words(
        vi="Excel tự đổi “1-5” thành ngày 1 tháng 5 và “1.50” thành 1,5. Điều đã gõ không còn trong tệp nên không đoán "
        "lại được.",
        en="Excel turns “1-5” into the first of May and “1.50” into 1.5. What was typed is no longer in the file, so "
        "it cannot be guessed.",
    ),
    examples=(Example(bad="Mã: 2026-05-01 (đã gõ 1-5)", good="Mã: 1-5 (ô định dạng Văn bản)"),),
    basis=_ISSUE,
)

SECRET = Rule(
    code="I014",
    name="table-of-state-secret",
    severity=Severity.ERROR,
    message=Words(
        vi="Bảng mang dấu chỉ độ mật “{printed}”: không đưa lên hệ thống nối mạng",
        en="The table bears the mark of secrecy “{printed}”: it does not belong on a networked system",
    ),
    help=Words(
        vi="Gỡ tệp khỏi máy nối mạng và báo người phụ trách bảo vệ bí mật nhà nước của cơ quan.",
        en="Take the file off machines with a network and tell the officer in charge of state secrets.",
    ),
    explanation=Words(
        vi="Dấu đứng riêng trong một ô ở phần đầu bảng, như trên văn bản. Không có gì được lưu lại.",
        en="The mark stands alone in a cell near the top, as it does on a document. Nothing is stored.",
    ),
    examples=(Example(bad="TỐI MẬT | | (phía trên dòng tên cột)", good="Mã | Tên | Loại"),),
    basis="Luật Bảo vệ bí mật nhà nước 29/2018/QH14, Điều 5 (cấm soạn thảo, lưu giữ trên máy nối mạng)",
)

PICTURED = Rule(
    code="I015",
    name="table-with-pictures",
    severity=Severity.ERROR,
    message=Words(
        vi="Bảng tính có {count} ảnh bên trong: không nhận, vì trên ảnh có thể có dấu chỉ độ mật",
        en="The workbook has {count} pictures in it: it is not taken, for they may bear a mark of secrecy",
    ),
    help=Words(
        vi="Xóa ảnh khỏi bảng tính, hoặc lưu thành .csv, rồi gửi lại.",
        en="Delete the pictures from the workbook, or save it as .csv, and send it again.",
    ),
    explanation=Words(
        vi="Bảng cơ quan và bảng người dùng không cần ảnh. Không có gì được lưu lại.",
        en="Tables of bodies and of people need no pictures. Nothing is stored.",
    ),
    examples=(Example(bad="danh-sach.xlsx (dán ảnh chụp công văn)", good="danh-sach.xlsx"),),
    basis="Luật Bảo vệ bí mật nhà nước 29/2018/QH14, Điều 5 (cấm soạn thảo, lưu giữ trên máy nối mạng)",
)

RULES = (
    NOT_A_TABLE,
    DAMAGED,
    MACROS,
    TOO_MANY,
    SEVERAL_SHEETS,
    MERGED,
    FORMULA,
    TOO_LONG,
    HEAD_MISSING,
    HEAD_TWICE,
    HEAD_UNKNOWN,
    HALF_WRONG,
    NOT_WORDS,
    SECRET,
    PICTURED,
)
