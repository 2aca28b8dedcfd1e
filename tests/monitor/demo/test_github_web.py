"""github.com without a token: pages in their true shape."""

import json
import re

import pytest

EMBEDDED = re.compile(
    r'<script type="application/json" data-target="react-partial.embeddedData">(.*?)</script>', re.DOTALL
)


async def get(session, url):
    """Return status, headers and text without following anything."""
    async with session.get(url, allow_redirects=False) as response:
        return response.status, response.headers, await response.text()


async def page(session, name):
    """Return the page of a repository."""
    return await get(session, f"https://github.com/{name}")


@pytest.mark.asyncio
async def test_the_star_counter_is_exact_where_its_text_is_rounded(session):
    _, _, text = await page(session, "quillworks/inkwell-ocr")
    assert re.search(r'id="repo-stars-counter-star"[^>]* title="12,431"[^>]*>12.4k<', text)
    assert "12431 users starred this repository" in text


@pytest.mark.asyncio
async def test_the_embedded_data_hold_the_root_and_the_head(session, standin):
    standin.day = 28
    _, _, text = await page(session, "lanternlab/redfox")
    payload = json.loads(EMBEDDED.search(text)[1])["props"]["initialPayload"]
    assert [(item["path"], item["contentType"]) for item in payload["tree"]["items"]][:4] == [
        ("assets", "directory"),
        ("configs", "directory"),
        ("src", "directory"),
        ("LICENSE", "file"),
    ]
    assert payload["repo"] == payload["repo"] | {"ownerLogin": "lanternlab", "name": "redfox", "isEmpty": False}
    assert re.fullmatch("[0-9a-f]{40}", payload["refInfo"]["currentOid"])


@pytest.mark.asyncio
async def test_the_readme_stands_in_an_article(session):
    _, _, text = await page(session, "lanternlab/redfox")
    article = re.search(r'<article class="markdown-body[^>]*>(.*?)</article>', text, re.DOTALL)
    assert article[1] == "<h1>Red Fox</h1>\n<p>Code coming soon. Stay tuned!</p>\n"


@pytest.mark.parametrize(
    ("name", "day", "words"),
    [
        ("ferrostack/anvil-rl", 20, "This repository was archived by the owner"),
        ("kitefield/updraft", 0, "This repository is empty."),
        ("saltmarsh/heronet", 0, "Repository unavailable due to DMCA takedown."),
        ("LanternLab/RedFox", 0, "lanternlab/redfox"),
        ("lanternlab/redfox.git", 0, "lanternlab/redfox"),
        ("", 0, "GitHub"),
    ],
)
@pytest.mark.asyncio
async def test_a_page_says_what_has_become_of_it(session, standin, name, day, words):
    standin.day = day
    status, _, text = await page(session, name)
    assert status == 200
    assert words in text


@pytest.mark.parametrize("name", ["papercrane/fold-and-tell", "papercrane", "acme/redfox/issues"])
@pytest.mark.asyncio
async def test_what_is_not_there_is_a_404(session, name):
    status, _, text = await page(session, name)
    assert status == 404
    assert "Page not found" in text


@pytest.mark.asyncio
async def test_a_repository_that_is_not_archived_does_not_say_so(session):
    _, _, text = await page(session, "ferrostack/anvil-rl")
    assert "archived" not in text
    assert "is empty" not in text


@pytest.mark.asyncio
async def test_a_rename_redirects(session, standin):
    standin.day = 28
    status, headers, _ = await page(session, "mossgate/fernnet")
    assert (status, headers["Location"]) == (301, "https://github.com/mossgate/fern-networks")


@pytest.mark.asyncio
async def test_a_disabled_repository_says_so_in_a_header(session):
    status, headers, text = await page(session, "papercrane/crease")
    assert (status, headers["X-Disabled"]) == (200, "true")
    assert "repo-stars-counter-star" not in text


@pytest.mark.asyncio
async def test_too_many_pages_are_refused(session, standin):
    standin.page_429 = True
    status, headers, _ = await page(session, "ferrostack/rivet")
    assert (status, headers["Retry-After"]) == (429, "60")


@pytest.mark.parametrize(
    ("path", "status", "begins"),
    [
        ("lanternlab/redfox/HEAD/README.md", 200, "# Red Fox"),
        ("ferrostack/rivet/main/src/main.cpp", 200, "# src/main.cpp"),
        ("lanternlab/redfox/HEAD/readme.md", 404, "404: Not Found"),
        ("saltmarsh/heronet/HEAD/README.md", 404, "404: Not Found"),
        ("acme/nobody/HEAD/README.md", 404, "404: Not Found"),
    ],
)
@pytest.mark.asyncio
async def test_raw_files_are_served_one_by_one(session, path, status, begins):
    answered, _, text = await get(session, f"https://raw.githubusercontent.com/{path}")
    assert answered == status
    assert text.startswith(begins)


@pytest.mark.asyncio
async def test_git_is_told_the_head_first(session, standin):
    address = "https://github.com/lanternlab/redfox.git/info/refs?service=git-upload-pack"
    status, headers, text = await get(session, address)
    assert (status, headers["Content-Type"]) == (200, "application/x-git-upload-pack-advertisement")
    assert re.match(r"001e# service=git-upload-pack\n0000[0-9a-f]{4}[0-9a-f]{40} HEAD\0multi_ack", text)
    assert text.endswith(" refs/heads/main\n0000")
    assert standin.requests == {"refs": 1}


@pytest.mark.asyncio
async def test_git_is_told_of_an_empty_repository_without_a_head(session):
    address = "https://github.com/kitefield/updraft.git/info/refs?service=git-upload-pack"
    _, _, text = await get(session, address)
    assert f"{'0' * 40} capabilities^{{}}\0" in text


@pytest.mark.parametrize("name", ["papercrane/fold-and-tell", "papercrane/crease", "saltmarsh/heronet"])
@pytest.mark.asyncio
async def test_git_is_asked_who_it_is_where_strangers_see_nothing(session, name):
    status, headers, _ = await get(session, f"https://github.com/{name}.git/info/refs?service=git-upload-pack")
    assert (status, headers["WWW-Authenticate"]) == (401, 'Basic realm="GitHub"')


@pytest.mark.asyncio
async def test_git_is_sent_to_the_new_name(session, standin):
    standin.day = 28
    address = "https://github.com/mossgate/fernnet.git/info/refs?service=git-upload-pack"
    status, headers, _ = await get(session, address)
    assert (status, headers["Location"]) == (301, address.replace("fernnet", "fern-networks"))


@pytest.mark.asyncio
async def test_raw_files_are_refused_on_their_own(session, standin):
    standin.raw_429 = True
    assert (await get(session, "https://raw.githubusercontent.com/lanternlab/redfox/HEAD/README.md"))[0] == 429
    assert (await page(session, "lanternlab/redfox"))[0] == 200


@pytest.mark.asyncio
async def test_a_page_may_come_without_its_readme(session, standin):
    standin.readme_off_page = True
    _, _, text = await page(session, "lanternlab/redfox")
    assert "Stay tuned" not in text
    assert "README.md" in text
