import json

from tiendo.render import json as render_json
from tiendo.rulebook import Lang


def test_each_fault_carries_place_words_and_fix(book, mark, whole):
    rows = json.loads(
        render_json.render([mark("một\nhaii ba", "haii", labels=["ba"], fix="hai"), whole], book, Lang.VI)
    )
    assert rows[0] == {
        "code": "Z001",
        "name": "word-misspelt",
        "severity": "warning",
        "source": "thử.txt",
        "span": [4, 8],
        "position": {"line": 2, "column": 1},
        "message": "Từ “haii” viết sai",
        "help": "Viết lại.",
        "args": {"word": "haii"},
        "labels": [{"span": [9, 11], "message": "ở đây cũng vậy"}],
        "fix": {"kind": "safe", "edits": [{"span": [4, 8], "text": "hai"}]},
    }
    assert (rows[1]["span"], rows[1]["position"], rows[1]["fix"]) == (None, None, None)


def test_nothing_found_is_an_empty_list(book):
    assert json.loads(render_json.render([], book, Lang.VI)) == []
