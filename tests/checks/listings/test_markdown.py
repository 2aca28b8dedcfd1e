from datetime import date

import pytest

from checks.listings import extract
from checks.model import Artifact, Claim

READ_ON = date(2026, 4, 20)


def read(text):
    return extract(text.encode(), "list.md", read_on=READ_ON).entries


def links(text):
    return [mention.url for entry in read(text) for mention in entry.mentions]


def claims(text):
    return [(mention.url, mention.claim, mention.artifact) for entry in read(text) for mention in entry.mentions]


R = "https://github.com/acme/redfox"
P = "https://redfox.example.org"


@pytest.mark.parametrize(
    ("item", "title"),
    [
        (f"- **RedFox: A Fox**, A. Fox et al. [Code]({R})", "RedFox: A Fox"),
        (f"- [RedFox]({R}) - a fox", "RedFox"),
        (f"- [[Paper]({P})] [RedFox]({R})", "RedFox"),
        (f"- RedFox: a fox [[code]({R})]", "RedFox: a fox"),
        (f"- RedFox: [Code (coming soon)]({R})", "RedFox"),
        (f"1. **[RedFox]**({R})", "RedFox"),
        (f"- {R}", "acme/redfox"),
        (f"- 2026-04-03, **RedFox**, [link]({R})", "RedFox"),
        (f"## Foxes\n\n- [Code]({R})", "Foxes"),
        (f"### **[RedFox]**({R})\n\nA fox.", "RedFox"),
        (f"## RedFox\n\nA fox.\n\nGithub:\n\n<{R}>\n", "RedFox"),
    ],
)
def test_entries_are_called_what_readers_call_them(item, title):
    (entry,) = read(item)
    assert entry.title == title


@pytest.mark.parametrize("text", ["c", "acme/redfox", "**link**", "`redfox`"])
def test_a_column_says_what_its_links_are_whatever_their_text(text):
    assert claims(f"|Title|Code|\n|--|--|\n|RedFox|[{text}]({R})|") == [(R, Claim.RELEASED, Artifact.CODE)]


def test_table_rows_are_entries_with_title_and_date():
    table = "\n".join(
        [
            "|Date|Title|Paper|Code|",
            "|--|--|--|--|",
            f"|**2026-04-03**|**RedFox**|[2604.00001](https://arxiv.org/abs/2604.00001)|[link]({R})|",
            "|2026-04-02|BlueFox|[x](https://arxiv.org/abs/2604.00002)|coming soon|",
        ]
    )
    first, second = read(table)
    assert (first.title, first.date, first.arxiv_id, first.claim) == (
        "RedFox",
        date(2026, 4, 3),
        "2604.00001",
        Claim.RELEASED,
    )
    assert (second.title, second.arxiv_id, second.claim) == ("BlueFox", "2604.00002", Claim.PROMISED)


def test_a_link_in_the_heading_row_of_a_table_counts():
    assert links(f"|2024|T|{R}|null|\n|--|--|--|--|") == [R]


def test_nested_items_belong_to_the_item_that_names_them():
    (entry,) = read(f"- **RedFox**\n  - [Paper](https://arxiv.org/abs/2604.00001)\n  - [Code]({R})\n")
    assert entry.title == "RedFox"
    assert len(entry.mentions) == 2


def test_bare_links_below_a_heading_are_entries_of_their_own():
    entries = read(f"# List\n\n## Foxes\n\n- {R}\n- {P}\n")
    assert [len(entry.mentions) for entry in entries] == [1, 1]


def test_labels_below_a_heading_belong_to_it():
    (entry,) = read(f"# List\n\n## RedFox\n\nA fox.\n\n- [Paper]({P}/fox.pdf)\n- [Code]({R})\n")
    assert (entry.title, len(entry.mentions)) == ("RedFox", 2)


def test_items_of_a_group_are_entries_of_their_own():
    entries = read(f"- Foxes\n  - [RedFox]({R})\n  - [BlueFox](https://github.com/acme/bluefox)\n")
    assert [entry.title for entry in entries] == ["RedFox", "BlueFox"]


@pytest.mark.parametrize(
    "text",
    [
        f"[code]({R})",
        f'[code]({R} "Red Fox")',
        f"[{R}]({R})",
        f"**{R}**",
        f"<{R}>",
        f"Repo: `{R}`",
        f"```\ngit clone {R}\n```",
        f"[code][1]\n\n[1]: {R}",
        f"[![s](https://img.shields.io/github/stars/acme/redfox)]({R})",
        f'<details><summary>x</summary><a href="{R}">Code</a></details>',
        f"Text with <a href='{R}'>code</a> in it.",
        f"**[code]**({R})",
    ],
)
def test_links_are_found_in_every_markup(text):
    (entry,) = read(text)
    (mention,) = entry.mentions
    assert mention.url == R
    place = mention.place
    assert text.split("\n")[place.line - 1][place.column - 1 :].startswith(R)


def test_escapes_are_taken_out_and_the_place_stays_right():
    text = "Fox *a* [code](https://github.com/acme/red\\_fox) &amp; https://github.com/acme/blue\\_fox."
    (entry,) = read(text)
    assert [(m.url, m.place.column) for m in entry.mentions] == [
        ("https://github.com/acme/red_fox", text.index("https") + 1),
        ("https://github.com/acme/blue_fox", text.rindex("https") + 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"![s]({R})",
        f"![d]({R}/blob/main/a.gif?raw=true)",
        f"x <!-- [c]({R}) -->",
        f"<!--\n{R}\n-->",
        '<img src="https://a.example/x.png">',
        "- [up](#fox)\n- [there](docs/fox.md)",
    ],
)
def test_images_comments_and_relative_links_are_no_mentions(text):
    assert read(text) == ()


def test_what_leads_up_to_the_entries_belongs_to_none():
    text = f"# Foxes\n\nBy [Acme](https://acme.example.org).\n\n## Red\n\nRead {P} first.\n\n- [RedFox]({R})\n"
    assert links(text) == [R]


def test_links_outside_of_all_entries_are_known_and_claim_nothing():
    text = f"# Foxes\n\nThe code of this list is released at {R}, more will be released.\n\n## Red\n\n- [Red]({P})\n"
    (lead,) = extract(text.encode(), "list.md", read_on=READ_ON).outside
    assert (lead.url, lead.claim, lead.place.line) == (R, Claim.NONE, 3)


def test_a_document_of_paragraphs_only_is_read_whole():
    assert links(f"# Foxes\n\nCode: {R}\n") == [R]


def test_labels_claim_and_names_do_not():
    assert claims(f"- **RedFox** [Paper](https://arxiv.org/abs/2604.00001) [Project]({P}) | [Code]({R})") == [
        ("https://arxiv.org/abs/2604.00001", Claim.NONE, Artifact.UNKNOWN),
        (P, Claim.RELEASED, Artifact.PROJECT),
        (R, Claim.RELEASED, Artifact.CODE),
    ]
    assert claims(f"- [RedFox]({R}) - a fox") == [(R, Claim.NONE, Artifact.CODE)]


def test_a_claim_in_the_text_of_a_link_counts():
    assert claims(f"- RedFox [Code (not released yet)]({R})") == [(R, Claim.PROMISED, Artifact.CODE)]


def test_a_promise_without_a_link_is_an_entry_too():
    (entry,) = read("- **RedFox**: code coming soon\n")
    (mention,) = entry.mentions
    assert (entry.title, mention.url, mention.claim, mention.place.line) == ("RedFox", None, Claim.PROMISED, 1)
