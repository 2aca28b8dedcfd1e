"""Hugging Face's interface: a gated model, a space that sleeps, and the refusal of what is not there."""

import pytest

HUB = "https://huggingface.co"


async def get(session, path):
    """Return status, headers and text."""
    async with session.get(HUB + path, allow_redirects=False) as response:
        return response.status, response.headers, await response.text()


async def record(session, path):
    """Return the document of a model or a space."""
    async with session.get(HUB + path) as response:
        assert response.status == 200
        return await response.json()


@pytest.mark.asyncio
async def test_a_gated_model_shows_its_record_and_keeps_its_files(session, standin):
    found = await record(session, "/api/models/hollowoak/acorn-7b")
    assert (found["id"], found["gated"], found["likes"]) == ("hollowoak/acorn-7b", "manual", 211)
    assert {"rfilename": "config.json"} in found["siblings"]
    status, headers, _ = await get(session, "/hollowoak/acorn-7b/raw/main/README.md")
    assert (status, headers["X-Error-Code"]) == (401, "GatedRepo")
    assert standin.requests == {"hub": 2}


@pytest.mark.asyncio
async def test_a_space_falls_asleep(session, standin):
    awake = await record(session, "/api/spaces/quillworks/inkwell")
    standin.day = 9
    asleep = await record(session, "/api/spaces/quillworks/inkwell")
    assert (awake["runtime"]["stage"], asleep["runtime"]["stage"]) == ("RUNNING", "SLEEPING")
    assert (awake["sdk"], awake["host"]) == ("gradio", "https://quillworks-inkwell.hf.space")
    _, _, card = await get(session, "/spaces/quillworks/inkwell/raw/main/README.md")
    assert card.startswith("# Inkwell")


@pytest.mark.parametrize("path", ["/api/models/acme/nobody", "/api/datasets/acme/nobody", "/acme/nobody/raw/main/x"])
@pytest.mark.asyncio
async def test_what_is_not_there_asks_strangers_who_they_are(session, path):
    status, headers, text = await get(session, path)
    assert (status, headers["X-Error-Code"]) == (401, "RepoNotFound")
    assert text == '{"error": "Invalid username or password."}'


@pytest.mark.asyncio
async def test_a_file_that_is_not_there_is_a_404(session):
    assert (await get(session, "/spaces/quillworks/inkwell/raw/main/other.md"))[0] == 404


@pytest.mark.asyncio
async def test_organisations_stay_pages(session):
    assert "hollowoak" in (await get(session, "/hollowoak"))[2]
