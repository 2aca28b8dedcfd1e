import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.finding import LINK, find_urls, hide

R = "https://github.com/acme/redfox"


def urls(text):
    return [found.url for found in find_urls(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Code is available at {R}.", [R]),
        (f"Code is at {R} .", [R]),
        (f"See {R}, https://a.example/b; and more", [R, "https://a.example/b"]),
        (f"We release code ({R}).", [R]),
        (f"[{R}]: there", [R]),
        (f"<{R}> or `{R}`", [R, R]),
        (f"**{R}**", [R]),
        (f"at “{R}”.", [R]),
        (f"代码：{R}。", [R]),  # noqa: RUF001 - a Chinese mark
        (f"代码（{R}）已开源", [R]),  # noqa: RUF001 - Chinese marks
        (f"{R}\u200b next", [R]),
        (f"\\url{{{R}}}.", [R]),
        (f"\\href{{{R}}}{{{R}}}.", [R, R]),
        (r"\url{https://github.com/acme/red\_fox}", ["https://github.com/acme/red_fox"]),
        (r"note = {https://github.com/acme/red{\_}fox}", ["https://github.com/acme/red_fox"]),
        (r'{"u":"https:\/\/github.com\/acme\/redfox"}', [R]),
        (rf'"Code: {R}\nMore"', [R]),
        (f"x,{R},,,T1", [R]),
        (f"x,{R},https://a.example", [R, "https://a.example"]),
        (f"{R};https://a.example", [R, "https://a.example"]),
        (f"|2024|T|{R}|null|", [R]),
        (f"[[{R}][code]]", [R]),
        (f"{R}.Project page: https://a.example", [R, "https://a.example"]),
        ("Code: github.com/acme/redfox.", ["github.com/acme/redfox"]),
        ("git clone git@github.com:acme/redfox.git", ["git@github.com:acme/redfox.git"]),
        (f"pip install git+{R}.git@v1#egg=x", [f"git+{R}.git@v1#egg=x"]),
        ("at https://github.com/acme/\nredfox.", [R]),
        ("at https://github.com/acme/red-\nfox for all", ["https://github.com/acme/red-fox"]),
        ("at https://github.com/ acme/redfox", [R]),
        ("at https: //github.com/acme/redfox.", [R]),
        (f"{R}'s code; {R}’s data", [R, R]),  # noqa: RUF001 - the mark that is typeset
        (f"{R}—which runs", [R]),
        (f"&quot;{R}&quot; &lt;{R}&gt;", [R, R]),
        ("https://a.example/?a=1&amp;b=2", ["https://a.example/?a=1&b=2"]),
        (f"http://{R}", [R]),
        ("https://a.example/wiki/Fox_(animal)", ["https://a.example/wiki/Fox_(animal)"]),
        (f"https://web.archive.org/web/2020/{R}", [f"https://web.archive.org/web/2020/{R}"]),
    ],
)
def test_links_end_where_a_reader_sees_them_end(text, expected):
    assert urls(text) == expected


@pytest.mark.parametrize("name", ["llama.cpp", "Fox2.1", "net_", "Fox.NET", "FoxNet.Vision", "fox.jl"])
def test_names_with_dots_are_no_glued_sentences(name):
    assert urls(f"See https://github.com/acme/{name} for code.") == [f"https://github.com/acme/{name}"]


@pytest.mark.parametrize(
    "text",
    [
        "Code is available at this http URL.",
        "https:// and http://",
        "fox@github.com is an address, not.github.community/x",
        "notgithub.com/acme/redfox",
    ],
)
def test_what_is_no_link_is_not_found(text):
    assert urls(text) == []


def test_an_owner_page_before_a_new_line_stays_one():
    assert urls("See https://github.com/acme/\nfor more.") == ["https://github.com/acme/"]


def test_data_too_long_for_an_address_is_none():
    assert urls("https://a.example/" + "x" * 3000) == []


def test_hidden_links_keep_every_offset():
    text = f"Code: {R}. Done."
    assert hide(text, find_urls(text)) == f"Code: {LINK * len(R)}. Done."


PIECES = ["a", R, " ", ".", "\n", ")", "(", "https://", "\\_", "git@", "\uff0c", ",", "github.com/"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_spans_lie_inside_the_text_and_do_not_overlap(text):
    end = 0
    for found in find_urls(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
    assert len(hide(text, find_urls(text))) == len(text)
