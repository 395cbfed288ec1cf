"""The page for those who use the library: each line of it runs and gives what it says."""

import doctest
import re

FENCE = re.compile(r"^```pycon\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)


def test_each_line_of_the_page_runs(root, tmp_path, monkeypatch):
    page = (root / "docs" / "reference" / "library.md").read_text("utf-8")
    session = "\n".join(FENCE.findall(page))
    # Nothing that is shown stands outside what is run.
    assert session.count(">>>") == page.count(">>>")
    monkeypatch.chdir(tmp_path)
    test = doctest.DocTestParser().get_doctest(session, {}, "library.md", "docs/reference/library.md", 0)
    told = []
    result = doctest.DocTestRunner().run(test, out=told.append)
    assert result.failed == 0, "".join(told)
    assert result.attempted > 25
