"""The line not crossed: no place to write down what a person is, believes or thinks."""

import ast
import re

# Parts of a field's name; a field called so would hold what this product must never know.
NEVER = {
    "belief", "biometric", "blacklist", "cccd", "cmnd", "congregation", "ethnic", "ethnicity", "face", "faith",
    "fingerprint", "ideology", "informant", "loyalty", "opinion", "passport", "profile", "race", "religion",
    "religious", "sentiment", "suspect", "watchlist",
}  # fmt: skip
NEVER_TOGETHER = [
    {"identity", "number"},
    {"citizen", "id"},
    {"party", "member"},
    {"watch", "list"},
    {"home", "address"},
]
# What each field called a name names. Whoever adds one says here that it is no natural person's,
# or that the person is a user, a document's signer, or a party to a case.
NAMES = {
    "accounts.User.name": "a user",
    "core.Jurisdiction.name": "a province",
    "duties.Evidence.name": "a file",
    "duties.Held.name": "a file",
    "orgs.BodyName.name": "a body",
    "orgs.Group.name": "a group of bodies",
    "orgs.Import.name": "a file",
    "plans.Document.name": "a file",
    "plans.Plan.name": "a file",
    "plans.Reading.name": "a file",
}


def fields(folder):
    """``app.Class.field`` of everything that is declared in a class body."""
    for path in sorted(folder.rglob("*.py")):
        for owner in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(owner, ast.ClassDef):
                continue
            for node in owner.body:
                targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
                for target in targets:
                    # `first_name = None` takes a parent's field away.
                    gone = (
                        isinstance(node, ast.Assign)
                        and isinstance(node.value, ast.Constant)
                        and node.value.value is None
                    )
                    if isinstance(target, ast.Name) and not gone:
                        yield path, f"{path.parent.name}.{owner.name}.{target.id}"


def parts(field):
    return set(re.split(r"[._]", field.rpartition(".")[2].lower()))


def test_no_field_holds_what_a_person_is_believes_or_thinks(root):
    declared = {field for _, field in fields(root / "src")}
    assert {field for field in declared if parts(field) & NEVER} == set()
    assert {field for field in declared if any(pair <= parts(field) for pair in NEVER_TOGETHER)} == set()


def test_each_name_in_a_table_is_known_to_name_no_stranger(root):
    tables = {field for path, field in fields(root / "src" / "tiendo_web") if path.name == "models.py"}
    assert {field for field in tables if parts(field) & {"name", "names", "person", "signer", "fullname"}} == set(NAMES)
