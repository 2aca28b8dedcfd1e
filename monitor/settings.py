"""One frozen settings value, and how options, variables and a configuration file become it. Nothing is asked here."""

import contextlib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NamedTuple, NoReturn
from urllib.parse import urlsplit

from checks.canaries import parse_canary
from checks.errors import SettingsError
from checks.guard import AllowedAddress, parse_allowed
from checks.model import Kind
from monitor import __version__
from monitor.notify.channels import Channel, channels_from

GITHUB_API = "https://api.github.com"
ARXIV_API = "https://export.arxiv.org/api/query"
HUGGINGFACE_API = "https://huggingface.co/api/papers"
HARMLESS = frozenset({"db", "host_delay", "include"})
"""What a linkpulse.toml that was merely found may set: it may have come with somebody else's files."""
INCLUDABLE = tuple(kind.value for kind in Kind if kind not in {Kind.REPO, Kind.PAGE})
"""Kinds of links that are watched only if somebody asks for it."""
LONGEST_DELAY = 3600.0
CONTACT = re.compile(r"https?://[!#-&*-:=?-~]{1,200}|(?:mailto:)?[\w.+%-]{1,64}@[\w.-]{1,190}", re.ASCII)
"""Without blanks, quotes, parentheses and semicolons, which mean something in a User-Agent (RFC 9110, 10.1.5)."""
MOST_WORKERS = 1024
FAIL_ON = ("new-broken", "new-dead", "dead", "suspect", "unreleased", "never")


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a run is told. `canaries`: what answers whenever we are online; an empty tuple trusts the line.

    How canaries are written: `checks/canaries.py`; each is left alone for `canary_rest` seconds once asked.
    `host_delay` and `github_page_pace` are seconds between the starts of two requests to one host; a limit of GitHub's
    that ends within `github_patience` seconds is waited for. `contact`: a URL that servers may turn to. `workers` are
    processes that look at pages, 0 as many as there are cores; `scheduler` is the address of a Dask cluster that does
    so instead.
    """

    db: Path = Path("linkpulse.db")
    github_api: str = GITHUB_API
    arxiv_api: str = ARXIV_API
    huggingface_api: str = HUGGINGFACE_API
    github_token: str | None = field(default=None, repr=False)
    allowed: tuple[AllowedAddress, ...] = ()
    canaries: tuple[str, ...] = (
        "https://api.github.com/rate_limit",
        "nxdomain://example.com",
        "http://detectportal.firefox.com/success.txt success",
        "https://huggingface.co/",
        "tcp://one.one.one.one:443",
        "https://arxiv.org/",
    )
    canary_rest: float = 60.0
    fail_on: str = "new-dead"
    include: frozenset[Kind] = frozenset()
    corrections: Path | None = None
    notify: tuple[Channel, ...] = ()
    hosts_at_once: int = 64
    per_host: int = 2
    host_delay: float = 1.0
    github_page_pace: float = 1.0
    github_patience: float = 90.0
    contact: str | None = None
    workers: int = 1
    scheduler: str | None = None

    @property
    def is_alone(self) -> bool:
        """Whether this process looks at everything by itself."""
        return self.workers == 1 and self.scheduler is None

    @property
    def user_agent(self) -> str:
        """Return what servers are told about who asks: the owner's address too, if one is given."""
        whose = f"+{self.contact}; " if self.contact else ""
        return f"linkpulse/{__version__} ({whose}link health monitor; one polite look a day)"


def settings_from(
    options: Mapping[str, Any], environ: Mapping[str, str], *, config: Path | None = None, found: Path | None = None
) -> Settings:
    """Build the settings; options win over the `config` file, which wins over a `found` one.

    `options` holds what was given on the command line or by LINKPULSE_ variables: db, github_api, allow_address,
    canaries, fail_on. Raises SettingsError for what cannot be used.
    """
    told = _told(config, found)
    given = {key: value for key, value in options.items() if value not in (None, (), [])}
    read = told.read(environ) | {KEYS[key].field: KEYS[key].parse(given[key]) for key in KEYS if key in given}
    if read.get("workers", 1) != 1 and "scheduler" in read:
        raise SettingsError("workers are started here, a scheduler has its own: name one of them, not both")
    return _with_token(replace(Settings(), **read), environ)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a configuration file says, and where: `text` is the file itself."""

    path: Path = Path()
    text: str = ""
    table: Mapping[str, Any] = field(default_factory=dict)

    def read(self, environ: Mapping[str, str]) -> dict[str, Any]:
        """Return fields of Settings and their values; raises SettingsError that names the key and its line."""
        values: dict[str, Any] = {}
        for key, value in self.table.items():
            try:
                field_, parse = ("notify", partial(channels_from, environ=environ)) if key == "notify" else KEYS[key]
                values[field_] = parse(value)
            except SettingsError as problem:
                raise SettingsError(f"{self.place(key)}: {problem}") from problem
        return values

    def refuse(self, key: str, why: str) -> NoReturn:
        """Say where a key stands that cannot be used."""
        raise SettingsError(f"{self.place(key)}: {why}")

    def place(self, key: str) -> str:
        """Return `file:line` of a key or a table, as far as that can be told."""
        written = re.search(rf"^[ \t]*\[?[\"']?{re.escape(key)}\b", self.text, re.MULTILINE)
        return f"{self.path}:{self.text.count(chr(10), 0, written.start()) + 1}" if written else str(self.path)


def _told(config: Path | None, found: Path | None) -> _Told:
    """Read the file that counts; one that was merely found may only say what is harmless."""
    path = config or found
    if path is None:
        return _Told()
    try:
        text = path.read_text(encoding="utf-8")
        told = _Told(path, text, tomllib.loads(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise SettingsError(f"{path}: cannot be read as TOML ({problem})") from problem
    for key in told.table:
        if key not in {*KEYS, "notify"}:
            told.refuse(key, f"unknown setting {key!r}; known are {', '.join((*KEYS, 'notify'))}")
        if config is None and key not in HARMLESS:
            told.refuse(key, f"{key!r} is not taken from a file that was merely found; use --config {path}")
    return told


def _path(value: object) -> Path:
    return Path(str(value))


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LONGEST_DELAY:
        raise SettingsError(f"host_delay must be a number of seconds up to {LONGEST_DELAY:.0f}, not {value!r}")
    return float(value)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, list | tuple):
        raise SettingsError(f"expected a list of texts, not {value!r}")
    return tuple(str(item) for item in value)


def _workers(value: object) -> int:
    if value == "auto":
        return 0
    with contextlib.suppress(ValueError, TypeError):
        if 1 <= (number := int(str(value))) <= MOST_WORKERS:
            return number
    raise SettingsError(f"workers must be a number from 1 to {MOST_WORKERS}, or auto, not {value!r}")


def _scheduler(value: object) -> str:
    """Check that this is an address as a scheduler prints it."""
    if not re.fullmatch(r"(tcp|tls|ws|wss)://\S+:\d+", str(value)):
        raise SettingsError(f"scheduler {value!r} must be an address such as tcp://10.0.0.5:8786")
    return str(value)


def _canaries(value: object) -> tuple[str, ...]:
    written = _texts(value)
    for text in written:
        parse_canary(text)
    return written


def _fail_on(value: object) -> str:
    if value not in FAIL_ON:
        raise SettingsError(f"fail_on must be one of {', '.join(FAIL_ON)}, not {value!r}")
    return str(value)


def _kinds(value: object) -> frozenset[Kind]:
    kinds = _texts(value)
    for kind in kinds:
        if kind not in INCLUDABLE:
            raise SettingsError(f"include knows {', '.join(INCLUDABLE)}, not {kind!r}")
    return frozenset(map(Kind, kinds))


def _contact(value: object) -> str:
    """Check an address that goes into a header: a web page, or a mail address with or without `mailto:`."""
    if isinstance(value, str) and CONTACT.fullmatch(value):
        return value if "://" in value or value.startswith("mailto:") else f"mailto:{value}"
    raise SettingsError(f"contact must be a mail address or an http(s) address, not {value!r}")


def _api(value: object) -> str:
    """Check that the API may be given a token: over https, or to this machine."""
    url = str(value).rstrip("/")
    with contextlib.suppress(ValueError):
        parts = urlsplit(url)
        if (parts.scheme == "https" and parts.hostname) or (parts.scheme == "http" and _is_loopback(parts.hostname)):
            return url
    raise SettingsError(f"github_api {url!r} must be an https address, or http to this machine")


def _is_loopback(host: str | None) -> bool:
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False


class Key(NamedTuple):
    """One key of a configuration file: the field of Settings that it sets and how its value is read."""

    field: str
    parse: Callable[[Any], Any]


KEYS: Mapping[str, Key] = {
    "db": Key("db", _path),
    "contact": Key("contact", _contact),
    "host_delay": Key("host_delay", _seconds),
    "fail_on": Key("fail_on", _fail_on),
    "include": Key("include", _kinds),
    "corrections": Key("corrections", _path),
    "github_api": Key("github_api", _api),
    "allow_address": Key("allowed", lambda value: tuple(parse_allowed(text) for text in _texts(value))),
    "canaries": Key("canaries", _canaries),
    "arxiv_api": Key("arxiv_api", str),
    "huggingface_api": Key("huggingface_api", str),
    "workers": Key("workers", _workers),
    "scheduler": Key("scheduler", _scheduler),
}


def _with_token(settings: Settings, environ: Mapping[str, str]) -> Settings:
    """GITHUB_TOKEN goes to GitHub's own API only; any other host takes a variable of its own."""
    variable = "GITHUB_TOKEN" if settings.github_api == GITHUB_API else "LINKPULSE_GITHUB_TOKEN"
    return replace(settings, github_token=environ.get(variable) or None)
