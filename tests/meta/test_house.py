"""Laws about the shape of the code that no linter knows."""

import ast
import statistics

BANNED_IN_LIBRARY = {"random", "time", "subprocess", "socket", "logging", "sqlite3"}
PROGRAMS = "programs.py"


def modules(folder):
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_each_module_says_what_it_is_for(root):
    silent = [
        str(path.relative_to(root)) for path, tree in modules(root / "src") if tree.body and not ast.get_docstring(tree)
    ]
    assert silent == []


def test_the_median_function_is_short(root):
    lengths = [
        (node.end_lineno or 0) - node.lineno + 1 for _, tree in modules(root / "src") for node in functions(tree)
    ]
    assert statistics.median(lengths) < 10


def test_the_library_reads_no_chance_and_no_machine(root):
    found = []
    for path, tree in modules(root / "src" / "tiendo"):
        if path.name == PROGRAMS:
            continue
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{path.relative_to(root)}: {name}" for name in names if name.split(".")[0] in BANNED_IN_LIBRARY]
    assert found == []


def test_acts_are_told_everything_by_name(root):
    """An act is a public function of an actions module that is told when (``at``) among other things."""
    found = []
    for path in (root / "src" / "tiendo_web").glob("*/actions.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            names = [argument.arg for argument in node.args.args + node.args.kwonlyargs]
            if "at" in names and len(names) > 1 and node.args.args:
                found.append(f"{path.relative_to(root)}: {node.name}")
    assert found == []


def test_each_app_keeps_its_tables_in_models_and_its_verbs_out_of_them(root):
    found = [
        f"{path.relative_to(root)}: {node.name}.save"
        for path in (root / "src" / "tiendo_web").glob("*/models.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        if any(isinstance(inner, ast.FunctionDef) and inner.name == "save" for inner in node.body)
    ]
    assert found == []
