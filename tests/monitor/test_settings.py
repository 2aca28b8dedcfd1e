"""Settings: what wins over what, what a found file may say, and where a token may go."""

import re
from pathlib import Path

import pytest

from checks.errors import SettingsError
from monitor.settings import KEYS, Settings, settings_from


def test_without_anything_the_defaults_hold():
    assert settings_from({}, {}) == Settings()


def test_an_option_wins_over_a_configuration_file(tmp_path):
    config = tmp_path / "mine.toml"
    config.write_text('db = "from-file.db"\nhost_delay = 3\n')
    settings = settings_from({"db": "from-option.db"}, {}, config=config)
    assert (settings.db, settings.host_delay) == (Path("from-option.db"), 3.0)


def test_a_named_file_wins_over_a_found_one(tmp_path):
    found, config = tmp_path / "linkpulse.toml", tmp_path / "mine.toml"
    found.write_text('db = "found.db"\n')
    config.write_text('db = "named.db"\n')
    assert settings_from({}, {}, config=config, found=found).db == Path("named.db")


@pytest.mark.parametrize("key", sorted(set(KEYS) - {"db", "host_delay", "include"}))
def test_a_found_file_may_set_only_harmless_things(tmp_path, key):
    found = tmp_path / "linkpulse.toml"
    found.write_text(f'{key} = "x"\n')
    with pytest.raises(SettingsError, match=f"'{key}' is not taken from a file that was merely found"):
        settings_from({}, {}, found=found)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("db = ", "cannot be read as TOML"),
        ("colour = 1", "unknown setting 'colour'"),
        ("host_delay = -1", "host_delay must be a number of seconds"),
        ("host_delay = nan", "host_delay must be a number of seconds"),
        ("host_delay = inf", "host_delay must be a number of seconds"),
        ("host_delay = 1e308", "host_delay must be a number of seconds up to 3600"),
        ("# mine\n\nhost_delay = 'soon'", "mine.toml:3: host_delay must be"),
        ("db = 'x.db'\n[colours]\nfox = 1", "mine.toml:2: unknown setting 'colours'"),
        ("[notify.chat]\nkind = 'pigeon'\nurl = 'x'", r"mine.toml:1: \[notify.chat\]: kind must be"),
        ('github_api = "http://["', "must be an https address"),
        ("host_delay = true", "host_delay must be a number of seconds"),
        ('canaries = "one"', "expected a list of texts"),
        ('fail_on = "everything"', "fail_on must be one of"),
        ('contact = "ada"', "contact must be a mail address"),
        ("contact = 3", "contact must be a mail address"),
        ('contact = "ada@acme.test\\r\\nCookie: x"', "contact must be a mail address"),
        ('contact = "https://acme.test/) evil (x"', "contact must be a mail address"),
        ('allow_address = ["nonsense"]', "nonsense"),
        ('github_api = "http://api.example"', "must be an https address"),
        ('github_api = "ftp://127.0.0.1"', "must be an https address"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path, text, complaint):
    config = tmp_path / "mine.toml"
    config.write_text(text)
    with pytest.raises(SettingsError, match=complaint):
        settings_from({}, {}, config=config)


@pytest.mark.parametrize(
    ("api", "token"),
    [
        ("https://api.github.com", "for-github"),
        ("https://github.acme.example/api/v3", "for-another"),
        ("http://127.0.0.1:8099/api/v3", "for-another"),
        ("https://api.github.com.acme.example", "for-another"),
    ],
)
def test_the_github_token_goes_to_github_only(api, token):
    environ = {"GITHUB_TOKEN": "for-github", "LINKPULSE_GITHUB_TOKEN": "for-another"}
    assert settings_from({"github_api": api}, environ).github_token == token


def test_a_token_is_not_shown():
    assert "secret-token" not in repr(settings_from({}, {"GITHUB_TOKEN": "secret-token"}))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("ada@acme.test", "+mailto:ada@acme.test; "),
        ("mailto:ada+links@acme.test", "+mailto:ada+links@acme.test; "),
        ("https://acme.test/~ada?about=links", "+https://acme.test/~ada?about=links; "),
    ],
)
def test_servers_are_told_whom_they_may_turn_to(tmp_path, written, told):
    config = tmp_path / "mine.toml"
    config.write_text(f"contact = {written!r}\n")
    assert f"({told}link health monitor" in settings_from({}, {}, config=config).user_agent
    assert "+" not in Settings().user_agent


def test_every_setting_is_explained():
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text()
    assert re.findall(r"^\| `(\w+)`", page, re.MULTILINE) == [*KEYS, "notify"]
