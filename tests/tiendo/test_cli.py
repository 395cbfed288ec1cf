"""The commands as a shell meets them: words in, streams and an exit code out."""

import io
import json
import os
import re
import subprocess
import sys

import pytest

from tiendo import cli, ledger

SEED_LIKE = """Sơn Hải giao ba nhiệm vụ trồng rừng ven biển

(Baosonhai.vn) - Ủy ban nhân dân tỉnh Sơn Hải ban hành Kế hoạch số 45/KH-UBND về trồng rừng ven biển.

1. Rà soát quỹ đất của của các xã ven biển.

2. Sở Tài chính bố trí kinh phí trước ngày 30/6/2026.
"""
CLEAN = """ỦY BAN NHÂN DÂN TỈNH SƠN HẢI
Số: 45/KH-UBND
Sơn Hải, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Trồng rừng ven biển

1. Sở Tài chính bố trí kinh phí trước ngày 30/6/2026.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Văn Mẫu
"""


@pytest.fixture
def run(capfdbinary, monkeypatch):
    """Runs a command; gives exit code, output, complaints."""

    def go(*words, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        code = cli.main(words)
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return go


@pytest.fixture
def plan_file(tmp_path):
    path = tmp_path / "ke-hoach.txt"
    path.write_text(SEED_LIKE, "utf-8")
    return path


class TestDue:
    def test_a_term_gives_its_day_first_and_then_how_it_came_about(self, run):
        code, out, _ = run("due", "2026-11-20", "7 ngày làm việc")
        day, *trace = out.splitlines()
        assert (code, day) == (0, "2026-12-02")
        assert any("24/11/2026" in line for line in trace)

    def test_a_term_may_come_as_several_words(self, run):
        assert run("due", "2026-11-20", "7", "ngày", "làm", "việc") == run("due", "2026-11-20", "7 ngày làm việc")

    def test_lines_give_a_day_a_line(self, run):
        code, out, err = run("due", stdin="2026-11-20\t7 ngày làm việc\r\n2026-11-20\t10 ngày\n".encode())
        assert (code, out, err) == (0, "2026-12-02\n2026-11-30\n", "")

    def test_a_line_that_is_no_term_keeps_its_place_and_is_a_finding(self, run):
        code, out, err = run("due", stdin="2026-11-20\tsớm nhất\nhôm qua\t3 ngày\n2026-11-20\t10 ngày\n".encode())
        assert (code, out) == (1, "-\n-\n2026-11-30\n")
        assert "1: " in err
        assert "2: " in err

    def test_ongoing_work_has_no_day(self, run):
        assert run("due", stdin="2026-11-20\tthường xuyên\n".encode())[:2] == (0, "-\n")

    @pytest.mark.parametrize("words", [("2026-11-20",), ("2026-02-30", "3 ngày"), ("2026-11-20", "bao giờ xong")])
    def test_what_is_no_question_could_not_run(self, run, words):
        code, out, err = run("due", *words)
        assert (code, out) == (2, "")
        assert err.startswith("tiendo: ")


class TestVerify:
    @pytest.fixture
    def export(self, tmp_path):
        entries, last = [], ledger.genesis("son-hai")
        for number in range(3):
            last = ledger.append(
                last,
                kind="plan.adopted",
                actor="holder:1",
                recorded_at=f"2026-03-05T01:00:0{number}.000000Z",
                subject=f"plan:{number}",
                facts="0" * 64,
            )
            entries.append(last)
        path = tmp_path / "so.jsonl"
        path.write_text("".join(ledger.dump("son-hai", entries)), "utf-8")
        return path, entries

    def test_a_whole_chain_is_clean_and_says_its_head(self, run, export):
        path, entries = export
        code, out, _ = run("verify", str(path))
        assert code == 0
        assert out.splitlines()[1] == f"3:{entries[-1].hash}"
        assert run("verify", str(path), "--head", f"2:{entries[1].hash}")[0] == 0

    def test_an_altered_chain_names_its_first_break(self, run, export):
        path, _ = export
        path.write_text(path.read_text("utf-8").replace("plan:1", "plan:9"), "utf-8")
        code, out, _ = run("verify", str(path), "--lang", "en")
        assert code == 1
        assert "line 3" in out

    def test_a_chain_that_misses_a_noted_head_is_a_finding(self, run, export):
        assert run("verify", str(export[0]), "--head", "2:" + "0" * 64)[0] == 1

    @pytest.mark.parametrize("head", ["x", "2", ":", "x:00"])
    def test_what_is_no_head_could_not_run(self, run, export, head):
        assert run("verify", str(export[0]), "--head", head)[0] == 2

    def test_no_such_file_could_not_run(self, run, tmp_path):
        code, _, err = run("verify", str(tmp_path / "none"))
        assert code == 2
        assert "none" in err


class TestCheckAndCompile:
    def test_check_says_what_is_wrong_and_where(self, run, plan_file):
        code, out, _ = run("check", str(plan_file), "--format", "concise")
        assert code == 1
        assert any(re.fullmatch(r".*:5:\d+: warning\[W007\] “của của”.*", line) for line in out.splitlines())

    def test_a_document_in_order_is_clean_even_where_a_word_is_said_about_it(self, run):
        code, out, _ = run("check", "-", "--format", "concise", stdin=CLEAN.encode())
        assert (code, [line for line in out.splitlines() if "info[" not in line]) == (0, [])

    def test_deadlines_are_held_against_a_day_that_is_named(self, run):
        words = ("check", "-", "--format", "concise")
        assert "D006" not in run(*words, stdin=CLEAN.encode())[1]
        assert (
            "info[D006] 1 nhiệm vụ đã quá hạn tính đến 1/7/2026: 1"
            in run(*words, "--on", "2026-07-01", stdin=CLEAN.encode())[1]
        )
        with pytest.raises(SystemExit) as left:
            run(*words, "--on", "31/12/2026", stdin=CLEAN.encode())
        assert left.value.code == 2

    def test_of_several_files_each_is_held_against_those_before_it(self, run, tmp_path):
        first, other, copy = (tmp_path / name for name in ("mot.txt", "hai.txt", "ban-sao.txt"))
        first.write_text(CLEAN, "utf-8")
        copy.write_text(CLEAN, "utf-8")
        other.write_text(CLEAN.replace("45/KH", "46/KH"), "utf-8")
        _, out, _ = run("check", *map(str, (first, other, copy)), "--format", "concise")
        told = [line for line in out.splitlines() if "W004" in line]
        assert len(told) == 1
        assert re.search(r"hai\.txt:8:4: info\[W004\] 1 nhiệm vụ đã có nguyên văn trong 45/KH-UBND: 1$", told[0])

    def test_compile_gives_the_public_format(self, run, plan_file):
        code, out, _ = run("compile", str(plan_file), "--format", "json")
        plan = json.loads(out)
        assert code == 1
        assert plan["schema"] == "tiendo-plan/1"
        assert [task["label"] for task in plan["tasks"]] == ["1", "2"]
        assert {"B001", "D001"} <= {one["code"] for one in plan["diagnostics"]}

    def test_several_files_make_a_list_of_plans(self, run, plan_file):
        _, out, _ = run("compile", str(plan_file), str(plan_file), "--format", "json")
        assert len(json.loads(out)) == 2

    def test_compile_shows_people_each_task_with_owner_and_deadline(self, run, plan_file):
        _, out, _ = run("compile", str(plan_file))
        assert "45/KH-UBND" in out
        assert "chủ trì: Sở Tài chính" in out
        assert "thời hạn: 2026-06-30" in out
        assert "thời hạn: —" in out

    def test_sarif_and_the_other_formats_come_out_for_both_commands(self, run, plan_file):
        for command in ("compile", "check"):
            _, out, _ = run(command, str(plan_file), "--format", "sarif")
            assert json.loads(out)["runs"][0]["results"]

    def test_a_format_of_one_document_goes_to_a_file_or_a_pipe(self, run, plan_file, tmp_path):
        target = tmp_path / "bang.xlsx"
        assert run("compile", str(plan_file), "--format", "xlsx", "-o", str(target))[:2] == (1, "")
        assert target.read_bytes().startswith(b"PK")
        code, out, _ = run("compile", str(plan_file), "--format", "csv")
        assert (code, out[0], len(out.splitlines())) == (1, "\ufeff", 3)

    def test_a_format_of_one_document_takes_one_file(self, run, plan_file, tmp_path):
        code, out, err = run("compile", str(plan_file), str(plan_file), "--format", "csv")
        assert (code, out) == (2, "")
        assert "one document" in err
        assert run("compile", str(tmp_path / "none"), "--format", "csv")[0] == 2

    def test_a_terminal_is_spared_a_binary_file(self, run, plan_file, monkeypatch):
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        code, out, err = run("compile", str(plan_file), "--format", "xlsx")
        assert (code, out) == (2, "")
        assert "-o" in err

    def test_messages_come_in_english_too(self, run, plan_file):
        _, out, _ = run("check", str(plan_file), "--lang", "en")
        assert "1 of 2 tasks name no leading body" in out

    def test_output_goes_to_a_file_without_colour(self, run, plan_file, tmp_path):
        target = tmp_path / "out.txt"
        code, out, _ = run("check", str(plan_file), "--output", str(target))
        assert (code, out) == (1, "")
        assert "\x1b" not in target.read_text("utf-8")

    def test_a_file_that_cannot_be_opened_could_not_run_and_the_others_are_done(self, run, plan_file, tmp_path):
        code, out, err = run("check", str(tmp_path / "none.txt"), str(plan_file), "--format", "concise")
        assert code == 2
        assert "none.txt" in err
        assert "B001" in out

    def test_a_file_that_is_not_what_it_says_could_not_run_and_says_why(self, run, tmp_path):
        path = tmp_path / "ke-hoach.docx"
        path.write_bytes(b"%PDF-1.7\n")
        code, out, _ = run("check", str(path), "--format", "concise")
        assert code == 2
        assert "F003" in out
        code, out, err = run("compile", str(path), "--format", "json")
        assert (code, out) == (2, "")
        assert "F003" in err

    def test_an_unwritable_output_could_not_run(self, run, plan_file, tmp_path):
        assert run("check", str(plan_file), "--output", str(tmp_path / "no" / "out"))[0] == 2


class TestExplain:
    def test_a_rule_is_explained_by_code_or_name(self, run):
        assert run("explain", "c003") == run("explain", "citation-date-impossible")
        code, out, _ = run("explain", "C003")
        assert code == 0
        assert out.startswith("C003 citation-date-impossible")

    def test_every_rule_is_listed(self, run):
        code, out, _ = run("explain", "--list")
        assert code == 0
        assert [line.split()[0] for line in out.splitlines()] == [rule.code for rule in cli.rulebook()]

    def test_an_unknown_rule_could_not_run(self, run):
        assert run("explain", "Q999")[0] == 2


class TestCoverage:
    PLAN = "KẾ HOẠCH\n\nI. MỤC ĐÍCH\n\nNâng cao ý thức.\n\nII. NHIỆM VỤ\n\n1. Sở Y tế lập sổ.\n"

    def test_what_is_in_no_task_is_shown_with_line_and_reason(self, run):
        code, out, _ = run("check", "--coverage", "-", stdin=self.PLAN.encode())
        assert code == 0
        assert out.splitlines()[1] == "-:5:1: [mục đích, yêu cầu] Nâng cao ý thức."

    def test_programs_read_it_too(self, run):
        _, out, _ = run("check", "--coverage", "-", "--format", "json", stdin=self.PLAN.encode())
        (report,) = json.loads(out)
        assert (report["orders"], report["in_tasks"], report["lost"]) == (2, 1, 0)

    def test_an_order_that_was_lost_is_a_finding_and_all_that_concise_prints(self, run):
        lost = self.PLAN + "\nTM. ỦY BAN\nCHỦ TỊCH\n\nNguyễn Văn Mẫu\n\nSở Tài chính bố trí kinh phí.\n"
        code, out, _ = run("check", "--coverage", "-", "--format", "concise", "--lang", "en", stdin=lost.encode())
        assert code == 1
        assert len(out.splitlines()) == 2
        assert out.splitlines()[1].endswith("[no reason] Sở Tài chính bố trí kinh phí.")

    def test_there_is_no_sarif_of_it(self, run):
        assert run("check", "--coverage", "-", "--format", "sarif", stdin=b"1.")[0] == 2


def test_the_schema_is_printed_as_it_is_published(run, tmp_path):
    code, out, _ = run("schema")
    assert (code, json.loads(out)["$id"]) == (0, "tiendo-plan/1")
    assert run("schema", "-o", str(tmp_path / "no" / "schema.json"))[0] == 2


@pytest.mark.parametrize("command", ["compile", "check", "schema", "explain", "due", "verify"])
def test_each_command_has_help_with_examples(command, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main([command, "--help"])
    assert left.value.code == 0
    assert f"tiendo {command}" in capsys.readouterr().out.split("examples:")[1]


def test_help_loads_nothing_that_a_command_would_need():
    program = (
        "import sys, tiendo.cli as c; c.parser(); print(*sorted(m for m in sys.modules if m.startswith('tiendo')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["tiendo", "tiendo.cli", "tiendo.console"]


@pytest.mark.parametrize("package", ["openpyxl", "lxml", "trafilatura", "docx"])
def test_checking_a_text_loads_no_package_that_only_other_formats_need(package, plan_file):
    check = f"import sys; from tiendo import cli; cli.main(['check', {str(plan_file)!r}]); "
    program = f"{check}print({package!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_a_reader_that_leaves_early_is_no_fault(plan_file):
    command = f"{sys.executable} -m tiendo due | head -n 1"
    lines = "2026-11-20\t7 ngày làm việc\n" * 5_000
    done = subprocess.run(["bash", "-c", command], input=lines, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("2026-12-02\n", "")


class TestUnits:
    def test_a_code_has_been_given_out_anew(self, run):
        code, out, err = run("units", "00004")
        assert (code, err) == (0, "")
        assert "00004  Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội (đến hết ngày 30/06/2025)" in out
        assert "nay thuộc 00004  Phường Ba Đình (toàn bộ)" in out
        assert "00004  Phường Ba Đình, Thành phố Hà Nội (từ ngày 01/07/2025)" in out
        assert "gồm 00004  Phường Trúc Bạch (toàn bộ)" in out

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            (
                ("15", "--on", "2025-06-30"),
                "15  Tỉnh Yên Bái (until 30/06/2025)\n       went into 15  Tỉnh Lào Cai (whole)",
            ),
            (("412", "--on", "2024-01-01"), "ended without a successor"),
            (("00007", "--on", "2025-01-01"), "went into 00025  Phường Giảng Võ (part)"),
            (("25", "--on", "2026-01-01"), "made of 17  Tỉnh Hòa Bình (whole)"),
            (("11948", "--on", "2026-01-01"), "made of 318  Huyện Bạch Long Vĩ (whole)"),
        ],
    )
    def test_of_a_day_and_in_english(self, run, words, expected):
        code, out, _ = run("units", *words, "--lang", "en")
        assert code == 0
        assert expected in out

    def test_a_code_that_nobody_bore_is_a_finding_and_a_bad_day_is_not_run(self, run):
        assert run("units", "99999")[:2] == (1, "")
        assert run("units", "412", "--on", "2026-01-01")[:2] == (1, "")
        assert run("units", "412", "--on", "30/6/2025")[:2] == (2, "")


def test_faults_of_tables_are_explained_too(run):
    code, out, _ = run("explain", "I112")
    assert code == 0
    assert "00004 | Phường Trúc Bạch" in out


def test_a_document_is_told_the_same_whatever_order_the_interpreter_keeps_sets_in():
    text = "1. Uy ban nhân dân xã lập sổ, hoa giải cơ sở.\n\n2. Ủy ban nhân dân tỉnh và Uỷ ban nhân dân xã gửi sổ.\n"
    told = {
        subprocess.run(
            [sys.executable, "-m", "tiendo", "check", "-", "--format", "json"],
            input=text,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in "0123"
    }
    assert len(told) == 1
    assert "W006" in told.pop()
