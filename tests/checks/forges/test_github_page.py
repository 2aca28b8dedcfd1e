"""What a page of github.com shows, in the few marks that are read of it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.forges.github_page import PageReading, read_page
from checks.model import RepositoryFacts

COUNTER = '<span id="repo-stars-counter-star" title="1,234" class="Counter">1.2k</span>'
NAMED = '<meta name="octolytics-dimension-repository_nwo" content="Acme/RedFox">'
README = '<article class="markdown-body"><h1>Red Fox</h1>\n<p>Code <b>will</b> follow.</p></article>'
ITEMS = [
    {"name": "src", "path": "src/redfox", "contentType": "directory"},
    {"name": "a.py", "path": "a.py", "contentType": "file"},
]


def page(*parts: str) -> str:
    return f"<html><head>{NAMED}</head><body>{''.join(parts)}</body></html>"


def embedded(payload: object) -> str:
    shown = json.dumps({"props": {"initialPayload": payload}})
    return f'<script type="application/json" data-target="react-partial.embeddedData">{shown}</script>'


def facts(html: str) -> RepositoryFacts:
    found = read_page(html, "acme/redfox").facts
    assert found is not None
    return found


def test_a_whole_page_tells_stars_files_head_and_readme() -> None:
    forks = '<span id="repo-network-counter" title="56">56</span>'
    payload = {"tree": {"items": ITEMS}, "refInfo": {"currentOid": "abc"}, "repo": {"isEmpty": False}}
    assert read_page(page(COUNTER, forks, embedded(payload), README), "acme/redfox") == PageReading(
        RepositoryFacts(
            name="Acme/RedFox",
            stars=1234,
            forks=56,
            head_oid="abc",
            files=("src/redfox/", "a.py"),
            readme="# Red Fox\n\nCode will follow.",
        )
    )


def test_stars_are_read_off_the_button_where_there_is_no_counter() -> None:
    assert facts(page('<a aria-label="1,235 users starred this repository">Star</a>')).stars == 1235


def test_the_embedded_data_is_not_needed() -> None:
    found = facts(page(COUNTER, README))
    assert (found.stars, found.files, found.readme) == (1234, None, "# Red Fox\n\nCode will follow.")


def test_a_page_without_readme_whose_files_are_seen_has_none() -> None:
    assert facts(page(COUNTER, embedded({"tree": {"items": ITEMS}}))).readme == ""


def test_the_readme_may_stand_in_the_data_alone() -> None:
    file = {"preferredFileType": "readme", "richText": README}
    payload = {"tree": {"items": ITEMS}, "overview": {"overviewFiles": [file]}}
    assert facts(page(COUNTER, embedded(payload))).readme == "# Red Fox\n\nCode will follow."


def test_lists_and_code_keep_their_marks() -> None:
    article = (
        '<article class="markdown-body"><h2>Use</h2><ul><li>one</li><li>two</li></ul><pre>python a.py</pre></article>'
    )
    assert facts(page(COUNTER, article)).readme == "## Use\n\n- one\n- two\n\n```\npython a.py\n```"


@pytest.mark.parametrize(
    "parts",
    [
        [COUNTER, "<h3>This repository is empty.</h3>"],
        [COUNTER, embedded({"repo": {"isEmpty": True}, "tree": {"items": []}})],
    ],
)
def test_an_empty_repository_is_known_to_be_empty(parts: list[str]) -> None:
    found = facts(page(*parts))
    assert (found.empty, found.files, found.readme) == (True, (), "")


def test_an_archived_repository_carries_a_notice() -> None:
    assert facts(page(COUNTER, "<div>This repository was archived by the owner on May 1.</div>")).archived


@pytest.mark.parametrize("words", ["This repository was archived by the owner", "This repository is empty."])
def test_a_readme_cannot_pass_for_a_notice(words: str) -> None:
    found = facts(page(COUNTER, f'<article class="markdown-body"><p>{words}</p></article>'))
    assert (found.archived, found.empty) == (False, False)


@pytest.mark.parametrize(
    ("html", "disabled", "reason"),
    [
        ("<h3>Repository unavailable due to DMCA takedown.</h3>", False, "dmca"),
        ("<h3>Access to this repository has been disabled.</h3>", True, "disabled"),
    ],
)
def test_a_notice_in_place_of_a_repository_is_a_block(html: str, disabled: bool, reason: str) -> None:  # noqa: FBT001 - a column
    assert read_page(page(html), "acme/redfox", disabled=disabled) == PageReading(block_reason=reason)


def test_a_disabled_repository_that_is_still_shown_says_so() -> None:
    found = read_page(page(COUNTER), "acme/redfox", disabled=True).facts
    assert found is not None
    assert found.disabled


@pytest.mark.parametrize("html", ["", "<html></html>", "<title>Sign in to GitHub</title>", "\x00", "<script>"])
def test_other_pages_are_no_repository(html: str) -> None:
    assert read_page(html, "acme/redfox") == PageReading()


def test_a_page_about_another_repository_does_not_lend_its_name() -> None:
    found = read_page(page(COUNTER), "acme/bluefox").facts
    assert found is not None
    assert found.name == "acme/bluefox"


KEYS = st.sampled_from(["tree", "items", "repo", "refInfo", "currentOid", "overview", "overviewFiles", "path"])
JSON = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
)


@given(JSON)
def test_no_shape_of_the_data_breaks_the_reading(payload: object) -> None:
    assert facts(page(COUNTER, embedded(payload))).stars == 1234
