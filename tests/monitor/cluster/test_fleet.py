"""Workers that cannot be had: one line that says what to do."""

import sys

import pytest

from checks.errors import SettingsError
from monitor.cluster.fleet import open_fleet
from monitor.settings import Settings, settings_from


@pytest.mark.asyncio
async def test_without_the_extra_the_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "dask", None)
    with pytest.raises(SettingsError, match=r"Dask, which is not installed: pip install 'linkpulse\[distributed\]'"):
        async with open_fleet(Settings(workers=2), lambda: None):
            pass


@pytest.mark.parametrize(("written", "workers"), [("auto", 0), ("3", 3), (2, 2)])
def test_workers_are_a_number_or_auto(written, workers):
    assert settings_from({"workers": written}, {}).workers == workers


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"workers": "many"}, "a number from 1 to 1024, or auto, not 'many'"),
        ({"scheduler": "somewhere"}, "an address such as tcp://10.0.0.5:8786"),
        ({"workers": "2", "scheduler": "tcp://10.0.0.5:8786"}, "name one of them, not both"),
    ],
)
def test_what_cannot_be_used_is_said(options, complaint):
    with pytest.raises(SettingsError, match=complaint):
        settings_from(options, {})
