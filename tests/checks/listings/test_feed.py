import builtins
import socket
import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checks.errors import ListingError
from checks.listings import extract
from checks.model import Artifact, Claim, Kind

READ_ON = date(2026, 4, 20)
R = "https://github.com/acme/redfox"
B = "https://github.com/acme/bluefox"
P = "https://redfox.example.org/"
ARXIV = "https://arxiv.org/abs/2604.00001"
NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:atom="http://www.w3.org/2005/Atom"'
)
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {NAMESPACES}><channel><title>Foxes</title>'
TAIL = "</channel></rss>"
ATOM = f'<feed xmlns="http://www.w3.org/2005/Atom" {NAMESPACES}><title>Foxes</title>'


def extracted(feed, name="feed.xml"):
    return extract(feed.encode(), name, as_format="feed", read_on=READ_ON)


def read(items):
    return extracted(f"{HEAD}{items}{TAIL}").entries


def test_the_links_of_the_feed_itself_belong_to_no_item():
    rss = f"{HEAD}<link>{P}</link><docs>{R}</docs><item><title>Blue</title><link>{B}</link></item>{TAIL}"
    atom = f'{ATOM}<generator uri="{R}">fox</generator><entry><title>Blue</title><link href="{B}"/></entry></feed>'
    assert [[one.url for one in extracted(feed).outside] for feed in (rss, atom)] == [[P, R], [R]]
    assert [links(entry) for feed in (rss, atom) for entry in extracted(feed).entries] == [[B], [B]]
    assert extracted(rss).outside[1].place.column == rss.split("\n")[1].index(R) + 1


@pytest.mark.parametrize("head", [HEAD.replace("<channel>", f"<channel><x>{R} & <"), f"<rss>{R}<a b=&x;>", f"{R} "])
def test_a_broken_head_spoils_no_item(head):
    feed = f"{head}<item><title>Blue</title><link>{B}</link></item>{TAIL}"
    assert [links(entry) for entry in extracted(feed).entries] == [[B]]


def links(entry):
    return [mention.url for mention in entry.mentions]


def item(inner, title="RedFox"):
    return f"<item><title>{title}</title>{inner}</item>"


@pytest.mark.parametrize(
    "feed",
    [
        (
            f"{HEAD}<item><title>RedFox: a fox</title><description>Code: {R}.</description>"
            f"<pubDate>Fri, 03 Apr 2026 23:30:00 -0500</pubDate><dc:creator>Ada Fox, Bob Fox</dc:creator></item>{TAIL}"
        ),
        (
            f"{ATOM}<entry><title type='html'>&lt;b&gt;RedFox&lt;/b&gt;: a fox</title><summary>Code: {R}.</summary>"
            "<published>2026-04-03T23:30:00Z</published><updated>2026-04-05T00:00:00Z</updated>"
            "<author><name>Ada Fox</name></author><author><name>Bob Fox</name></author></entry></feed>"
        ),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
            f'{NAMESPACES}><channel rdf:about="x"><items><rdf:Seq><rdf:li resource="x"/></rdf:Seq></items></channel>'
            f'<item rdf:about="x"><title>RedFox: a fox</title><description>Code: {R}.</description>'
            "<dc:date>2026-04-03</dc:date><dc:creator>Ada Fox</dc:creator><dc:creator>Bob Fox</dc:creator>"
            "</item></rdf:RDF>"
        ),
    ],
    ids=["RSS", "Atom", "RDF"],
)
def test_items_are_entries(feed):
    (entry,) = extracted(feed).entries
    assert (entry.title, entry.date, entry.authors) == ("RedFox: a fox", date(2026, 4, 3), 2)
    assert [(one.url, one.claim, one.artifact) for one in entry.mentions] == [(R, Claim.RELEASED, Artifact.CODE)]


@pytest.mark.parametrize(
    "inner",
    [
        f'<description>&lt;a href="{R}"&gt;c&lt;/a&gt;</description>',
        f"<description><![CDATA[<p>x <item> <a href='{R}'>c</a></p>]]></description>",
        f"<description>Code: {R}.</description>",
        f"<description>Code: {R}</description>",
        f"<content:encoded><![CDATA[<p>Code: {R}</p>]]></content:encoded>",
        f"<description>A fox.</description><content:encoded>&lt;p&gt;Code: {R}&lt;/p&gt;</content:encoded>",
        f"<description>Code: {R}</description><content:encoded>Code: {R}</content:encoded>",
        f"<description>Fish &amp;amp; chips &#38; more: {R}</description>",
        f"<description>Fish &nbsp; chips &fox; more: {R}</description>",
        f"<code>{R}</code>",
        f"<arxiv:comment>8 pages. Code: {R}</arxiv:comment>",
        f'<atom:link rel="related" title="Code" href="{R}"/>',
    ],
)
def test_links_are_found_wherever_an_item_says_them(inner):
    (entry,) = read(item(inner))
    assert links(entry) == [R]


def test_inline_markup_is_read():
    inner = f'<div xmlns="http://www.w3.org/1999/xhtml"><p>Code: <a href="{R}?a=1&amp;b">x</a></p></div>'
    content = f'<content type="xhtml">{inner}</content>'
    (entry,) = extracted(f"{ATOM}<entry><title>RedFox</title>{content}</entry></feed>").entries
    assert [(one.url, one.claim) for one in entry.mentions] == [(f"{R}?a=1&b", Claim.RELEASED)]


def test_what_stands_around_the_items_belongs_to_none():
    feed = (
        f"{HEAD}<link>https://acme.example.org</link><docs>https://github.com/acme/maker</docs>{item(f'<link>{P}</link>')}"
        f"<image><url>https://acme.example.org/a.png</url></image>{TAIL}"
    )
    assert [links(entry) for entry in extracted(feed).entries] == [[P]]


def test_an_item_leads_to_its_paper():
    (entry,) = read(item(f"<link>{ARXIV}</link><guid isPermaLink='true'>{ARXIV}</guid>"))
    assert entry.arxiv_id == "2604.00001"
    assert [(one.url, one.target.kind, one.claim) for one in entry.mentions] == [(ARXIV, Kind.PAPER, Claim.NONE)]


def test_what_is_heard_or_seen_is_no_artifact():
    files = f'<enclosure url="{P}fox.mp3" type="audio/mpeg"/><enclosure url="{P}fox.zip" type="application/zip"/>'
    assert links(read(item(files))[0]) == [f"{P}fox.zip"]


@pytest.mark.parametrize(
    "inner",
    [
        f"<title>RedFox (arXiv:2604.00001v1 [cs.CV])</title><description>&lt;p&gt;Code: {R}&lt;/p&gt;</description>",
        (
            "<title>RedFox</title><guid isPermaLink='false'>oai:arXiv.org:2604.00001v1</guid>"
            f"<description>Code: {R} and https://arxiv.org/abs/2604.00009</description>"
        ),
        f"<title>RedFox</title><description>arXiv:2604.00001v1 Announce Type: new\nAbstract: Code: {R}</description>",
    ],
)
def test_feeds_of_arxiv_say_which_paper_it_is(inner):
    creators = '&lt;a href="https://arxiv.org/a/fox"&gt;Ada Fox&lt;/a&gt;, &lt;a href="x"&gt;Bob Fox&lt;/a&gt;'
    (entry,) = read(f"<item>{inner}<dc:creator>{creators}</dc:creator></item>")
    assert (entry.title, entry.arxiv_id, entry.authors) == ("RedFox", "2604.00001", 2)
    assert entry.mentions[0].url == R


def test_an_item_without_title_is_called_what_it_says_first():
    (entry,) = read(f"<item><description>We release RedFox. {R}</description></item>")
    assert (entry.title, links(entry)) == ("We release RedFox.", [R])


def test_every_link_has_its_line_and_column():
    said = f'Fish &amp; chips,\n code: {R} and &lt;a href="{B}?a&amp;amp;b"&gt;more&lt;/a&gt;'
    feed = f"{HEAD}\n{item(f'<link>{P}</link>')}\n{item(f'<description>{said}</description>')}{TAIL}"
    places = [
        (one.url, one.place.line, one.place.column) for entry in extracted(feed).entries for one in entry.mentions
    ]
    assert places == [(P, 3, 34), (R, 5, 8), (f"{B}?a&b", 5, 55)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            f"{HEAD}{item('')}\n<item><title>BlueFox</title><descr",
            "feed.xml:3: has an item that is broken or does not end",
        ),
        (f"{HEAD}{item('')}\n<item><title>BlueFox</title><description><![CDATA[x", "feed.xml:3: has an item"),
        (f"{HEAD}{item('')}\n<item", None),
        (f"{HEAD}{item('')}", None),
    ],
)
def test_a_feed_that_is_cut_off_keeps_what_is_whole(content, problem):
    found = extracted(content)
    assert [str(one)[: len(problem or "")] for one in found.problems] == ([problem] if problem else [])


def test_a_broken_item_spoils_no_other():
    broken = f"<item><title>GreenFox & <description>Code: {P}</item>"
    entries = read(item(f"<link>{R}</link>") + broken + item(f"<link>{B}</link>", "BlueFox"))
    assert [entry.title for entry in entries if entry.title != "GreenFox &"] == ["RedFox", "BlueFox"]
    assert links(entries[0]) == [R]
    assert links(entries[-1]) == [B]


def test_an_item_that_does_not_end_ends_where_the_next_begins():
    entries = read(f"<item><title>RedFox</title><link>{R}</link>" + item(f"<link>{B}</link>", "BlueFox"))
    assert [links(entry) for entry in entries] == [[R], [B]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("RedFox", "feed.xml:1: is no feed: it holds neither items nor entries"),
        (f"{HEAD}\n<item><title>x", "feed.xml:3: has an item that is broken or does not end; fetch it again"),
    ],
)
def test_what_is_no_feed_is_told_in_one_line(content, message):
    with pytest.raises(ListingError) as problem:
        extracted(content)
    assert str(problem.value) == message


def test_a_feed_without_items_is_fine():
    assert extracted(HEAD + TAIL).entries == ()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("feed.rss", HEAD + TAIL, "feed"),
        ("feed.atom", ATOM, "feed"),
        ("feed.xml", f"<item><description>Code: {R}.</description></item>", "feed"),
        ("feed.xml", f"<root>\n<item>{R}</item></root>", "feed"),
        ("https://a.example/rss?x=1", HEAD, "feed"),
        ("-", f"\n<?xml version='1.0'?>\n<!-- Foxes -->\n<!DOCTYPE rss [<!ENTITY x 'y'>]>\n{ATOM}", "feed"),
        ("sitemap.xml", f"<urlset><loc>{P}</loc></urlset>", "text"),
        ("list.txt", "RedFox <item>", "text"),
    ],
)
def test_feeds_are_recognised_by_name_or_beginning(name, content, expected):
    assert extract(content.encode(), name, read_on=READ_ON).format == expected


@pytest.mark.parametrize(
    "declarations",
    [
        '<!ENTITY x SYSTEM "{path}">',
        '<!ENTITY x SYSTEM "file://{path}">',
        '<!ENTITY x SYSTEM "http://127.0.0.1:1/x">',
        '<!ENTITY % y SYSTEM "file://{path}"> %y;',
    ],
)
def test_entities_of_a_listing_open_neither_files_nor_sockets(declarations, tmp_path, monkeypatch):
    secret = tmp_path / "secret"
    secret.write_text(f"<!ENTITY x 'Code: {R}'> {R}", encoding="utf-8")
    feed = (
        f'<!DOCTYPE rss SYSTEM "{secret}" [{declarations.format(path=secret)}]>'
        f"<rss version='2.0'><channel>{item('<description>&x; %y; Code: ' + B + '</description>')}{TAIL}"
    )
    read(item(""))  # what is loaded on first use is loaded before files are forbidden
    with monkeypatch.context() as forbidden:
        forbidden.setattr(builtins, "open", _refuse)
        forbidden.setattr(socket, "socket", _refuse)
        (entry,) = extracted(feed).entries
    assert links(entry) == [B]


@pytest.mark.parametrize(
    "name", ["secret", "http://127.0.0.1:1/feed.xml", "file:///etc/hostname", "feed://127.0.0.1:1/x"]
)
def test_a_listing_that_reads_like_an_address_is_opened_by_nobody(name, tmp_path, monkeypatch):
    (tmp_path / "secret").write_text(HEAD + item(f"<link>{R}</link>") + TAIL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ListingError, match="is no feed"):
        extracted(name)


def _refuse(*arguments, **_options):
    raise AssertionError(f"opened: {arguments}")


def _bounded(content):
    begun = time.process_time()
    try:
        found = extracted(content)
    except ListingError:
        found = None
    assert time.process_time() - begun < 6
    return found


def test_entities_of_entities_do_not_grow():
    laughs = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 12))
    content = (
        f'<!DOCTYPE rss [<!ENTITY x0 "ha">{laughs}]><rss><channel>{item(f"<description>&x11; {R}</description>")}{TAIL}'
    )
    (entry,) = _bounded(content).entries
    assert max(len(mention.sentence) for mention in entry.mentions) < 100


RUNS = [
    *"<&>a \"'=/;@.-\u3000",
    "&amp;",
    "<item>",
    "<entry>",
    "<item ",
    "<![CDATA[",
    "<!--",
    "&#x41;",
    "a@a.",
    "<b>",
    "</b>",
]


ELEMENTS = ["description", "author", "pubDate", "title", "link", "guid", "dc:creator", "category"]


@pytest.mark.parametrize("run", RUNS)
def test_hostile_runs_take_bounded_time(run):
    inner = "".join(f"<{name}>{run * (20_000 // len(run))}</{name}>" for name in ELEMENTS)
    _bounded(f"{HEAD}<item>{inner}</item>{TAIL}")


@pytest.mark.parametrize(
    "content",
    [
        HEAD + "<a>" * 100_000 + TAIL,
        HEAD + "<item>" + "<a>" * 20_000 + "</a>" * 20_000 + "</item>" + TAIL,
        f"{ATOM}<entry><content type='xhtml'>" + "<div>" * 10_000 + "</div>" * 10_000 + "</content></entry></feed>",
        HEAD + "<item><title>x</title></item>" * 4_000 + TAIL,
        HEAD + "<item>&x;</item>" * 2_000 + TAIL,
        HEAD + item("x" * 1_000_000) + TAIL,
        "<rss " * 200_000 + "<item></item>",
        '<rss xmlns:a="b"' * 50_000 + "><item></item>",
        "<?x " * 200_000,
        "<!-- " * 200_000,
    ],
    ids=[
        "deep head",
        "deep item",
        "deep content",
        "items",
        "broken items",
        "long",
        "roots",
        "names",
        "orders",
        "comments",
    ],
)
def test_hostile_feeds_take_bounded_time(content):
    _bounded(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_odd_encodings_of_characters_are_read(encoding):
    content = (HEAD + item(f"<link>{R}</link>", "RedFüchse") + TAIL).encode(encoding)
    (entry,) = extract(content, "feed.xml", read_on=READ_ON).entries
    assert (entry.title, links(entry)) == ("RedFüchse", [R])


NAMES = st.sampled_from(["RedFox", "Blue &amp; Fox", "GreenFox: a fox", "&lt;b&gt;Fox&lt;/b&gt;"])
TEXTS = st.sampled_from(
    [f"Code: {R}.", f"&lt;p&gt;{B}&lt;/p&gt;", f"<![CDATA[<a href='{P}'>page</a>]]>", "Code soon.", "&nbsp;"]
)
ITEMS = st.builds(lambda name, text: item(f"<description>{text}</description>", name), NAMES, TEXTS)


@given(st.lists(ITEMS, min_size=1, max_size=5), ITEMS, st.booleans())
@settings(deadline=None)
def test_an_item_at_the_end_changes_nothing_before_it(items, last, ends):
    before = extracted(HEAD + "".join(items) + TAIL * ends).entries
    assert extracted(HEAD + "".join((*items, last)) + TAIL * ends).entries[: len(before)] == before


PIECES = [
    "<item>",
    "</item>",
    "<entry>",
    "</entry>",
    "<title>",
    "</title>",
    "<link>",
    "<description>",
    "<![CDATA[",
    "]]>",
]
MORE = [
    HEAD,
    TAIL,
    ATOM,
    "&#0;",
    "&#x110000;",
    "&#99999999999;",
    "&x;",
    "&lt;",
    R,
    "<a:b>",
    'type="xhtml"',
    "<content ",
    ">",
]
ODD = [
    "<pubDate>",
    "<author>",
    "<dc:creator>",
    "<enclosure url='",
    "'/>",
    "\0",
    "<?x?>",
    "<!x",
    "<svg>",
    "<itunes:x a='b'>",
]


@given(st.lists(st.sampled_from(PIECES + MORE + ODD) | st.text(max_size=4)).map("".join))
@example("<item><title>&#99999999999;</title><link>[</link></item>")
@example("<item><link>http://[x</link></item>")
@settings(deadline=None)
def test_any_feed_is_read_and_its_links_stand_in_it(feed):
    try:
        entries = extracted(feed).entries
    except ListingError:
        return
    lines = feed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for place in (mention.place for entry in entries for mention in entry.mentions):
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@given(st.binary())
@settings(deadline=None)
def test_no_bytes_raise_anything_but_a_listing_error(content):
    for whole in (content, HEAD.encode() + b"<item>" + content + b"</item>"):
        try:
            extract(whole, "feed.xml", as_format="feed", read_on=READ_ON)
        except ListingError:
            continue
