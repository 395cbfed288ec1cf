"""The family F: what can be wrong with a file before a word of it is judged.

A reader that cannot go on raises :class:`Unreadable`, which :func:`tiendo.plan.read.read` turns into the
diagnostic it carries; nothing of it leaves the package.
"""

from __future__ import annotations

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.errors import TiendoError
from tiendo.rulebook import Example, Rule, Words

MAX_BYTES = 50 * 1024 * 1024
# A page of text has some 3 KB, its XML some 25 KB: both limits stand far above any document.
MAX_TEXT_BYTES = 20 * 1024 * 1024
MAX_XML_BYTES = 32 * 1024 * 1024
MAX_PIECES = 200_000

_ISSUE = "Yêu cầu nhận tệp của Tiến Độ: tệp xấu bị từ chối bằng thông báo rõ, không lưu gì"
_UNICODE = "Unicode Standard Annex #15 (dạng chuẩn NFC); đo trên văn bản hành chính đã ban hành"


class Unreadable(TiendoError):
    """A file that no source can be made of: the rule it breaks and the arguments of the message."""

    def __init__(self, rule: Rule, **args: str) -> None:
        """Take the rule and what fills its message."""
        super().__init__(rule.name)
        self.rule = rule
        self.arguments = tuple(sorted(args.items()))

    def told(self, name: str) -> Diagnostic:
        """The diagnostic for the file ``name``."""
        rule = self.rule
        return Diagnostic(rule.code, rule.name, rule.severity, source=name, span=None, args=self.arguments)


EMPTY = Rule(
    code="F001",
    name="file-empty",
    severity=Severity.ERROR,
    message=Words(vi="Tệp trống: không có chữ nào.", en="The file is empty: there is no word in it."),
    help=Words(
        vi="Kiểm tra lại tệp gốc; có thể tệp chưa tải lên hết hoặc lưu nhầm.",
        en="Look at the original; the upload may have been cut off or the wrong file saved.",
    ),
    explanation=Words(
        vi="Tệp có 0 byte hoặc chỉ gồm khoảng trắng thì không có gì để đọc. Không có gì được lưu lại.",
        en="A file of 0 bytes or of nothing but white space has nothing to read. Nothing is stored.",
    ),
    examples=(Example(bad="ke-hoach.txt (0 byte)", good="ke-hoach.txt (12 KB)"),),
    basis=_ISSUE,
)

TOO_LARGE = Rule(
    code="F002",
    name="file-too-large",
    severity=Severity.ERROR,
    message=Words(
        vi="Tệp {size} MB, lớn hơn mức {limit} MB được nhận.",
        en="The file has {size} MB, more than the {limit} MB that are taken.",
    ),
    help=Words(
        vi="Nén ảnh trong văn bản hoặc tách phụ lục thành tệp riêng rồi gửi lại.",
        en="Compress the pictures in the document or split its annexes into files of their own.",
    ),
    explanation=Words(
        vi="Một văn bản chỉ đạo hiếm khi quá vài MB; tệp lớn hơn mức này gần như luôn là ảnh quét hoặc gửi nhầm.",
        en="A directive rarely has more than a few MB; a larger file is nearly always a scan or a mistake.",
    ),
    examples=(Example(bad="chi-thi.docx (200 MB)", good="chi-thi.docx (2 MB)"),),
    basis=_ISSUE,
)

NOT_WHAT_IT_SAYS = Rule(
    code="F003",
    name="file-not-what-name-says",
    severity=Severity.ERROR,
    message=Words(
        vi="Tên tệp nói là {claimed} nhưng nội dung là {actual}.",
        en="The file's name says {claimed}, but its content is {actual}.",
    ),
    help=Words(
        vi="Mở tệp bằng chương trình đã tạo ra nó rồi lưu lại đúng định dạng, hoặc đổi lại phần đuôi tên tệp cho đúng.",
        en="Open the file in the program that made it and save it in the right format, or mend the name's extension.",
    ),
    explanation=Words(
        vi="Tiến Độ xét các byte của tệp, không tin tên tệp. Khi hai bên trái nhau, tệp bị từ chối để không đọc nhầm.",
        en="The bytes are looked at, the name is not believed. Where the two disagree the file is "
        "refused, not guessed at.",
    ),
    examples=(Example(bad="ke-hoach.docx (nội dung PDF)", good="ke-hoach.pdf"),),
    basis=_ISSUE,
)

NOT_READ = Rule(
    code="F004",
    name="format-not-read",
    severity=Severity.ERROR,
    message=Words(
        vi="Chưa đọc được định dạng {format}.",
        en="The format {format} is not read yet.",
    ),
    help=Words(
        vi="Đọc được: .docx, .doc, .pdf, .html, .md, .txt, .eml, .zip. Hãy lưu văn bản thành .docx rồi gửi lại.",
        en="Read are .docx, .doc, .pdf, .html, .md, .txt, .eml, .zip. Save it as .docx and send it again.",
    ),
    explanation=Words(
        vi="Tệp đúng như tên gọi, nhưng Tiến Độ chưa đọc được loại này (bảng tính, trình chiếu, RTF).",
        en="The file is what its name says, but this kind (workbook, slides, RTF) is not read.",
    ),
    examples=(Example(bad="chi-thi.rtf", good="chi-thi.docx"),),
    basis=_ISSUE,
)

MACROS = Rule(
    code="F005",
    name="file-with-macros",
    severity=Severity.ERROR,
    message=Words(vi="Tệp có chứa macro nên bị từ chối.", en="The file holds macros and is refused."),
    help=Words(
        vi="Trong Word chọn Lưu thành “Tài liệu Word (.docx)” để bỏ macro rồi gửi lại.",
        en="In Word choose Save As “Word Document (.docx)”, which drops the macros, and send that.",
    ),
    explanation=Words(
        vi="Macro là chương trình chạy trên máy người mở tệp. Văn bản hành chính không cần macro, nên "
        "tệp có macro không được nhận.",
        en="A macro is a program that runs on the machine of whoever opens the file. No directive needs one.",
    ),
    examples=(Example(bad="ke-hoach.docm", good="ke-hoach.docx"),),
    basis=_ISSUE,
)

ENCRYPTED = Rule(
    code="F006",
    name="file-encrypted",
    severity=Severity.ERROR,
    message=Words(vi="Tệp được khóa bằng mật khẩu.", en="The file is locked with a password."),
    help=Words(
        vi="Mở tệp bằng mật khẩu, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ tài liệu), lưu lại rồi gửi.",
        en="Open the file with its password, remove the password (File › Info › Protect Document), save and send it.",
    ),
    explanation=Words(
        vi="Nội dung đã mã hóa thì không đọc được. Tiến Độ không bao giờ hỏi mật khẩu của tệp. "
        "Nếu tệp bị khóa vì là bí mật nhà nước thì không được đưa lên hệ thống này.",
        en="What is encrypted cannot be read, and passwords of files are never asked for. "
        "A file locked because it is a state secret does not belong on this system.",
    ),
    examples=(Example(bad="ke-hoach.docx (có mật khẩu)", good="ke-hoach.docx"),),
    basis=_ISSUE,
)

ARCHIVE_BROKEN = Rule(
    code="F007",
    name="archive-broken",
    severity=Severity.ERROR,
    message=Words(vi="Gói nén bị hỏng, không mở được.", en="The package is damaged and cannot be opened."),
    help=Words(
        vi="Gửi lại từ tệp gốc; nếu Word mở được thì lưu thành tệp mới rồi gửi.",
        en="Send it again from the original; if Word can open it, save it as a new file and send that.",
    ),
    explanation=Words(
        vi="Tệp .docx và .zip là gói nén. Gói này bị cắt cụt, sai tổng kiểm tra hoặc thiếu phần văn bản chính.",
        en="Files .docx and .zip are packages. This one is cut off, fails its checksum or lacks the main document.",
    ),
    examples=(Example(bad="ke-hoach.docx (tải về dở dang)", good="ke-hoach.docx"),),
    basis=_ISSUE,
)

ARCHIVE_BOMB = Rule(
    code="F008",
    name="archive-bomb",
    severity=Severity.ERROR,
    message=Words(
        vi="Tệp nén phình ra quá mức khi mở nên bị từ chối.",
        en="The file swells beyond all measure when it is unpacked and is refused.",
    ),
    help=Words(
        vi="Nếu đây là văn bản thật, hãy tách nó thành nhiều tệp nhỏ hơn.",
        en="If this is a real document, split it into smaller files.",
    ),
    explanation=Words(
        vi="Một tệp nhỏ có thể chứa hàng GB dữ liệu nén để làm treo máy chủ. Tiến Độ đếm trước khi mở "
        "và dừng ở mức đã định.",
        en="A small file can hold gigabytes, packed to bring a server down. The size is counted before unpacking.",
    ),
    examples=(Example(bad="ke-hoach.docx (1 MB, mở ra 1 GB)", good="ke-hoach.docx (60 KB, mở ra 700 KB)"),),
    basis=_ISSUE,
)

XML_BROKEN = Rule(
    code="F009",
    name="xml-broken",
    severity=Severity.ERROR,
    message=Words(
        vi="Phần {part} trong tệp .docx bị lỗi cú pháp XML.",
        en="The part {part} of the .docx file is not well-formed XML.",
    ),
    help=Words(
        vi="Mở bằng Word, để Word tự sửa, lưu thành tệp mới rồi gửi lại.",
        en="Open it in Word, let Word repair it, save it as a new file and send that.",
    ),
    explanation=Words(
        vi="Văn bản bên trong .docx được ghi bằng XML; khi XML hỏng thì không biết chắc chữ nào thuộc về đâu.",
        en="The text inside a .docx is XML; where it is broken nobody can tell which words belong where.",
    ),
    examples=(Example(bad="<w:p><w:r></w:p>", good="<w:p><w:r/></w:p>"),),
    basis=_ISSUE,
)

XML_DOCTYPE = Rule(
    code="F010",
    name="xml-with-doctype",
    severity=Severity.ERROR,
    message=Words(
        vi="Phần {part} trong tệp khai báo DOCTYPE hoặc thực thể ngoài nên bị từ chối.",
        en="The part {part} of the file declares a DOCTYPE or entities and is refused.",
    ),
    help=Words(
        vi="Tệp do Word hay LibreOffice tạo ra không có khai báo này; hãy hỏi lại nơi gửi tệp.",
        en="Files made by Word or LibreOffice never hold one; ask where the file came from.",
    ),
    explanation=Words(
        vi="Thực thể XML có thể lôi tệp của máy chủ hoặc một địa chỉ mạng vào văn bản. Chúng không bao giờ được mở.",
        en="XML entities can pull a server's files or a network address into a text. They are never resolved.",
    ),
    examples=(Example(bad='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', good=""),),
    basis="ISO/IEC 29500-2 (OPC), 8.1.4: các phần của gói không được có khai báo DTD",
)

ENCODING_GUESSED = Rule(
    code="F011",
    name="encoding-guessed",
    severity=Severity.WARNING,
    message=Words(
        vi="Tệp không ghi theo UTF-8; đã đọc theo {encoding}.",
        en="The file is not in UTF-8; it was read as {encoding}.",
    ),
    help=Words(
        vi="Xem lại dấu tiếng Việt; nếu sai thì lưu tệp với bảng mã UTF-8 rồi gửi lại.",
        en="Look whether the diacritics are right; if not, save the file as UTF-8 and send it again.",
    ),
    explanation=Words(
        vi="Tệp văn bản thuần không nói nó dùng bảng mã nào. Tiến Độ thử UTF-8, UTF-16 rồi Windows-1258.",
        en="A plain text file does not say its encoding. UTF-8 is tried, then UTF-16, then Windows-1258.",
    ),
    examples=(Example(bad="ke-hoach.txt (Windows-1258)", good="ke-hoach.txt (UTF-8)"),),
    basis="TCVN 6909:2001 (Unicode cho tiếng Việt); Thông tư 39/2017/TT-BTTTT",
)

ENCODING_UNKNOWN = Rule(
    code="F012",
    name="encoding-unknown",
    severity=Severity.ERROR,
    message=Words(
        vi="Không nhận ra đây là văn bản theo bảng mã nào.",
        en="This is not text in any encoding that is known here.",
    ),
    help=Words(
        vi="Lưu văn bản thành .docx, hoặc .txt với bảng mã UTF-8, rồi gửi lại.",
        en="Save the document as .docx, or as .txt in UTF-8, and send it again.",
    ),
    explanation=Words(
        vi="Các byte của tệp không phải UTF-8, UTF-16 hay Windows-1258; có thể đây là một chương "
        "trình hay dữ liệu nén.",
        en="The bytes are neither UTF-8, UTF-16 nor Windows-1258; they may be a program or packed data.",
    ),
    examples=(Example(bad="ke-hoach.txt (dữ liệu nhị phân)", good="ke-hoach.txt (UTF-8)"),),
    basis=_ISSUE,
)

CONTROLS = Rule(
    code="F013",
    name="control-characters",
    severity=Severity.WARNING,
    message=Words(
        vi="Đã bỏ {count} ký tự điều khiển (NUL và tương tự) khỏi văn bản.",
        en="{count} control characters (NUL and the like) were taken out of the text.",
    ),
    help=Words(
        vi="Xem lại văn bản có mất chữ không; tệp có thể đã hỏng khi chép hoặc chuyển đổi.",
        en="See whether words are missing; the file may have been damaged in copying or conversion.",
    ),
    explanation=Words(
        vi="Ký tự điều khiển không in ra được và không lưu được trong nhiều cơ sở dữ liệu, nên được bỏ đi.",
        en="Control characters cannot be printed, and many databases cannot store them.",
    ),
    examples=(Example(bad="K\\x00ế hoạch", good="Kế hoạch"),),
    basis=_ISSUE,
)

NOT_COMPOSED = Rule(
    code="F014",
    name="text-not-composed",
    severity=Severity.INFO,
    message=Words(
        vi="Có chữ viết bằng dấu rời (Unicode tổ hợp); đã gộp về dựng sẵn.",
        en="Some letters are written with loose diacritics (decomposed Unicode); they were composed.",
    ),
    help=Words(
        vi="Không phải làm gì. Khi soạn thảo nên đặt bộ gõ ở Unicode dựng sẵn.",
        en="Nothing needs doing. Set the input method to precomposed Unicode when writing.",
    ),
    explanation=Words(
        vi="Cùng một chữ “ế” có thể ghi bằng một hoặc ba mã. Nếu không gộp lại thì tìm kiếm và so sánh sẽ trượt.",
        en="The letter “ế” can be one code point or three. Left as they are, search and comparison would miss them.",
    ),
    examples=(Example(bad="e + ̂ + ́", good="ế"),),
    basis=_UNICODE,
)

INVISIBLE = Rule(
    code="F015",
    name="invisible-characters",
    severity=Severity.INFO,
    message=Words(
        vi="Đã thay {spaces} khoảng trắng lạ bằng dấu cách và bỏ {hidden} ký tự ẩn.",
        en="{spaces} odd spaces became plain ones and {hidden} hidden characters were dropped.",
    ),
    help=Words(vi="Không phải làm gì.", en="Nothing needs doing."),
    explanation=Words(
        vi="Dấu cách không ngắt, gạch nối mềm và ký tự rộng 0 không nhìn thấy được nhưng làm tìm kiếm "
        "số, ký hiệu bị trượt.",
        en="No-break spaces, soft hyphens and zero-width characters are not seen, yet make a search for a symbol fail.",
    ),
    examples=(Example(bad="Số:[U+00A0]12/KH-UBND", good="Số: 12/KH-UBND"),),
    basis=_UNICODE,
)

ETH = Rule(
    code="F016",
    name="eth-for-d",
    severity=Severity.INFO,
    message=Words(
        vi="{count} chữ “Ð” (U+00D0) đã đổi thành “Đ” của tiếng Việt.",
        en="{count} letters “Ð” (U+00D0, eth) became the Vietnamese “Đ”.",
    ),
    help=Words(vi="Không phải làm gì.", en="Nothing needs doing."),
    explanation=Words(
        vi="Hai chữ trông giống hệt nhau nhưng mã khác nhau; phần mềm nhận dạng chữ và bộ gõ cũ hay tạo ra chữ sai.",
        en="The two look the same but have different codes; OCR and old input methods produce the wrong one.",
    ),
    examples=(Example(bad="QÐ-UBND (U+00D0)", good="QĐ-UBND (U+0110)"),),
    basis=_UNICODE,
)

LOOK_ALIKE = Rule(
    code="F017",
    name="letters-of-another-alphabet",
    severity=Severity.WARNING,
    message=Words(
        vi="{count} chữ có ký tự Kirin hoặc Hy Lạp giả chữ La-tinh; đã đổi, chữ đầu tiên là “{word}”.",
        en="{count} words hold Cyrillic or Greek letters posing as Latin; they were folded, the first is “{word}”.",
    ),
    help=Words(
        vi="Sửa lại trong văn bản gốc: số, ký hiệu có chữ lạ sẽ không tìm thấy được bằng máy.",
        en="Mend the original: a document symbol with a foreign letter cannot be found by machine.",
    ),
    explanation=Words(
        vi="Chữ “С”, “Р” của bảng Kirin trông như “C”, “P”. Khi lẫn vào số, ký hiệu, việc tra cứu "
        "trượt mà không ai biết.",
        en="Cyrillic “С” and “Р” look like “C” and “P”. In a symbol they make a look-up fail without a sound.",
    ),
    examples=(Example(bad="NĐ-[U+0421][U+0420]", good="NĐ-CP"),),
    basis="Unicode Technical Standard #39 (confusables); gặp trong số, ký hiệu của văn bản đã ban hành",
)

LEGACY_FONT = Rule(
    code="F018",
    name="legacy-font",
    severity=Severity.WARNING,
    message=Words(
        vi="Văn bản có vẻ gõ bằng phông TCVN3 (.VnTime) hoặc VNI; chữ đọc được sẽ sai dấu.",
        en="The text looks typed in a TCVN3 (.VnTime) or VNI font; its letters are read wrongly.",
    ),
    help=Words(
        vi="Dùng bộ chuyển mã (Unikey: Ctrl+Shift+F6) đổi sang Unicode rồi gửi lại.",
        en="Convert it to Unicode (in Unikey: Ctrl+Shift+F6) and send it again.",
    ),
    explanation=Words(
        vi="Phông cũ mượn chỗ của các ký hiệu Latin để vẽ chữ Việt. Không có phông ấy thì chữ thành ký hiệu lạ.",
        en="Old fonts drew Vietnamese letters in the places of Latin signs. Without the font the "
        "letters are gibberish.",
    ),
    examples=(Example(bad="KÕ ho¹ch", good="Kế hoạch"),),
    basis="TCVN 5712:1993 (TCVN3), thay bằng TCVN 6909:2001",
)

NO_TEXT = Rule(
    code="F019",
    name="file-without-text",
    severity=Severity.ERROR,
    message=Words(
        vi="Tệp {format} mở được nhưng không có chữ nào, có thể chỉ gồm ảnh.",
        en="The {format} file opens but holds no words; it may be pictures only.",
    ),
    help=Words(
        vi="Nếu là ảnh quét, hãy gửi bản có chữ (bản Word gốc).",
        en="If it is a scan, send the version with text (the original Word file).",
    ),
    explanation=Words(
        vi="Ảnh chụp trang giấy dán vào Word không phải là chữ, nên không có gì để biên dịch.",
        en="Pictures of pages pasted into Word are not text, so there is nothing to compile.",
    ),
    examples=(Example(bad="chi-thi.docx (một ảnh)", good="chi-thi.docx (có chữ)"),),
    basis=_ISSUE,
)

TRACKED = Rule(
    code="F020",
    name="tracked-changes",
    severity=Severity.WARNING,
    message=Words(
        vi="Tệp còn {count} chỗ sửa chưa duyệt; đã đọc như thể chấp nhận tất cả.",
        en="The file holds {count} tracked changes; it was read as if all were accepted.",
    ),
    help=Words(
        vi="Trong Word chọn Xem lại › Chấp nhận tất cả, kiểm tra, lưu rồi gửi lại.",
        en="In Word choose Review › Accept All, check, save and send it again.",
    ),
    explanation=Words(
        vi="Bản đã ban hành không còn chỗ sửa. Phần thêm được giữ, phần xóa bị bỏ, nên chữ có thể khác bản ký.",
        en="An issued document has no open changes. Insertions are kept and deletions dropped, which "
        "may not be what was signed.",
    ),
    examples=(Example(bad="trước ngày [15/6 đã xóa] 30/6", good="trước ngày 30/6"),),
    basis=_ISSUE,
)

TOO_LONG = Rule(
    code="F021",
    name="file-too-long",
    severity=Severity.ERROR,
    message=Words(
        vi="Văn bản có hơn {limit} đoạn nên bị từ chối.",
        en="The text has more than {limit} paragraphs and is refused.",
    ),
    help=Words(
        vi="Kiểm tra xem có gửi nhầm tệp dữ liệu không; nếu là văn bản thật thì tách thành nhiều tệp.",
        en="See whether a file of data was sent by mistake; split a real document into several files.",
    ),
    explanation=Words(
        vi="Văn bản dài nhất được biết có vài nghìn đoạn. Hàng trăm nghìn đoạn là dữ liệu, hoặc tệp "
        "làm ra để gây treo máy.",
        en="The longest documents known have some thousand paragraphs; hundreds of thousands are data, or an attack.",
    ),
    examples=(Example(bad="nhat-ky-may-chu.txt (3 triệu dòng)", good="ke-hoach.txt (300 dòng)"),),
    basis=_ISSUE,
)

RULES: tuple[Rule, ...] = (
    EMPTY,
    TOO_LARGE,
    NOT_WHAT_IT_SAYS,
    NOT_READ,
    MACROS,
    ENCRYPTED,
    ARCHIVE_BROKEN,
    ARCHIVE_BOMB,
    XML_BROKEN,
    XML_DOCTYPE,
    ENCODING_GUESSED,
    ENCODING_UNKNOWN,
    CONTROLS,
    NOT_COMPOSED,
    INVISIBLE,
    ETH,
    LOOK_ALIKE,
    LEGACY_FONT,
    NO_TEXT,
    TRACKED,
    TOO_LONG,
)
