"""What a channel is sent: one digest of all news, in the shape that it understands (pure).

Titles and addresses come from strangers' listings: each shape has its own escapes, and none mentions anybody.
Shapes: Slack's incoming webhooks, Discord's Execute Webhook; the plain webhook is signed as standardwebhooks.com says.
"""

import base64
import binascii
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from monitor.formats import APART, Item, Section
from monitor.notify.channels import Channel, ChannelKind

SLACK_LENGTH, DISCORD_LENGTH, TITLE_LENGTH, URL_LENGTH = 4000, 2000, 120, 300
DISCORD_MARKS = re.compile(r"([\\`*_{}\[\]()<>#|~@:])")
CALLS = re.compile(r"(@(?=\w)|<(?=[@!#&]))")
"""What calls people on one service or another; what goes through Apprise has no escape that all of them know."""
KEY_MARK = "whsec_"


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: a body and the headers beside it; `number` stays the same when it is sent again."""

    number: str
    body: bytes
    headers: dict[str, str]


def message(channel: Channel, sections: Sequence[Section], number: str, now: datetime) -> Message:
    """Return what to post to a channel that is no `apprise`; `number` names this digest, `now` is aware UTC."""
    body = json.dumps(SHAPES[channel.kind](sections, number, now), ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json"}
    if channel.kind is ChannelKind.WEBHOOK:
        headers |= _signed(channel.secret, number, now, body)
    return Message(number, body, headers)


def text(sections: Sequence[Section]) -> str:
    """Return the digest as plain text, a line for each piece of news."""
    return "\n".join(_text_line(*one) for one in _news(sections))


def _text_line(heading: str, item: Item) -> str:
    """Say one piece of news to a service that is not known here: it may call whoever is written like a name of its."""
    name, state = (CALLS.sub(rf"\1{APART}", _short(value, TITLE_LENGTH)) for value in (item.title or "", item.state))
    return f"{heading}: {name or item.url} ({state}) {item.url or ''}".rstrip()


def subject(sections: Sequence[Section]) -> str:
    """Say in one line how much of what there is."""
    return "linkpulse: " + ", ".join(f"{section.total} {section.heading.lower()}" for section in sections)


def _news(sections: Sequence[Section]) -> list[tuple[str, Item]]:
    return [(section.heading, item) for section in sections for item in section.items]


def _webhook(sections: Sequence[Section], number: str, now: datetime) -> dict[str, object]:
    news = [asdict(item) | {"kind": section.name} for section in sections for item in section.items]
    return {"type": "linkpulse.news", "id": number, "timestamp": now.isoformat(), "data": {"news": news}}


def _slack(sections: Sequence[Section], _number: str, _now: datetime) -> dict[str, object]:
    return {"text": _fitted(subject(sections), [_slack_line(*one) for one in _news(sections)], SLACK_LENGTH)}


def _slack_line(heading: str, item: Item) -> str:
    name = _for_slack(_short(item.title or item.url or "", TITLE_LENGTH))
    linked = f"<{_for_slack(item.url).replace('|', '%7C')}|{name}>" if _fits(item.url) else name
    return f"• {heading}: {linked} ({_for_slack(_short(item.state, TITLE_LENGTH))})"


def _for_slack(value: str | None) -> str:
    return (value or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _discord(sections: Sequence[Section], _number: str, _now: datetime) -> dict[str, object]:
    content = _fitted(subject(sections), [_discord_line(*one) for one in _news(sections)], DISCORD_LENGTH)
    return {"content": content, "allowed_mentions": {"parse": []}}


def _discord_line(heading: str, item: Item) -> str:
    name, state = _for_discord(item.title or ""), _for_discord(item.state)
    address = f" <{item.url}>" if _fits(item.url) and not set(item.url or "") & set("<> ") else ""
    return f"- {heading}: {name} ({state}){address}"


def _for_discord(value: str) -> str:
    return DISCORD_MARKS.sub(r"\\\1", _short(value, TITLE_LENGTH))


def _fits(url: str | None) -> bool:
    return url is not None and len(url) <= URL_LENGTH


def _short(value: str, length: int) -> str:
    line = " ".join(value.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _fitted(head: str, lines: Sequence[str], length: int) -> str:
    """Return as many lines as fit, and how many more there are."""
    kept, size = [head], len(head)
    for at, line in enumerate(lines):
        more = f"… and {len(lines) - at} more"
        if size + len(line) + len(more) + 2 > length:
            return "\n".join([*kept, more])
        kept.append(line)
        size += len(line) + 1
    return "\n".join(kept)


SHAPES: dict[ChannelKind, Callable[[Sequence[Section], str, datetime], dict[str, object]]] = {
    ChannelKind.WEBHOOK: _webhook,
    ChannelKind.SLACK: _slack,
    ChannelKind.DISCORD: _discord,
}


def _signed(secret: str | None, number: str, now: datetime, body: bytes) -> dict[str, str]:
    """Return the headers of a standard webhook, signed if there is a secret to sign with."""
    moment = str(int(now.timestamp()))
    headers = {"webhook-id": number, "webhook-timestamp": moment}
    if secret is None:
        return headers
    digest = hmac.new(_key(secret), f"{number}.{moment}.".encode() + body, hashlib.sha256).digest()
    return headers | {"webhook-signature": "v1," + base64.b64encode(digest).decode()}


def _key(secret: str) -> bytes:
    """Return the key that a secret stands for: base64 behind `whsec_`, else its own letters."""
    if secret.startswith(KEY_MARK):
        try:
            return base64.b64decode(secret.removeprefix(KEY_MARK), validate=True)
        except binascii.Error:
            pass
    return secret.encode()
