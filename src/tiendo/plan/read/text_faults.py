"""More of the family F: what was folded in the letters of a text, beside what :mod:`tiendo.plan.read.faults` has."""

from __future__ import annotations

from tiendo.diagnostic import Severity
from tiendo.rulebook import Example, Rule, Words

SPACED_OUT = Rule(
    code="F050",
    name="letters-spaced-out",
    severity=Severity.INFO,
    message=Words(
        vi="{count} chỗ gõ dấu cách giữa các chữ cái; đã ghép lại, chỗ đầu tiên là “{word}”.",
        en="{count} places have a space behind each letter; they were closed up, the first is “{word}”.",
    ),
    help=Words(
        vi="Muốn giãn chữ thì dùng Phông chữ › Giãn cách ký tự, đừng gõ dấu cách.",
        en="To space letters out use Font › Character Spacing, not the space bar.",
    ),
    explanation=Words(
        vi="“K Ế   H O Ạ C H” trông đẹp trên giấy nhưng với máy là tám chữ rời: tên loại, tên cơ quan viết thế "
        "không tìm được.",
        en="“K Ế   H O Ạ C H” looks well on paper, but is eight words to a machine: kinds and bodies set so are "
        "not found.",
    ),
    examples=(Example(bad="K Ế   H O Ạ C H", good="KẾ HOẠCH"),),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I (tên loại văn bản: chữ in hoa, không giãn bằng dấu cách)",
)

HYPHENS = Rule(
    code="F051",
    name="hyphens-of-another-code",
    severity=Severity.INFO,
    message=Words(
        vi="{count} gạch nối có mã lạ (U+2010, U+2011 …) đã đổi thành “-”.",
        en="{count} hyphens of another code (U+2010, U+2011 …) became “-”.",
    ),
    help=Words(vi="Không phải làm gì.", en="Nothing needs doing."),
    explanation=Words(
        vi="Gạch nối không ngắt trông hệt gạch nối thường nhưng mã khác, nên tra số, ký hiệu sẽ trượt.",
        en="A no-break hyphen looks like a plain one and has another code, so that a look-up of a symbol fails.",
    ),
    examples=(Example(bad="45/KH[U+2011]UBND", good="45/KH-UBND"),),
    basis="Unicode Standard Annex #14 (U+2010, U+2011); chép từ Word và trang mạng hay có",
)

TWICE_ENCODED = Rule(
    code="F052",
    name="text-encoded-twice",
    severity=Severity.WARNING,
    message=Words(
        vi="Chữ Việt đã bị lưu sai bảng mã một lần (như “Káº¿ hoáº¡ch”); đã khôi phục.",
        en="The Vietnamese was once saved in a wrong encoding (as “Káº¿ hoáº¡ch”); it was restored.",
    ),
    help=Words(
        vi="Xem lại có chữ nào mất không; tốt nhất gửi lại từ tệp gốc.",
        en="See whether letters are missing; best send the original file.",
    ),
    explanation=Words(
        vi="Tệp UTF-8 có lần được mở như Windows-1252 rồi lưu lại, nên mỗi chữ có dấu thành hai ba ký tự lạ. Việc ấy "
        "làm ngược lại được khi không ký tự nào bị bỏ.",
        en="A file in UTF-8 was once opened as Windows-1252 and saved again, which made two or three odd signs of each "
        "accented letter. It can be undone as long as none of them was dropped.",
    ),
    examples=(Example(bad="Káº¿ hoáº¡ch", good="Kế hoạch"),),
    basis="WHATWG Encoding Standard (windows-1252); TCVN 6909:2001",
)

CUT_SHORT = Rule(
    code="F053",
    name="page-nested-too-deeply",
    severity=Severity.WARNING,
    message=Words(
        vi="Trang mạng có các thẻ lồng nhau quá sâu; phần sau chỗ ấy không đọc được.",
        en="Tags of the page stand within each other too deeply; what comes behind that place was not read.",
    ),
    help=Words(
        vi="Mở trang bằng trình duyệt, chép phần văn bản vào tệp Word rồi gửi tệp ấy.",
        en="Open the page in a browser, copy the document into a Word file and send that.",
    ),
    explanation=Words(
        vi="Trang do người làm chỉ lồng vài chục lớp thẻ. Trang lồng hơn hai nghìn lớp là do chương trình hỏng sinh "
        "ra, hoặc làm ra để gây treo máy; chữ bên trong bị bỏ và phải được nói ra.",
        en="Pages that people make have some dozens of tags within each other. More than two thousand come from a "
        "broken program, or are made to do harm; words within are dropped, which has to be said.",
    ),
    examples=(Example(bad="<div><div><div> … (3.000 lớp)", good="<div><p>Kế hoạch</p></div>"),),
    basis="libxml2 (giới hạn độ sâu 2.048)",
)

GLUED = Rule(
    code="F054",
    name="words-run-together",
    severity=Severity.INFO,
    message=Words(
        vi="{count} chỗ mất dấu cách giữa hai chữ; đã tách ra, chỗ đầu tiên là “{word}”.",
        en="{count} places have no space between two words; they were parted, the first is “{word}”.",
    ),
    help=Words(
        vi="Xem lại các chỗ đó; tốt nhất gửi tệp gốc thay cho chữ chép từ trang mạng.",
        en="Look at those places; best send the original file rather than the words of a page.",
    ),
    explanation=Words(
        vi="Trang mạng ngắt dòng giữa câu rồi nối lại thì hay mất dấu cách: “kếhoạch”, “chínhphủ”. Tên cơ quan, động "
        "từ giao việc viết dính như thế không tìm được.",
        en="Pages that join the lines of a sentence often lose the space between them: “kếhoạch”, “chínhphủ”. "
        "Bodies and verbs of an order that are glued so are not found.",
    ),
    examples=(Example(bad="xây dựng kếhoạch, gửi vănbản, báocáo", good="xây dựng kế hoạch, gửi văn bản, báo cáo"),),
    basis="Chính tả tiếng Việt: các tiếng viết rời; chữ chép từ trang mạng hay có lỗi này",
)

RULES: tuple[Rule, ...] = (SPACED_OUT, HYPHENS, TWICE_ENCODED, CUT_SHORT, GLUED)
