"""Laws about the files of the repository, whatever they hold."""

import re
import subprocess

import pytest

# Put together from halves, so that this file keeps its own law.
PROMISES = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"]).join([r"\b(?:", r")\b"]))
MACHINES = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(?:ho" + r"me|ro" + r"ot|wo" + r"rk|Us" + r"ers)/\w",
            r"/op" + r"t/\w",
            r"(?:index|find)-" + r"(?:url|links) *[= ] *\w+:/",
            r"bash_" + r"jobs",
            r"files\.python" + r"hosted",
        ]
    )
)
SILENCED = re.compile("|".join([r"type: " + r"ignore(?!\[)", r"# no" + r"qa(?!: )", r"except Exception:\s*pa" + r"ss"]))
TEXT = {".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".po", ".cfg", ".ini", ".yml", ".yaml", ".json", ""}
LONGEST = 500


def text_files(root):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    paths = (root / name for name in listed if name)
    return [path for path in paths if path.suffix in TEXT and path.is_file() and path.name != "LICENSE"]


def hits(root, pattern, suffixes=frozenset(TEXT)):
    found = []
    for path in text_files(root):
        if path.suffix not in suffixes or path.is_relative_to(root / "src" / "tiendo" / "data"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{path.relative_to(root)}:{number}: {line.strip()[:100]}")
    return found


@pytest.mark.parametrize(
    ("pattern", "suffixes"),
    [(PROMISES, TEXT), (MACHINES, TEXT), (SILENCED, {".py", ""})],
    ids=["no promises", "no machine's paths or hosts", "nothing silenced unnamed"],
)
def test_no_line_says_what_it_must_not(root, pattern, suffixes):
    assert hits(root, pattern, suffixes) == []


def test_no_code_file_is_longer_than_a_reader_can_hold(root):
    long = {
        str(path.relative_to(root)): lines
        for path in text_files(root)
        if path.suffix in {".py", ".html", ".css", ".js"} or path.name == "dev"
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_text_files_end_with_one_line_break_and_use_unix_ones(root):
    bad = [
        str(path.relative_to(root))
        for path in text_files(root)
        if path.suffix in {".md", ".toml", ".html", ".css", ".js"}
        if (data := path.read_bytes()) and (b"\r" in data or not data.endswith(b"\n") or data.endswith(b"\n\n"))
    ]
    assert bad == []


def test_no_module_has_a_name_that_says_nothing(root):
    empty = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}
    assert [str(path) for path in (root / "src").rglob("*.py") if path.stem in empty] == []
