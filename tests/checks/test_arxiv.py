"""What to ask arXiv, and what its answers mean. The shape is that of its API's manual."""

from datetime import date

from checks.arxiv import Paper, batches, papers, question

ANSWER = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>
<entry><id>http://arxiv.org/abs/2404.12345v2</id><published>2024-04-18T17:59:59Z</published>
<title>Red Fox:
  a study of &lt;b&gt;</title><summary>  Foxes are red.
Code: https://github.com/acme/redfox.
</summary><author><name>A. Fox</name></author><author><name>B. Fox</name></author></entry>
<entry><id>http://arxiv.org/api/errors#incorrect_id</id><title>Error</title><summary>incorrect id</summary></entry>
</feed>"""


def test_papers_are_asked_for_by_the_hundred():
    numbers = [f"2404.{number:05}" for number in range(250)]
    assert [len(batch) for batch in batches(numbers)] == [100, 100, 50]
    assert question(["2404.12345", "cs/0112017"], "https://arxiv.test/query") == (
        "https://arxiv.test/query?id_list=2404.12345,cs/0112017&max_results=2"
    )


def test_an_answer_tells_of_the_papers_that_arxiv_knows():
    abstract = "Foxes are red. Code: https://github.com/acme/redfox."
    title = "Red Fox: a study of <b>"
    assert papers(ANSWER.encode(), date(2026, 1, 1)) == [Paper("2404.12345", title, abstract, date(2024, 4, 18), 2)]


def test_what_is_no_answer_tells_of_none():
    for data in (b"", b"<html>Down</html>", b"\xff\x00", ANSWER.encode()[:200]):
        assert papers(data, date(2026, 1, 1)) == []
