"""Every output validates against the published schema, from the library and from the command line."""

import json
from importlib import resources

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import cli, console
from tiendo.plan import compiler, emit, read
from tiendo.plan.context import Context

SCHEMA = json.loads((resources.files("tiendo.plan") / "tiendo-plan-1.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
READ = {".txt", ".md", ".html", ".docx"}


def compiled(data, name):
    source, told = read.read(data, name)
    if source is None:
        return None
    plan, found = compiler.compile(source, Context())
    return json.loads(json.dumps(emit.to_dict(plan, (*told, *found))))


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@given(st.text(max_size=400))
def test_any_text_gives_the_published_form(text):
    form = compiled(text.encode("utf-8", "ignore"), "a.txt")
    assert form is None or VALIDATOR.is_valid(form)


def test_real_documents_give_the_published_form(shared):
    checked = 0
    for path in sorted((shared / "corpus").iterdir()):
        form = compiled(path.read_bytes(), path.name) if path.suffix in READ else None
        if form is not None:
            VALIDATOR.validate(form)
            checked += 1
    assert checked > 50


def test_the_command_prints_the_published_form(tmp_path, capsys):
    page = tmp_path / "ke-hoach.txt"
    page.write_text("Số: 15/KH-UBND\n\nKẾ HOẠCH\n\n1. Sở Y tế rà soát thuốc trước ngày 31/02/2026.\n", "utf-8")
    assert cli.main(["compile", str(page), "--format", "json"]) == console.Exit.FINDINGS
    VALIDATOR.validate(json.loads(capsys.readouterr().out))


def test_a_form_that_lacks_something_is_told():
    form = compiled("KẾ HOẠCH\n\n1. Sở Y tế rà soát thuốc.\n".encode(), "a.txt")
    del form["tasks"]
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(form)
