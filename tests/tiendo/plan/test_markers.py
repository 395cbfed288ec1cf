import pytest

from tests.tiendo.plan.texts import tree
from tiendo.plan import blocks, markers
from tiendo.plan.markers import Style


@pytest.mark.parametrize(
    ("text", "style", "label"),
    [
        ("I. NHIỆM VỤ", Style.SECTION, "I"),
        ("IX. KINH PHÍ", Style.SECTION, "IX"),
        ("I- MỤC TIÊU", Style.SECTION, "I"),
        ("Điều 12. Phạm vi", Style.ARTICLE, "12"),
        ("Phần thứ hai", Style.PART, "thứ hai"),
        ("1. Lập sổ", Style.NUMBER, "1"),
        ("3.1. Lập sổ", Style.PATH, "3.1"),
        ("đ) Lập sổ", Style.LETTER, "đ"),
        ("(ii) lập sổ", Style.BRACKET, "ii"),
        ("- Lập sổ", Style.DASH, ""),
        ("• Lập sổ", Style.DASH, ""),
        ("+ Lập sổ", Style.PLUS, ""),
        ("PHỤ LỤC II", Style.ANNEX, "II"),
    ],
)
def test_labels(text, style, label):
    found = markers.at(text)
    assert (found.style, found.label) == (style, label)


@pytest.mark.parametrize(
    "text", ["Sở Y tế", "15/12/2025 là hạn", "V/v trồng rừng", "Phụ lục kèm theo gồm", "2026 là năm", ""]
)
def test_words_without_a_label(text):
    assert markers.at(text) is None


def paths(text):
    return [block.path for block in blocks.walk(tree(text))]


def test_units_nest_by_their_labels_and_bullets_count_among_siblings():
    text = "I. VIỆC\n1. Sở A\na) Một\n- Hai\n- Ba\nb) Bốn\n2. Sở B\nII. KHÁC\n1. Năm"
    assert paths(text) == ["I", "I.1", "I.1.a", "I.1.a.[1]", "I.1.a.[2]", "I.1.b", "I.2", "II", "II.1"]


def test_a_path_repeats_its_parent_only_once():
    assert paths("II. VIỆC\n3. Một việc\n3.1. Phần đầu\na) Sổ") == ["II", "II.3", "II.3.1", "II.3.1.a"]


def test_ordinals_inside_a_sentence_are_units():
    text = "1. Giao Sở A: (1) Lập sổ theo dõi; (2) Gửi sổ về tỉnh."
    assert [(block.path, block.text) for block in blocks.walk(tree(text))][1:] == [
        ("1.1", "Lập sổ theo dõi;"),
        ("1.2", "Gửi sổ về tỉnh."),
    ]


def test_one_ordinal_alone_is_no_list():
    assert paths("1. Lập sổ (1) cho mỗi xã") == ["1"]


def test_a_running_list_inside_a_paragraph_is_cut():
    assert paths("Ủy ban nhân dân tỉnh yêu cầu: 1. Sở A lập sổ. 2. Sở B gửi sổ.") == ["[1]", "1", "2"]


def test_wrapped_lines_are_one():
    (block,) = tree("1. Lập sổ theo dõi\ncây giống của xã")
    assert block.text == "Lập sổ theo dõi\ncây giống của xã"
