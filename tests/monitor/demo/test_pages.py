"""The web beside GitHub."""

import pytest


@pytest.mark.parametrize(
    ("url", "day", "status"),
    [
        ("https://lanternlab.github.io/redfox/", 0, 200),
        ("https://lanternlab.github.io/redfox", 0, 200),
        ("https://lanternlab.github.io/bluefox/", 0, 404),
        ("https://huggingface.co/hollowoak", 0, 200),
        ("https://orchard-vision.github.io/russet/", 24, 200),
        ("https://orchard-vision.github.io/russet/", 25, 404),
        ("https://glasswing.example/moth-grasp/", 26, 404),
        ("https://glasswing.example/moth-grasp/", 27, 200),
        ("https://kitefield.example/thermal/", 12, 500),
        ("https://kitefield.example/thermal/", 13, 200),
        ("http://oldtide.example/benchmark", 0, 200),
        ("https://canary.example/", 0, 200),
    ],
)
@pytest.mark.asyncio
async def test_a_page_answers_as_the_table_says(session, standin, url, day, status):
    standin.day = day
    async with session.get(url) as response:
        assert response.status == status


@pytest.mark.asyncio
async def test_a_wall_shows_its_headers(session):
    async with session.get("https://tidal-commons.example/map") as response:
        assert response.status == 403
        assert (response.headers["cf-mitigated"], response.headers["Server"]) == ("challenge", "cloudflare")


@pytest.mark.parametrize(
    ("url", "status", "there"),
    [
        ("https://stonefruit.example/apricot/", 301, "https://stonefruit.example/projects/apricot/"),
        ("https://quillworks.example/marginalia/demo", 302, "https://quillworks.example/marginalia/demo/today"),
        ("http://lanternlab.github.io/redfox/", 301, "https://lanternlab.github.io/redfox/"),
    ],
)
@pytest.mark.asyncio
async def test_a_redirect_leads_to_a_page_that_answers(session, standin, url, status, there):
    standin.day = 10
    async with session.get(url) as response:
        assert [hop.status for hop in response.history] == [status]
        assert (response.status, str(response.url)) == (200, there)
