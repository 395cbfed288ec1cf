"""Real documents, where they are present: each is read or refused as it should be, and nothing gets lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.tiendo.plan.read.test_properties import holds
from tiendo.plan.read import read
from tiendo.source import PieceKind, Source

_READ = {".txt", ".md", ".html", ".docx"}
_BY_PROGRAMS = {".doc", ".pdf"}


TOLD = {"program-absent", "program-failed", "pages-without-text"}


def opened(path: Path) -> Source:
    source, _ = read(path.read_bytes(), path.name)
    assert source is not None, path.name
    return source


def test_every_document_is_read_or_refused_by_its_format(shared: Path) -> None:
    for path in sorted((shared / "corpus").iterdir()):
        source, told = read(path.read_bytes(), path.name)
        if source is not None:
            holds(source)
        if path.suffix in _READ:
            assert source is not None, path.name
        elif path.suffix in _BY_PROGRAMS:
            assert source is not None or {one.name for one in told} <= TOLD, path.name
        elif path.suffix != ".tsv":
            assert [one.name for one in told] == ["pages-without-text"], path.name


def test_the_first_words_of_annotated_tasks_stand_in_one_piece(shared: Path) -> None:
    found = wanted = 0
    for path in sorted((shared / "bench" / "gold").glob("*.json")):
        gold = json.loads(path.read_text())
        if Path(gold["file"]).suffix not in _READ:
            continue
        source = opened(shared / "corpus" / gold["file"])
        pieces = [re.sub(r"\s+", " ", source.slice(piece.span)) for piece in source.pieces]
        for task in gold["tasks"]:
            wanted += 1
            found += any(task["begins"] in piece for piece in pieces)
    assert found >= 0.98 * wanted, (found, wanted)


def test_automatic_numbers_of_real_documents_are_printed(shared: Path) -> None:
    source = opened(shared / "corpus" / "096_ND30_30_2020_ND_CP.docx")
    articles = re.findall(r"^Điều (\d+)\.", source.text, re.M)
    assert articles == [str(number) for number in range(1, len(articles) + 1)]
    assert len(articles) == 38


def test_running_numbers_of_a_real_table_are_printed(shared: Path) -> None:
    source = opened(shared / "corpus" / "097_ND30_Phuluc3.docx")
    rows = [source.slice(piece.cells[0]) for piece in source.pieces if piece.table == 0]
    numbers = [cell for cell in rows if cell.strip(".").isdigit()]
    assert [int(cell.strip(".")) for cell in numbers[:27]] == list(range(1, 28))


def test_tables_of_real_documents_keep_their_columns(shared: Path) -> None:
    source = opened(shared / "corpus" / "110_NQ03_PL2.md")
    widths = {len(piece.cells) for piece in source.pieces if piece.kind is PieceKind.ROW}
    assert widths == {6}


def test_letters_posing_as_latin_in_real_symbols_are_folded(shared: Path) -> None:
    source, told = read(next((shared / "corpus").glob("127_*.md")).read_bytes(), "a.md")
    assert source is not None
    assert "137/2020/NĐ-CP" in source.text
    assert [source.slice(one.span) for one in told if one.span] == ["137/2020/NĐ-CP"]
