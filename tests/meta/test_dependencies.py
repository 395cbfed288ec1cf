"""Laws about what the project leans on: each package declared, used, locked, and with a reason."""

import ast
import importlib.metadata
import re
import sys
import tomllib

import pytest

# Used as a program or named in a setting, never imported by the code.
NOT_IMPORTED = {"argon2-cffi", "gunicorn", "lxml-html-clean", "psycopg", "whitenoise"}


def normal(requirement):
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def declared(project):
    lists = {
        "run": project["project"]["dependencies"],
        "web": project["project"]["optional-dependencies"]["web"],
        "dev": project["dependency-groups"]["dev"],
    }
    return {name: {normal(one) for one in requirements} for name, requirements in lists.items()}


def imported(folder):
    """Names of the packages from outside that the code of a folder imports."""
    names = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"tiendo", "tiendo_web"}


def distributions(modules):
    known = importlib.metadata.packages_distributions()
    return {normal(known[module][0]) for module in modules}


def test_the_library_imports_what_it_declares_and_declares_what_it_imports(root, declared):
    assert distributions(imported(root / "src" / "tiendo")) == declared["run"] - NOT_IMPORTED


def test_the_web_part_imports_what_it_declares_and_declares_what_it_imports(root, declared):
    used = distributions(imported(root / "src" / "tiendo_web"))
    assert used - declared["run"] - declared["web"] == set()
    assert declared["web"] - used - NOT_IMPORTED == {"django-allauth", "django-csp", "django-htmx"} - used


def test_each_dependency_has_one_line_of_reason(root, declared):
    page = (root / "docs" / "why" / "dependencies.md").read_text(encoding="utf-8")
    reasons = re.findall(r"^\| `([^`]+)` \| (.+?) \|$", page, flags=re.MULTILINE)
    assert [name for name, reason in reasons if len(reason) < 15] == []
    assert sorted(normal(name) for name, _ in reasons) == sorted(set().union(*declared.values()))


@pytest.mark.parametrize(("lock", "parts"), [("run.txt", ["run", "web"]), ("dev.txt", ["run", "web", "dev"])])
def test_each_declared_package_is_locked_with_hashes_and_without_a_host(root, declared, lock, parts):
    text = (root / "requirements" / lock).read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==(\S+)", text, flags=re.MULTILINE))
    assert set().union(*(declared[part] for part in parts)) - set(locked) == set()
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert not re.search(r"://|--(index|extra|find|trusted)", text)


def test_both_locks_agree(root):
    pins = [
        set(re.findall(r"^(\S+==\S+)", (root / "requirements" / name).read_text(encoding="utf-8"), flags=re.MULTILINE))
        for name in ("run.txt", "dev.txt")
    ]
    assert pins[0] <= pins[1]
