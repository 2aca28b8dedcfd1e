"""Where news is sent: the channels of an owner's configuration. Their addresses are secrets, and are never shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from checks.errors import SettingsError

KNOWN = frozenset({"kind", "url", "secret", "followed"})


class ChannelKind(StrEnum):
    """What a channel understands; `apprise` is every service that Apprise knows, e-mail among them."""

    WEBHOOK = "webhook"
    SLACK = "slack"
    DISCORD = "discord"
    APPRISE = "apprise"


@dataclass(frozen=True, slots=True)
class Channel:
    """One place to tell; `secret` signs what a webhook gets; `followed`: only of papers that are followed."""

    name: str
    kind: ChannelKind
    url: str = field(repr=False)
    secret: str | None = field(default=None, repr=False)
    followed: bool = False


def channels_from(table: object, environ: Mapping[str, str]) -> tuple[Channel, ...]:
    """Read the `[notify.NAME]` tables of a configuration; a value such as `$SLACK_URL` is taken from that variable.

    Raises SettingsError, which names the channel and the key and never the value.
    """
    if not isinstance(table, dict):
        raise SettingsError("notify must hold tables: [notify.NAME] with kind and url")
    return tuple(_channel(str(name), told, environ) for name, told in table.items())


def _channel(name: str, told: object, environ: Mapping[str, str]) -> Channel:
    if not isinstance(told, dict) or not {"kind", "url"} <= told.keys():
        raise SettingsError(f"[notify.{name}] needs kind and url")
    if unknown := sorted(told.keys() - KNOWN):
        raise SettingsError(f"[notify.{name}]: unknown key {unknown[0]!r}; known are {', '.join(sorted(KNOWN))}")
    if told["kind"] not in set(ChannelKind):
        raise SettingsError(f"[notify.{name}]: kind must be one of {', '.join(ChannelKind)}, not {told['kind']!r}")
    if not isinstance(followed := told.get("followed", False), bool):
        raise SettingsError(f"[notify.{name}]: followed must be true or false")
    texts = told.keys() - {"followed"}
    kind, values = ChannelKind(told["kind"]), {key: _value(name, key, told[key], environ) for key in texts}
    if kind is not ChannelKind.APPRISE and not _is_web(values["url"]):
        raise SettingsError(f"[notify.{name}]: url must be an address that begins with https://")
    if "secret" in values and kind is not ChannelKind.WEBHOOK:
        raise SettingsError(f"[notify.{name}]: only a webhook is signed; leave secret out")
    return Channel(name, kind, values["url"], values.get("secret"), followed)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"https", "http"} and bool(parts.hostname)


def _value(name: str, key: str, value: Any, environ: Mapping[str, str]) -> str:
    if not isinstance(value, str) or not value:
        raise SettingsError(f"[notify.{name}]: {key} must be a text")
    if not value.startswith("$"):
        return value
    if not environ.get(value[1:]):
        raise SettingsError(f"[notify.{name}]: {key} is {value}, and no such variable is set")
    return environ[value[1:]]
