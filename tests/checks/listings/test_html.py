import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.errors import ListingError
from checks.listings import extract
from checks.model import Artifact, Claim, Kind

READ_ON = date(2026, 4, 20)
R = "https://github.com/acme/redfox"
B = "https://github.com/acme/bluefox"
P = "https://redfox.example.org/"
NEWS = "https://news.example.org/"


def read(page, name="page.html"):
    return extract(page.encode(), name, read_on=READ_ON).entries


def links(page):
    return [mention.url for entry in read(page) for mention in entry.mentions]


def owned(page):
    """Titles of the entries, each with its links."""
    return {entry.title: [mention.url for mention in entry.mentions] for entry in read(page)}


FOXES = {"RedFox": [R], "BlueFox": [B]}


@pytest.mark.parametrize(
    "page",
    [
        f'<ul><li><b>RedFox</b>, A. Fox <a href="{R}">code</a><li><b>BlueFox</b>, B. Fox <a href="{B}">code</a></ul>',
        f'<ol><li>RedFox: <a href="{R}">code</a></li><li>BlueFox: <a href="{B}">code</a></li></ol>',
        (
            f'<dl><dt>RedFox</dt><dd>A. Fox</dd><dd>[<a href="x.pdf">pdf</a>] [<a href="{R}">code</a>]</dd>'
            f'<dt>BlueFox</dt><dd>[<a href="{B}">code</a>]</dd></dl>'
        ),
        (
            f'<dl><dt>2026</dt><dd><b>RedFox</b> <a href="{R}">code</a></dd>'
            f'<dd><b>BlueFox</b> <a href="{B}">code</a></dd><dd>GreenFox</dd></dl>'
        ),
        (
            f'<table><tr><th>Title</th><th>Code</th></tr><tr><td>RedFox</td><td><a href="{R}">x</a></td></tr>'
            f'<tr><td>BlueFox</td><td><a href="{B}">x</a></td></tr></table>'
        ),
        f'<h1>Foxes</h1><h2>RedFox</h2><p>Code: <a href="{R}">here</a></p><h2>BlueFox</h2><p>Code: {B}.</p>',
        (
            f'<div><h3>RedFox</h3><a href="{R}"><button>Code</button></a></div>'
            f'<div><h3>BlueFox</h3><a class="btn" href="{B}">Code</a></div>'
        ),
        f'<div><a href="{R}"><img src="a.png"></a><h3>RedFox</h3></div><div><a href="{B}"><h3>BlueFox</h3></a></div>',
        (
            f'<div><div class="title">RedFox</div><div><a href="{R}">code</a></div></div>'
            f'<div><div class="title">BlueFox</div><div><a href="{B}">code</a></div></div>'
        ),
        f'<p><b>RedFox</b><br>A. Fox<br><a href="{R}">code</a></p><p><b>BlueFox</b><br><a href="{B}">code</a></p>',
        f'<p><b>RedFox</b> [<a href="{R}">code</a>]<br><b>BlueFox</b> [<a href="{B}">code</a>]</p>',
        (
            f'<details><summary>RedFox</summary><p>It runs. <a href="{R}">Code</a></p></details>'
            f'<details><summary>BlueFox</summary><p><a href="{B}">Code</a></p></details>'
        ),
        (
            f'<h2>Foxes</h2><table><tr><td><img></td><td><b>RedFox</b><br><a href="{R}">code</a></td></tr></table>'
            f'<table><tr><td><img></td><td><b>BlueFox</b><br><a href="{B}">code</a></td></tr></table>'
        ),
        (
            f'<table><tr><td><h4>RedFox</h4><a href="{R}">code</a></td>'
            f'<td><h4>BlueFox</h4><a href="{B}">code</a></td></tr></table>'
        ),
        (
            f'<div class="frame"><h2>RedFox</h2><a href="#redfox">#</a></div><p><a href="{R}">Code</a></p>'
            f'<div class="frame"><h2>BlueFox</h2><a href="#bluefox">#</a></div><p><a href="{B}">Code</a></p>'
        ),
    ],
    ids=[
        *("list", "numbered", "descriptions", "one term", "table", "headings", "cards", "pictures", "titled cards"),
        *("paragraphs", "lines", "details", "tables of one row", "gallery", "framed headings"),
    ],
)
def test_each_paper_is_an_entry_with_its_name_and_its_links(page):
    assert owned(page) == FOXES


def test_the_innermost_row_of_a_layout_is_the_entry():
    page = f"""<table><tr><td>
      <table><tr><td>I am <b>Ada Fox</b> of <a href="https://acme.example.org">Acme</a>.</td></tr></table>
      <table><tr><td><h2>Research</h2></td></tr></table>
      <table>
        <tr><td><img></td><td><a href="{P}"><span class="papertitle">RedFox</span></a><br><b>Ada Fox</b>, B. Fox
          <br><em>CVPR</em>, 2026<br><a href="{P}">project page</a> / <a href="{R}">code</a></td></tr>
        <tr><td><img></td><td><strong>BlueFox</strong><br><b>Ada Fox</b><br><a href="{B}">code</a></td></tr>
      </table></td></tr></table>"""
    assert owned(page) == {"RedFox": [P, P, R], "BlueFox": [B]}


def test_the_owner_of_a_page_is_no_title_however_bold():
    item = "<li><strong>Ada Fox</strong>, B. Fox: <a href='{0}'>{1}</a> <a href='{0}'>code</a></li>"
    page = "<ul>" + "".join(item.format(f"{R}{name}", f"The {name} fox") for name in ("red", "blue", "green")) + "</ul>"
    assert [entry.title for entry in read(page)] == ["The red fox", "The blue fox", "The green fox"]


def test_a_title_in_quotation_marks_stands_behind_its_authors():
    page = f'<ul><li>Ada Fox, Bob Fox. "RedFox: a fox in the snow". CVPR 2026. [<a href="{R}">code</a>]</li></ul>'
    assert owned(page) == {"RedFox: a fox in the snow": [R]}


@pytest.mark.parametrize("label", ["Code", "PDF", "[code]", "Project Page"])
def test_labels_are_no_titles(label):
    assert owned(f'<h2>RedFox</h2><ul><li><a href="{R}">{label}</a></li></ul>') == {"RedFox": [R]}


@pytest.mark.parametrize(
    "unread",
    [
        "<nav>{}</nav>",
        "<header>{}</header>",
        "<footer>{}</footer>",
        "<aside>{}</aside>",
        "<form>{}</form>",
        "<script>{}</script>",
        "<style>{}</style>",
        "<template>{}</template>",
        "<noscript>{}</noscript>",
        "<div hidden>{}</div>",
        "<div style='display: none'>{}</div>",
        "<div aria-hidden=true>{}</div>",
        "<div role=navigation>{}</div>",
        "<div class='site-nav'>{}</div>",
        "<div id=footer>{}</div>",
        "<!-- {} -->",
        "<!-- {}",
        "<select><option>{}</option></select>",
    ],
)
def test_what_is_no_part_of_the_text_says_nothing(unread):
    extra = unread.format(f'<a href="{NEWS}">Code</a> Code will be released. {NEWS}')
    page = f'<h1>Foxes</h1><ul><li>RedFox <a href="{R}">code</a></li></ul>{extra}'
    assert links(page) == [R]


def test_a_menu_before_the_first_heading_is_no_list_of_papers():
    page = f'<ul><li><a href="{NEWS}">News</a></ul><h1>Foxes</h1><ul><li><a href="{R}">RedFox</a></ul>'
    assert owned(page) == {"RedFox": [R]}


def test_what_follows_cards_belongs_to_none_of_them():
    page = (
        f'<h1>Foxes</h1><div><div><h3>RedFox</h3><a href="{R}">Code</a></div><div><h3>BlueFox</h3>'
        f'<a href="{B}">Code</a></div></div><p>Made with <a href="{NEWS}">this</a>.</p>'
    )
    assert owned(page) == FOXES


def test_a_header_inside_of_a_card_is_its_heading():
    card = '<article><header><h3>{}</h3></header><footer><a href="{}">Code</a></footer></article>'
    assert owned(card.format("RedFox", R) + card.format("BlueFox", B)) == FOXES


def test_a_form_around_a_whole_page_is_read():
    assert owned(f'<form id="page"><ul><li>RedFox <a href="{R}">code</a></li></ul></form>') == {"RedFox": [R]}


def test_home_pages_of_authors_are_no_artifacts():
    page = f"""<ul><li><b>RedFox</b><br><a href="https://ada.example.org">Ada Fox*</a>, Bob Fox,
      <a href="https://cy.example.org">Cy B. Fox</a> and <a href="https://dee.example.org">Dee van Fox</a><br>
      <a href="{P}">Project Page</a>, <a href="{R}">Red Fox</a></li></ul>"""
    assert links(page) == [P, R]


def test_one_name_alone_may_be_a_project():
    assert links(f'<ul><li><a href="{P}">Red Fox</a>: a fox that runs</li></ul>') == [P]


@pytest.mark.parametrize(
    ("head", "href", "expected"),
    [
        ("", f"{R}?tab=readme&amp;x=1", f"{R}?tab=readme&x=1"),
        ("", "//github.com/acme/redfox", R),
        ("", f"\n {R} ", R),
        ('<base href="https://github.com/acme/">', "redfox", R),
        ('<base href="/list/">', "redfox", None),
        ("", "redfox.html", None),
        ("", "mailto:fox@acme.example.org", None),
        ("", "#redfox", None),
        ("", "javascript:void(0)", None),
        ("", "/papers/2604.00001", "https://huggingface.co/papers/2604.00001"),
    ],
)
def test_links_lead_where_the_page_says(head, href, expected):
    assert links(f'{head}<p>RedFox <a href="{href}">code</a></p>') == ([expected] if expected else [])


def test_attributes_without_quotation_marks_are_read():
    assert links(f"<p><a href={R}>Code</a>") == [R]


def test_addresses_in_the_text_are_links():
    assert links(f"<p>Code: {R}.</p>") == [R]


def test_claims_are_those_of_the_sentence_around():
    page = f"""<h2>RedFox</h2><p>We run. Code will be released at <a href="{R}">this URL</a>.</p>
      <h2>BlueFox</h2><p><a href="{B}">Code (coming soon)</a></p><p>Data: <a href="{P}">here</a></p>"""
    found = [(one.url, one.claim, one.artifact) for entry in read(page) for one in entry.mentions]
    assert found == [
        (R, Claim.PROMISED, Artifact.CODE),
        (B, Claim.PROMISED, Artifact.CODE),
        (P, Claim.RELEASED, Artifact.DATA),
    ]


def test_columns_say_what_their_links_are():
    page = f"""<table><thead><tr><th>Date</th><th>Title</th><th>Code</th></tr></thead>
      <tr><td>2026-04-03</td><td>RedFox</td><td><a href="{R}">x</a></td></tr>
      <tr><td>2026-04-02</td><th>BlueFox</th><td>coming soon</td></tr></table>"""
    first, second = read(page)
    assert (first.title, first.date, first.claim) == ("RedFox", date(2026, 4, 3), Claim.RELEASED)
    assert (second.title, second.date, second.claim) == ("BlueFox", date(2026, 4, 2), Claim.PROMISED)


@pytest.mark.parametrize(
    "day",
    [
        '<time datetime="2026-04-03T10:00Z">3 days ago</time>',
        "<time>April 3, 2026</time>",
        '<span class="post-date">3 Apr 2026</span>',
        "2026-04-03",
    ],
)
def test_days_are_read(day):
    page = f'<article><h3>RedFox</h3>{day} <a href="{R}">code</a></article><article><h3>BlueFox</h3></article>'
    assert [entry.date for entry in read(page)] == [date(2026, 4, 3)]


def test_the_list_of_arxiv_is_read():
    page = f"""<dl id="articles"><dt><a name="item1">[1]</a> <a href="https://arxiv.org/abs/2604.00001">arXiv:2604.00001</a>
      [<a href="https://arxiv.org/pdf/2604.00001">pdf</a>]</dt><dd><div class="meta">
      <div class="list-title mathjax"><span class="descriptor">Title:</span> RedFox: a fox</div>
      <div class="list-comments"><span class="descriptor">Comments:</span> Code: <a href="{R}">this https URL</a></div>
      </div></dd></dl>"""
    (entry,) = read(page)
    assert (entry.title, entry.arxiv_id, entry.mentions[-1].url) == ("RedFox: a fox", "2604.00001", R)


def test_cards_of_hugging_face_papers_are_papers():
    page = (
        '<main><article><h3><a href="/papers/2604.00001">RedFox</a></h3></article>'
        '<article><h3><a href="/papers/2604.00002">BlueFox</a></h3></article></main>'
    )
    entries = read(page)
    assert [(entry.title, entry.arxiv_id) for entry in entries] == [("RedFox", "2604.00001"), ("BlueFox", "2604.00002")]
    assert {mention.target.kind for entry in entries for mention in entry.mentions} == {Kind.PAPER}


def test_every_link_has_its_line_and_column():
    page = f"""<!-- <a href="{R}"> -->
<nav><a href="{NEWS}">x</a></nav>
<p>Fish &amp; chips &#8217; s
 at <a title="a>b"
   href="{R}">code</a> &lt;or&gt; {P}</p>"""
    places = [(one.url, one.place.line, one.place.column) for entry in read(page) for one in entry.mentions]
    assert places == [(R, 5, 10), (P, 5, 62)]


def test_places_are_found_again_behind_long_pictures():
    page = f'<p><img src="data:image/png;base64,{"QUJD" * 5000}">Fish and chips\n<a href="{R}">code</a></p>'
    assert [one.place.line for entry in read(page) for one in entry.mentions] == [2]


@pytest.mark.parametrize(
    ("name", "start", "expected"),
    [
        ("page.html", "", "html"),
        ("page.HTM", "", "html"),
        ("https://a.example/list?x=1", "<!DOCTYPE html>", "html"),
        ("-", "\n<!-- saved --><html>", "html"),
        ("list.txt", '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x">', "html"),
        ("list.md", "<html>", "markdown"),
        ("list.txt", "", "text"),
    ],
)
def test_pages_are_recognised_by_name_or_beginning(name, start, expected):
    content = f"{start}<p>RedFox {R}</p>"
    assert extract(content.encode(), name, read_on=READ_ON).format == expected


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000,
        "<ul><li>" * 20_000,
        "<div>" * 20_000 + "x" + "</div>" * 20_000,
        "<table><tr><td>" * 6_000,
        "<a href=x>" * 20_000,
        "<p>" + "".join(f"<b id={number}>" for number in range(2000)) + "</p>" + "<p>x</p>" * 4_000,
        "<a " + " ".join(f"a{number}=1" for number in range(100_000)) + ">",
        "<select>" + "<option>" * 20_000,
        "<optgroup>" * 20_000,
        "<!--" * 50_000,
        "<script>" * 20_000,
        "<h1>" * 40_000,
        f'<a href="{R}">x</a>' * 4_000,
        "<ul>" + f'<li><b>RedFox</b> <a href="{R}">code</a></li>' * 1_000,
        *(character * 200_000 for character in "<&>a \"'=/;\u3000"),
        "&amp;" * 40_000,
        "x &lt;" * 40_000,
        '"<a>' * 50_000,
    ],
    ids=lambda page: page[:12],
)
def test_hostile_pages_take_bounded_time(page):
    content = f'{page}<p>Code: <a href="{R}">x</a>'.encode()
    begun = time.process_time()
    extract(content, "page.html", as_format="html", read_on=READ_ON)
    assert time.process_time() - begun < 6


def test_deep_pages_keep_their_links():
    page = (
        "<div>" * 3000
        + f'<p>RedFox <a href="{R}">code</a></p>'
        + "</div>" * 3000
        + f'<p>BlueFox <a href="{B}">code</a>'
    )
    assert links(page) == [R, B]


def test_a_page_opens_nothing(tmp_path):
    other = tmp_path / "other.html"
    other.write_text(f"<p>Code: {B}</p>", encoding="utf-8")
    asking = "".join(
        f"<{tag}>"
        for tag in (f'iframe src="{other}"', f'object data="{other}"', f'link rel="import" href="file://{other}"')
    )
    assert B not in links(f'{asking}<!--#include file="{other}" --></iframe></object><p>Code: {R}</p>')


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_odd_encodings_of_characters_are_read(encoding):
    content = f'<html><ul><li>RedFüchse <a href="{R}">code</a></li></ul></html>'.encode(encoding)
    (entry,) = extract(content, "page.html", read_on=READ_ON).entries
    assert (entry.title, entry.mentions[0].url) == ("RedFüchse", R)


WORDS = st.sampled_from(["RedFox", "BlueFox: a fox", "GreenFox & co", "A. Fox", "Foxes?"])
ITEM = st.builds(
    lambda tag, name, number: f'<{tag}><b>{name}{number}</b> a fox <a href="{R}{number}">code</a></{tag}>\n',
    st.just("li"),
    WORDS,
    st.integers(0, 99),
)


@given(st.lists(ITEM, min_size=1, max_size=6), ITEM)
@settings(deadline=None)
def test_an_item_at_the_end_changes_nothing_before_it(items, item):
    page = "<h1>Foxes</h1><ul>" + "".join(items)
    before = read(page)
    assert read(page + item)[: len(before)] == before


TAGS = [
    "<li>",
    "<ul>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "<th>",
    "<h2>",
    "</h2>",
    "<div class=title>",
    "</div>",
    "<a>",
]
PIECES = [
    *TAGS,
    "<dl>",
    "<dt>",
    "<dd>",
    "<br>",
    "<b>",
    "</b>",
    "<p>",
    f'<a href="{R}">',
    "</a>",
    "<details>",
    "<summary>",
]
MORE = [
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "<nav>",
    '<time datetime="x">',
    "data-props=",
    '"',
    "Ada Fox, ",
    "\0",
]


@given(st.lists(st.sampled_from(PIECES + MORE) | st.text(max_size=4)).map("".join))
@settings(deadline=None)
def test_any_page_is_read_and_its_links_stand_in_it(page):
    try:
        entries = extract(page.encode(), "page.html", as_format="html", read_on=READ_ON).entries
    except ListingError:
        return
    lines = page.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for place in (mention.place for entry in entries for mention in entry.mentions):
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@given(st.binary())
@settings(deadline=None)
def test_no_bytes_raise_anything_but_a_listing_error(content):
    try:
        extract(content, "page.html", as_format="html", read_on=READ_ON)
    except ListingError:
        return
