"""REST: one repository at a time, in GitHub's own shapes."""

import asyncio

import pytest
from github import Auth, Github, UnknownObjectException


@pytest.mark.parametrize(
    ("name", "day", "status", "part"),
    [
        ("ferrostack/rivet", 0, 200, {"full_name": "ferrostack/rivet", "stargazers_count": 3270, "archived": False}),
        ("ferrostack/anvil-rl", 20, 200, {"archived": True, "disabled": False, "visibility": "public"}),
        ("papercrane/fold-and-tell", 0, 404, {"message": "Not Found", "status": "404"}),
        ("glasswing-robotics/chrysalis", 20, 404, {"message": "Not Found"}),
        ("glasswing-robotics/chrysalis", 21, 200, {"full_name": "glasswing-robotics/chrysalis"}),
        ("saltmarsh/heronet", 0, 451, {"message": "Repository access blocked"}),
        ("papercrane/crease", 0, 403, {"message": "Repository access blocked"}),
        ("mossgate/fernnet", 27, 200, {"full_name": "mossgate/fernnet"}),
        ("mossgate/fernnet", 28, 301, {"message": "Moved Permanently"}),
        ("mossgate/fern-networks", 28, 200, {"full_name": "mossgate/fern-networks"}),
    ],
)
@pytest.mark.asyncio
async def test_a_repository_is_told_by_its_status(api, name, day, status, part):
    api.standin.day = day
    answered, _, document = await api.get(f"/repos/{name}")
    assert (answered, document) == (status, document | part)


@pytest.mark.parametrize(("name", "reason"), [("saltmarsh/heronet", "dmca"), ("papercrane/crease", "tos")])
@pytest.mark.asyncio
async def test_a_block_names_its_reason(api, name, reason):
    _, headers, document = await api.get(f"/repos/{name}")
    assert document["block"]["reason"] == reason
    assert int(headers["X-RateLimit-Remaining"]) > 0


@pytest.mark.asyncio
async def test_a_rename_leads_to_the_number(api, standin):
    standin.day = 28
    _, headers, document = await api.get("/repos/mossgate/fernnet")
    assert headers["Location"] == document["url"]
    status, _, found = await api.get(headers["Location"].removeprefix(standin.api_url))
    assert (status, found["full_name"]) == (200, "mossgate/fern-networks")


@pytest.mark.asyncio
async def test_pygithub_follows_a_rename_and_knows_a_missing_one(standin):
    standin.day = 28

    def look() -> str:
        with Github(
            auth=Auth.Token(standin.token),
            base_url=standin.api_url,
            verify=str(standin.transport.ca_file),
            retry=None,
            seconds_between_requests=None,
        ) as client:
            with pytest.raises(UnknownObjectException):
                client.get_repo("acme/nobody")
            return client.get_repo("mossgate/fernnet").full_name

    assert await asyncio.to_thread(look) == "mossgate/fern-networks"


@pytest.mark.asyncio
async def test_a_wrong_token_is_told_so(api):
    status, _, document = await api.get("/repos/ferrostack/rivet", token="stolen")
    assert (status, document["message"]) == (401, "Bad credentials")


@pytest.mark.asyncio
async def test_the_allowance_can_be_asked_for(api):
    status, _, document = await api.get("/rate_limit")
    assert status == 200
    assert document["resources"]["core"] == {"limit": 5000, "used": 1, "remaining": 4999, "reset": 1767603600}


@pytest.mark.parametrize(
    ("kind", "begins", "header"),
    [
        ("secondary", "You have exceeded a secondary rate limit", ("Retry-After", "60")),
        ("primary", "API rate limit exceeded", ("X-RateLimit-Remaining", "0")),
    ],
)
@pytest.mark.asyncio
async def test_a_used_up_allowance_is_a_403(api, standin, kind, begins, header):
    standin.rate_limited = kind
    status, headers, document = await api.get("/repos/ferrostack/rivet")
    assert status == 403
    assert document["message"].startswith(begins)
    assert headers[header[0]] == header[1]
    assert (await api.post({"query": "{ viewer { login } }"}))[0] == 403


@pytest.mark.asyncio
async def test_any_other_path_is_not_found(api):
    assert (await api.get("/zen"))[0] == 404


@pytest.mark.asyncio
async def test_strangers_are_answered_sixty_times(session, standin):
    async def ask():
        async with session.get("https://api.github.com/repos/ferrostack/rivet") as response:
            return response.status, response.headers["X-RateLimit-Remaining"], await response.json()

    standin.stranger_allowance = 1
    assert (await ask())[0] == 200
    status, remaining, document = await ask()
    assert (status, remaining) == (403, "0")
    assert document["message"].startswith("API rate limit exceeded for 192.0.2.7.")
