from tiendo.render import concise
from tiendo.rulebook import Lang


def test_one_line_for_each_fault_as_editors_read_it(book, mark, whole):
    assert concise.render([mark("một\nhaii", "haii"), whole], book, Lang.EN) == (
        "thử.txt:2:1: warning[Z001] The word “haii” is misspelt\ntrống.docx: error[Z002] Nothing there\n"
    )


def test_nothing_found_prints_nothing(book):
    assert concise.render([], book, Lang.VI) == ""
