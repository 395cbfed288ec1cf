"""The family F, second half: what can be wrong with files of one format, and with the programs that open them."""

from __future__ import annotations

from tiendo.diagnostic import Severity
from tiendo.rulebook import Example, Rule, Words

_ISSUE = "Yêu cầu nhận tệp của Tiến Độ: mọi định dạng cán bộ văn thư gặp, tệp xấu được nói rõ"

PROGRAM_ABSENT = Rule(
    code="F022",
    name="program-absent",
    severity=Severity.ERROR,
    message=Words(
        vi="Muốn đọc tệp này máy chủ cần chương trình {program}, hiện chưa cài.",
        en="To read this file the machine needs the program {program}, which is not installed.",
    ),
    help=Words(
        vi="Người quản trị cài {program} (apt-get install); hoặc lưu văn bản thành .docx rồi gửi lại.",
        en="Have {program} installed (apt-get install), or save the document as .docx and send that.",
    ),
    explanation=Words(
        vi="Tệp Word 97-2003 do antiword hoặc LibreOffice mở, ảnh quét do Tesseract đọc. Đó là chương trình riêng, "
        "chạy trong thư mục tạm, không có mạng, có giới hạn thời gian và bộ nhớ.",
        en="Word 97-2003 files are opened by antiword or LibreOffice, scans are read by Tesseract: programs of their "
        "own, run in a temporary folder without network, with limits on time and memory.",
    ),
    examples=(Example(bad="chi-thi.doc (máy chưa cài antiword)", good="chi-thi.docx"),),
    basis=_ISSUE,
)

PROGRAM_STOPPED = Rule(
    code="F023",
    name="program-stopped",
    severity=Severity.ERROR,
    message=Words(
        vi="{program} chạy quá mức cho phép với tệp này nên đã bị dừng.",
        en="{program} ran beyond its limits on this file and was stopped.",
    ),
    help=Words(
        vi="Thử lưu văn bản thành .docx rồi gửi lại; nếu tệp quá dài hãy tách thành nhiều tệp.",
        en="Save the document as .docx and send that; split it if it is very long.",
    ),
    explanation=Words(
        vi="Chương trình bên ngoài có giới hạn thời gian và dung lượng, để một tệp hỏng không làm treo máy chủ.",
        en="Outside programs have limits on time and on what they write, so that one bad file cannot hang a server.",
    ),
    examples=(Example(bad="chi-thi.doc (làm chương trình chạy mãi)", good="chi-thi.docx"),),
    basis=_ISSUE,
)

PROGRAM_FAILED = Rule(
    code="F024",
    name="program-failed",
    severity=Severity.ERROR,
    message=Words(
        vi="{program} không mở được tệp này.",
        en="{program} cannot open this file.",
    ),
    help=Words(
        vi="Mở tệp bằng Word, lưu thành .docx rồi gửi lại.",
        en="Open the file in Word, save it as .docx and send that.",
    ),
    explanation=Words(
        vi="Tệp có thể bị hỏng, quá nhỏ, hoặc là một biến thể cũ mà chương trình không hiểu.",
        en="The file may be damaged, too small, or of an old variety that the program does not know.",
    ),
    examples=(Example(bad="chi-thi.doc (bị cắt cụt)", good="chi-thi.docx"),),
    basis=_ISSUE,
)

CONVERTED = Rule(
    code="F025",
    name="old-encoding-converted",
    severity=Severity.INFO,
    message=Words(
        vi="Văn bản ghi theo bảng mã cũ {encoding}; đã chuyển sang Unicode.",
        en="The text is in the old encoding {encoding}; it was converted to Unicode.",
    ),
    help=Words(
        vi="Xem lại chữ hoa: bảng mã cũ vẽ chữ hoa có dấu bằng phông chữ, không phải bằng mã.",
        en="Look at the capitals: old encodings draw accented capitals by font, not by code.",
    ),
    explanation=Words(
        vi="TCVN3 (ABC), VNI và VISCII đặt chữ Việt vào chỗ của chữ Tây Âu. Tiến Độ nhận ra theo phông chữ, hoặc khi "
        "hầu hết các chữ đọc theo bảng mã ấy là âm tiết tiếng Việt, rồi chuyển theo bảng đã công bố.",
        en="TCVN3 (ABC), VNI and VISCII put Vietnamese letters in the places of Western ones. They are told by their "
        "fonts, or where nearly all words are Vietnamese syllables when read so, and converted by published tables.",
    ),
    examples=(Example(bad="KÕ ho¹ch ph¸t triÓn", good="Kế hoạch phát triển"),),
    basis="TCVN 5712:1993 (TCVN3), RFC 1456 (VISCII); thay bằng TCVN 6909:2001",
)

DAMAGED = Rule(
    code="F026",
    name="file-damaged",
    severity=Severity.ERROR,
    message=Words(
        vi="Tệp {format} bị hỏng, không mở được.",
        en="The {format} file is damaged and cannot be opened.",
    ),
    help=Words(
        vi="Gửi lại từ tệp gốc; có thể tệp chưa tải lên hết.",
        en="Send it again from the original; the upload may have been cut off.",
    ),
    explanation=Words(
        vi="Cấu trúc của tệp không đúng định dạng mà tên và những byte đầu của nó nói.",
        en="The structure of the file is not that of the format that its name and first bytes state.",
    ),
    examples=(Example(bad="quyet-dinh.pdf (tải về dở dang)", good="quyet-dinh.pdf"),),
    basis=_ISSUE,
)

PAGES_LEFT_OUT = Rule(
    code="F027",
    name="pages-left-out",
    severity=Severity.WARNING,
    message=Words(
        vi="Tệp có {pages} trang; chỉ đọc {limit} trang đầu.",
        en="The file has {pages} pages; only the first {limit} were read.",
    ),
    help=Words(
        vi="Tách tệp thành nhiều phần nếu cần đọc hết.",
        en="Split the file if all of it must be read.",
    ),
    explanation=Words(
        vi="Văn bản hành chính dài nhất có vài trăm trang. Mức trang giữ cho một tệp không chiếm cả máy chủ.",
        en="The longest directives have some hundred pages. The limit keeps one file from taking the whole machine.",
    ),
    examples=(Example(bad="tai-lieu.pdf (10.000 trang)", good="ke-hoach.pdf (40 trang)"),),
    basis=_ISSUE,
)

ACTIVE = Rule(
    code="F028",
    name="file-with-script",
    severity=Severity.WARNING,
    message=Words(
        vi="Tệp PDF chứa lệnh tự chạy ({kinds}); không lệnh nào được thực hiện.",
        en="The PDF file holds commands that would run by themselves ({kinds}); none was run.",
    ),
    help=Words(
        vi="Hỏi lại nơi gửi: văn bản hành chính không cần lệnh tự chạy. Không mở tệp này bằng chương trình khác.",
        en="Ask where the file came from: no directive needs such commands. Do not open it in other programs.",
    ),
    explanation=Words(
        vi="PDF có thể mang JavaScript hoặc lệnh mở chương trình, mở địa chỉ mạng khi xem. "
        "Tiến Độ chỉ lấy chữ, không chạy gì.",
        en="A PDF can carry JavaScript, or commands that start programs or open addresses. Only its words are taken.",
    ),
    examples=(Example(bad="/OpenAction << /S /JavaScript >>", good=""),),
    basis="ISO 32000-1:2008, 12.6 (Actions)",
)

FURNITURE = Rule(
    code="F029",
    name="page-furniture-removed",
    severity=Severity.INFO,
    message=Words(
        vi="Đã bỏ {count} dòng lặp ở đầu, cuối trang (số trang, tiêu đề trang).",
        en="{count} lines that repeat at the top or bottom of pages (page numbers, running heads) were left out.",
    ),
    help=Words(vi="Không phải làm gì.", en="Nothing needs doing."),
    explanation=Words(
        vi="Số trang và tiêu đề trang không thuộc nội dung; để lại thì chúng cắt ngang câu.",
        en="Page numbers and running heads are not part of the text; left in, they would cut sentences in two.",
    ),
    examples=(Example(bad="có trách nhiệm\n- 12 -\nbáo cáo", good="có trách nhiệm báo cáo"),),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I.6 (số trang)",
)

SCAN = Rule(
    code="F030",
    name="pages-without-text",
    severity=Severity.ERROR,
    message=Words(
        vi="Tệp là ảnh quét: {pages} trang không có lớp chữ, và chưa yêu cầu nhận dạng chữ.",
        en="The file is a scan: {pages} pages have no text in them, and were not asked to be read as pictures.",
    ),
    help=Words(
        vi="Yêu cầu nhận dạng chữ, hoặc gửi bản có chữ (bản Word hoặc PDF xuất từ Word).",
        en="Ask for the pictures to be read, or send the version with text (the Word file, or a PDF made by Word).",
    ),
    explanation=Words(
        vi="Trang PDF chỉ là ảnh chụp giấy; chữ trong dấu ký số không phải nội dung văn bản.",
        en="The pages are pictures of paper; the words of a digital signature's stamp are not the document.",
    ),
    examples=(Example(bad="quyet-dinh.signed.pdf (ảnh quét)", good="quyet-dinh.pdf (xuất từ Word)"),),
    basis=_ISSUE,
)

ARCHIVE_DEEP = Rule(
    code="F031",
    name="archive-beyond-limits",
    severity=Severity.WARNING,
    message=Words(
        vi="Không mở “{member}”: gói lồng quá {depth} lớp, quá {count} tệp hoặc quá {size} MB.",
        en="“{member}” was not opened: the archive goes deeper than {depth} levels, or has more than {count} files "
        "or {size} MB.",
    ),
    help=Words(
        vi="Gửi riêng tệp cần đọc, không nén nhiều lớp.",
        en="Send the file that is to be read on its own, not packed in layers.",
    ),
    explanation=Words(
        vi="Gói nén trong gói nén có thể phình ra vô hạn, nên số lớp, số tệp và dung lượng đều có mức.",
        en="Archives in archives can swell without end, so depth, number of files and size are bounded.",
    ),
    examples=(Example(bad="van-ban.zip › a.zip › b.zip › c.zip › d.docx", good="van-ban.zip › d.docx"),),
    basis=_ISSUE,
)

MEMBER_LOCKED = Rule(
    code="F032",
    name="archive-member-locked",
    severity=Severity.WARNING,
    message=Words(
        vi="“{member}” trong gói được khóa bằng mật khẩu nên không mở được.",
        en="“{member}” in the archive is locked with a password and was not opened.",
    ),
    help=Words(
        vi="Giải nén bằng mật khẩu rồi gửi tệp bên trong. Tài liệu mật không được đưa lên hệ thống này.",
        en="Unpack it with its password and send what is inside. State secrets do not belong on this system.",
    ),
    explanation=Words(
        vi="Tiến Độ không bao giờ hỏi mật khẩu của tệp.",
        en="Passwords of files are never asked for.",
    ),
    examples=(Example(bad="van-ban.zip (có mật khẩu)", good="van-ban.zip"),),
    basis=_ISSUE,
)

SEVERAL = Rule(
    code="F033",
    name="file-of-several",
    severity=Severity.ERROR,
    message=Words(
        vi="Tệp chứa {count} văn bản đọc được; hãy chọn một.",
        en="The file carries {count} documents that can be read; choose one.",
    ),
    help=Words(
        vi="Tách tệp cần đọc ra và gửi riêng, hoặc dùng lệnh biên dịch nhiều tệp.",
        en="Take out the one that is to be read, or compile them all as several files.",
    ),
    explanation=Words(
        vi="Thư điện tử và gói nén có thể mang nhiều văn bản; tệp nào là văn bản chỉ đạo là do người gửi quyết định.",
        en="Mails and archives can carry several documents; which of them is the directive is for people to say.",
    ),
    examples=(Example(bad="van-ban.zip (ke-hoach.docx, phu-luc.docx)", good="ke-hoach.docx"),),
    basis=_ISSUE,
)

PARTLY = Rule(
    code="F034",
    name="document-partly-read",
    severity=Severity.WARNING,
    message=Words(
        vi="{program} không đọc hết tệp này: thiếu chữ hoặc bảng bị vỡ.",
        en="{program} did not read all of this file: words are missing, or a table fell apart.",
    ),
    help=Words(
        vi="Lưu văn bản thành .docx rồi gửi lại, hoặc nhờ người quản trị cài LibreOffice.",
        en="Save the document as .docx and send that, or have LibreOffice installed.",
    ),
    explanation=Words(
        vi="antiword bỏ qua những bảng lớn. Số chữ đọc được được so với số chữ mà chính tệp ghi lại.",
        en="antiword leaves out large tables. What it gave is held against the count of letters in the file itself.",
    ),
    examples=(Example(bad="quyet-dinh.doc (phụ lục là bảng lớn)", good="quyet-dinh.docx"),),
    basis="[MS-DOC] 2.5.4 (ccpText); đo trên văn bản hành chính đã ban hành",
)

PICTURES = Rule(
    code="F035",
    name="some-pages-without-text",
    severity=Severity.WARNING,
    message=Words(
        vi="Trang {pages} chỉ là ảnh, không có lớp chữ nên chưa được đọc.",
        en="Pages {pages} are pictures without text and were not read.",
    ),
    help=Words(
        vi="Gửi bản có chữ của những trang ấy (thường là phụ lục được quét).",
        en="Send the version with text of those pages (often a scanned annex).",
    ),
    explanation=Words(
        vi="Tệp ghép trang chữ với trang quét. Phần chữ được đọc; phần ảnh được nêu số trang để không bị sót.",
        en="The file joins pages of text and scanned ones. What is text is read; the others are named, so that "
        "nothing is lost unseen.",
    ),
    examples=(Example(bad="ke-hoach.pdf (phụ lục là ảnh quét)", good="ke-hoach.pdf (xuất từ Word)"),),
    basis=_ISSUE,
)

RULES: tuple[Rule, ...] = (
    PROGRAM_ABSENT,
    PROGRAM_STOPPED,
    PROGRAM_FAILED,
    CONVERTED,
    DAMAGED,
    PAGES_LEFT_OUT,
    ACTIVE,
    FURNITURE,
    SCAN,
    ARCHIVE_DEEP,
    MEMBER_LOCKED,
    SEVERAL,
    PARTLY,
    PICTURES,
)
