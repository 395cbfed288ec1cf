"""Laws about what the documents say: links lead somewhere, commands exist, versions agree."""

import ast
import re
import runpy
import shlex

import pytest

import tiendo
from tests.browser import pictures

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"^(?:\$ )?((?:\./dev|tiendo)\b.*)$", flags=re.MULTILINE)
FENCE = re.compile(r"^```\w*\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`((?:\./dev|tiendo) [^`]+)`")


def documents(root):
    return sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")])


def anchors(text):
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_each_link_inside_the_project_leads_somewhere(root):
    broken = []
    for page in documents(root):
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if "://" in target or target.startswith("mailto:"):
                continue
            name, _, anchor = target.partition("#")
            file = (page.parent / name).resolve() if name else page
            if not file.exists() or (anchor and anchor not in anchors(file.read_text(encoding="utf-8"))):
                broken.append(f"{page.relative_to(root)}: {target}")
    assert broken == []


def test_each_document_is_in_the_list_of_documents(root):
    listed = LINK.findall((root / "docs" / "README.md").read_text(encoding="utf-8"))
    pages = {str(page.relative_to(root / "docs")) for page in (root / "docs").glob("**/*.md")} - {"README.md"}
    assert pages - set(listed) == set()


def test_the_pictures_that_documents_show_are_those_that_are_taken(root):
    shown = {
        (page.parent / target).resolve()
        for page in documents(root)
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if target.endswith(".png")
    }
    assert (
        shown
        == set((root / "docs" / "images").resolve().iterdir())
        == {pictures.IMAGES / one for one in pictures.NAMES}
    )


def commands(root):
    """Every ``./dev ...`` and ``tiendo ...`` that a document shows, as words."""
    for page in documents(root):
        text = page.read_text(encoding="utf-8")
        shown = [line for block in FENCE.findall(text) for line in COMMAND.findall(block)] + SPAN.findall(text)
        for line in shown:
            yield page.relative_to(root), shlex.split(line, comments=True)


def test_each_documented_dev_command_exists(root):
    known = runpy.run_path(str(root / "dev"), run_name="dev")["COMMANDS"]
    words = [(page, words) for page, words in commands(root) if words[0] == "./dev" and len(words) > 1]
    assert words, "the documents show how to begin"
    assert [(str(page), words[1]) for page, words in words if words[1] not in known] == []


def test_each_documented_product_command_exists(root):
    shown = {(str(page), words[1]) for page, words in commands(root) if words[0] == "tiendo" and len(words) > 1}
    known = {"--help", "--version"}
    for path in (root / "src" / "tiendo" / "cli.py", root / "src" / "tiendo_web" / "cli.py"):
        if path.exists():
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            known |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert {(page, word) for page, word in shown if word not in known and not word.isupper()} == set()


def test_the_changelog_begins_with_the_version_of_the_package(root):
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    first = re.search(r"^## (\d+\.\d+\.\d+)", text, flags=re.MULTILINE)
    assert first is not None
    assert first[1] == tiendo.__version__


def test_each_dev_command_is_in_its_own_help(root):
    module = runpy.run_path(str(root / "dev"), run_name="dev")
    missing = [name for name in module["COMMANDS"] if f"./dev {name}" not in module["__doc__"]]
    assert missing == []


def test_each_variable_that_the_settings_read_is_explained_in_them(root):
    path = root / "src" / "tiendo_web" / "settings.py"
    if not path.exists():
        pytest.fail("the settings are one file, src/tiendo_web/settings.py")
    text = path.read_text(encoding="utf-8")
    read = set(re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", text))
    assert read - set(re.findall(r"^(\w+)  ", ast.get_docstring(ast.parse(text)) or "", flags=re.MULTILINE)) == set()


def test_each_why_page_is_one_page(root):
    long = [
        page.name for page in (root / "docs" / "why").glob("*.md") if len(page.read_text("utf-8").splitlines()) > 80
    ]
    assert long == []


def test_each_name_in_the_glossary_is_in_the_code(root):
    page = (root / "docs" / "glossary.md").read_text(encoding="utf-8")
    names = [
        name
        for row in re.findall(r"^\|[^|\n]+\|[^|\n]+\|([^|\n]+)\|$", page, flags=re.MULTILINE)
        for name in re.findall(r"`([^`]+)`", row)
    ]
    code = "\n".join(path.read_text(encoding="utf-8") for path in (root / "src").rglob("*.py"))
    assert names
    assert [
        name for name in names if not re.search(rf"\b{re.escape(name.rpartition('.')[2].rstrip('='))}\b", code)
    ] == []
