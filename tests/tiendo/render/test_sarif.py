import json

from tiendo.diagnostic import FixKind
from tiendo.plan import read
from tiendo.render import File, sarif
from tiendo.rulebook import Lang, Rulebook


def run(files, book):
    log = json.loads(sarif.render(files, book, Lang.EN))
    assert log["version"] == "2.1.0"
    (one,) = log["runs"]
    return one


def test_results_point_at_rules_artifacts_and_regions(book, mark, whole):
    made = run([whole, mark("một\nhaii ba", "haii", labels=["ba"])], book)
    assert made["columnKind"] == "unicodeCodePoints"
    rules = made["tool"]["driver"]["rules"]
    for result in made["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for location in (*result["locations"], *result.get("relatedLocations", [])):
            place = location["physicalLocation"]["artifactLocation"]
            assert made["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
    nothing, word = made["results"]
    assert (nothing["level"], word["level"]) == ("error", "warning")
    assert "region" not in nothing["locations"][0]["physicalLocation"]
    assert word["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 1,
        "endLine": 2,
        "endColumn": 5,
        "charOffset": 4,
        "charLength": 4,
    }
    assert word["relatedLocations"][0]["message"]["text"] == "here as well"


def test_names_become_uris(book, mark):
    made = run([mark("sai", "sai", name="kế hoạch 1.txt")], book)
    assert made["artifacts"][0]["location"]["uri"] == "k%E1%BA%BF%20ho%E1%BA%A1ch%201.txt"


def test_an_absolute_path_bears_its_scheme(book, mark):
    made = run([mark("sai", "sai", name="/tmp/kế hoạch.txt")], book)
    assert made["artifacts"][0]["location"]["uri"] == "file:///tmp/k%E1%BA%BF%20ho%E1%BA%A1ch.txt"


def test_a_fix_that_is_only_a_guess_is_not_offered_to_tools(book, mark):
    safe = run([mark("sai", "sai", fix="đúng")], book)["results"][0]
    guess = run([mark("sai", "sai", fix="đúng", kind=FixKind.DISPLAY)], book)["results"][0]
    (change,) = safe["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] == "đúng"
    assert "fixes" not in guess


def test_nothing_found_is_still_a_run(book):
    assert run([], book)["results"] == []


def test_a_file_asked_for_twice_is_one_artifact(book, mark):
    file = mark("sai", "sai")
    made = run([file, file], book)
    assert (len(made["artifacts"]), len(made["results"])) == (1, 2)


def test_a_message_and_its_help_are_two_sentences():
    _, told = read.read(b"", "a.txt")
    (one,) = run([File("a.txt", None, told)], Rulebook(read.RULES))["results"]
    assert one["message"]["text"].startswith("The file is empty: there is no word in it. Look at")
