"""The family F, third part: what can be wrong with pictures of pages, and what was done to read them."""

from __future__ import annotations

from tiendo.diagnostic import Severity
from tiendo.rulebook import Example, Rule, Words

_ISSUE = "Yêu cầu nhận tệp của Tiến Độ: bản quét được đọc bằng nhận dạng chữ, chỗ nghi ngờ được nói rõ"
_MARKS = "Nghị định 30/2020/NĐ-CP, Điều 22 (đóng dấu đến), Phụ lục I, mục II.8 (dấu, chữ ký số của cơ quan)"

TOO_LARGE = Rule(
    code="F040",
    name="picture-too-large",
    severity=Severity.ERROR,
    message=Words(
        vi="Ảnh ở trang {page} có {size} triệu điểm, lớn hơn mức {limit} triệu được nhận.",
        en="The picture on page {page} has {size} million points; {limit} million are taken at most.",
    ),
    help=Words(
        vi="Quét lại ở 200 đến 300 điểm trên inch, hoặc xuất ảnh nhỏ hơn.",
        en="Scan it again at 200 to 300 dots to the inch, or export a smaller picture.",
    ),
    explanation=Words(
        vi="Một tệp ảnh nhỏ có thể phình ra hàng GB khi mở. Kích thước được đo trước khi mở ảnh.",
        en="A small file can unpack to gigabytes. The size is measured before the picture is opened.",
    ),
    examples=(Example(bad="ban-do.png (60.000 × 60.000 điểm)", good="ke-hoach.png (1.654 × 2.339 điểm)"),),
    basis=_ISSUE,
)

TOO_SMALL = Rule(
    code="F041",
    name="picture-too-small",
    severity=Severity.ERROR,
    message=Words(
        vi="Ảnh {width} × {height} điểm quá nhỏ để có chữ đọc được.",
        en="A picture of {width} × {height} points is too small to hold words.",
    ),
    help=Words(
        vi="Gửi ảnh chụp hoặc ảnh quét cả trang, cạnh ngắn ít nhất 1.000 điểm.",
        en="Send a photograph or scan of the whole page, at least 1,000 points on its short side.",
    ),
    explanation=Words(
        vi="Ảnh đại diện, biểu tượng hay ảnh theo dõi 1 điểm không phải là trang văn bản.",
        en="A thumbnail, an icon or a tracking picture of one point is no page of a document.",
    ),
    examples=(Example(bad="1x1.gif", good="trang-1.jpg"),),
    basis=_ISSUE,
)

NO_DOCUMENT = Rule(
    code="F042",
    name="picture-without-document",
    severity=Severity.ERROR,
    message=Words(
        vi="Không nhận ra văn bản nào trong ảnh ({words} từ đọc được).",
        en="No document can be made out in the picture ({words} words were read).",
    ),
    help=Words(
        vi="Kiểm tra có gửi nhầm ảnh không; nếu là văn bản thì quét lại rõ hơn, thẳng và đủ sáng.",
        en="See whether the wrong picture was sent; if it is a document, scan it again, straight and well lit.",
    ),
    explanation=Words(
        vi="Ảnh chụp người, phong cảnh, trang trắng hay ảnh quá mờ không có đủ từ đọc chắc chắn để làm thành văn bản.",
        en="Photographs, blank pages and blurred pictures do not hold enough words that are read for certain.",
    ),
    examples=(Example(bad="anh-hoi-nghi.jpg", good="ke-hoach-trang-1.jpg"),),
    basis=_ISSUE,
)

DOUBTFUL = Rule(
    code="F043",
    name="words-read-in-doubt",
    severity=Severity.WARNING,
    message=Words(
        vi="{count} trong {words} từ của bản quét đọc chưa chắc, như: {examples}.",
        en="{count} of the {words} words of the scan were read in doubt, such as: {examples}.",
    ),
    help=Words(
        vi="So những từ này với bản quét, nhất là số, ký hiệu, ngày tháng viết tay hoặc đóng dấu.",
        en="Hold these words against the scan, above all numbers, symbols and dates that are stamped or hand-written.",
    ),
    explanation=Words(
        vi="Chương trình nhận dạng cho biết nó tin mỗi từ đến đâu. Từ dưới 60 điểm được nêu và đánh dấu trên trang.",
        en="The engine says how sure it is of each word. Those below 60 of 100 are named here and marked on the page.",
    ),
    examples=(Example(bad="Số: 4#6/KH-UBND", good="Số: 146/KH-UBND"),),
    basis=_ISSUE,
)

MENDED = Rule(
    code="F044",
    name="words-mended",
    severity=Severity.INFO,
    message=Words(
        vi="Đã sửa {count} từ mà máy đọc sai rõ ràng, như: {examples}.",
        en="{count} words that were plainly misread were mended, such as: {examples}.",
    ),
    help=Words(
        vi="Không phải làm gì; chữ đã đọc vẫn còn chỗ trên trang để đối chiếu.",
        en="Nothing needs doing; each keeps its place on the page to be compared.",
    ),
    explanation=Words(
        vi="Chỉ sửa chỗ không thể hiểu cách khác: dấu của những từ cố định (TÔ CHỨC), chữ cái lẫn trong ngày tháng, "
        "chữ Đ mất gạch trong ký hiệu.",
        en="Only what can be read in no other way is mended: marks of fixed words (TÔ CHỨC), letters inside dates, "
        "a Đ without its stroke in a symbol.",
    ),
    examples=(Example(bad="TÔ CHỨC THỰC HIỆN", good="TỔ CHỨC THỰC HIỆN"),),
    basis=_ISSUE,
)

STAMPS = Rule(
    code="F045",
    name="stamps-left-out",
    severity=Severity.INFO,
    message=Words(
        vi="Đã bỏ chữ trong dấu: {entries} dấu đến, {signatures} khung chữ ký số.",
        en="Words in stamps were left out: {entries} stamps of entry, {signatures} frames of digital signatures.",
    ),
    help=Words(vi="Không phải làm gì.", en="Nothing needs doing."),
    explanation=Words(
        vi="Dấu đến và khung “Người ký, Email, Thời gian ký” do nơi nhận hoặc phần mềm đóng lên trang, "
        "không thuộc văn bản.",
        en="Stamps of entry and frames with signer, e-mail and time of signing were put on the page by others; "
        "they are not the document.",
    ),
    examples=(Example(bad="Người ký: Văn phòng UBND tỉnh\nThời gian ký: 10.04.2026", good=""),),
    basis=_MARKS,
)

TURNED = Rule(
    code="F046",
    name="pages-turned",
    severity=Severity.INFO,
    message=Words(
        vi="Đã xoay cho đúng chiều hoặc tách đôi {count} trang: {pages}.",
        en="{count} pages were turned upright or cut in two: {pages}.",
    ),
    help=Words(vi="Không phải làm gì.", en="Nothing needs doing."),
    explanation=Words(
        vi="Trang quét ngược, quét nằm ngang, hoặc hai trang sách trên một ảnh được nhận ra và đọc theo đúng thứ tự.",
        en="Pages scanned upside down or on their side, and two pages in one picture, are told and read in order.",
    ),
    examples=(Example(bad="trang quét ngược đầu", good="trang quét đúng chiều"),),
    basis=_ISSUE,
)

NOT_VIETNAMESE = Rule(
    code="F047",
    name="scan-not-vietnamese",
    severity=Severity.WARNING,
    message=Words(
        vi="Chữ trong bản quét dường như không phải tiếng Việt.",
        en="The words of the scan do not seem to be Vietnamese.",
    ),
    help=Words(
        vi="Gửi bản tiếng Việt của văn bản.",
        en="Send the Vietnamese version of the document.",
    ),
    explanation=Words(
        vi="Tiến Độ nhận dạng chữ và biên dịch văn bản tiếng Việt; tiếng khác đọc ra sẽ sai.",
        en="Scans are read, and documents compiled, as Vietnamese; another language comes out wrong.",
    ),
    examples=(Example(bad="The Prime Minister hereby decides", good="Thủ tướng Chính phủ quyết định"),),
    basis="Hiến pháp 2013, Điều 5 (ngôn ngữ quốc gia là tiếng Việt)",
)

PAGES_UNREAD = Rule(
    code="F048",
    name="pages-unread",
    severity=Severity.ERROR,
    message=Words(
        vi="Không đọc được {count} trang: {pages}.",
        en="{count} pages could not be read: {pages}.",
    ),
    help=Words(
        vi="Quét lại những trang này rồi gửi cả tệp.",
        en="Scan these pages again and send the whole file.",
    ),
    explanation=Words(
        vi="Chương trình nhận dạng dừng ở những trang này vì quá thời gian hoặc bộ nhớ; các trang khác vẫn được đọc.",
        en="The engine was stopped on these pages by its limits on time or memory; the others were read.",
    ),
    examples=(Example(bad="ke-hoach.pdf (trang 3 là ảnh nhiễu)", good="ke-hoach.pdf"),),
    basis=_ISSUE,
)

SPECKS = Rule(
    code="F049",
    name="specks-left-out",
    severity=Severity.INFO,
    message=Words(
        vi="Đã bỏ {count} dòng không thành chữ (nét bút, hoa văn dấu, vết bẩn).",
        en="{count} lines that make no words (pen strokes, seals, specks) were left out.",
    ),
    help=Words(
        vi="Nếu thấy thiếu chữ, xem lại trang quét.",
        en="If words seem to be missing, look at the scan.",
    ),
    explanation=Words(
        vi="Chữ ký, con dấu và vết bẩn bị máy đọc thành chữ vô nghĩa; dòng không có từ nào đáng tin được bỏ đi.",
        en="Signatures, seals and specks are taken for letters; a line in which no word can be believed is dropped.",
    ),
    examples=(Example(bad="¬ „ L5 - Ý Are+", good=""),),
    basis=_ISSUE,
)

RULES: tuple[Rule, ...] = (
    TOO_LARGE,
    TOO_SMALL,
    NO_DOCUMENT,
    DOUBTFUL,
    MENDED,
    STAMPS,
    TURNED,
    NOT_VIETNAMESE,
    PAGES_UNREAD,
    SPECKS,
)
