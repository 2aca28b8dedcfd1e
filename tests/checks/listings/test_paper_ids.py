"""Papers by number."""

from datetime import date

import pytest

from checks.listings import extract

READ_ON = date(2026, 4, 20)
LIST = """# to read
2404.12345
2404.12346v2   # again
arXiv:2404.12347
https://arxiv.org/abs/2404.12348
https://arxiv.org/pdf/2404.12349v1.pdf
https://huggingface.co/papers/2404.12350

cs/0112017
hep-ph/9901312v1
"""


def test_each_line_is_a_paper_that_is_called_by_its_number():
    extraction = extract(LIST.encode(), "papers.txt", read_on=READ_ON)
    assert extraction.format == "paper-ids"
    assert [entry.arxiv_id for entry in extraction.entries] == [
        "2404.12345", "2404.12346", "2404.12347", "2404.12348", "2404.12349", "2404.12350",
        "cs/0112017", "hep-ph/9901312",
    ]  # fmt: skip
    assert extraction.entries[0].title == "arXiv:2404.12345"


@pytest.mark.parametrize("text", ["2404.12345 Red Fox", "2404.12345\nRed Fox", "# only a comment", "2404"])
def test_what_is_more_than_numbers_is_another_format(text: str):
    assert extract(text.encode(), "papers.txt", read_on=READ_ON).format != "paper-ids"
