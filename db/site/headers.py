"""Headers for the pages about our database: what they may load, and that they tell nobody where a reader came from.

Other pages of the same Datasette keep the headers that they have.
"""

import base64
import hashlib
from collections.abc import Awaitable, Callable, MutableMapping
from importlib import resources
from typing import Any

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
Asgi = Callable[[Message, Receive, Send], Awaitable[None]]


def guarded(app: Asgi, concerns: Callable[[str], bool]) -> Asgi:
    """The application with our headers on every page whose path `concerns` says yes to."""
    ours = [(name.lower().encode(), value.encode()) for name, value in _headers().items()]

    async def wrapped(scope: Message, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = list(message.get("headers", []))
                known = {name.lower() for name, _ in held}
                message["headers"] = held + [(name, value) for name, value in ours if name not in known]
            await send(message)

        await app(scope, receive, send_with_headers if scope["type"] == "http" and concerns(scope["path"]) else send)

    return wrapped


def is_below(path: str, page: str) -> bool:
    """Whether a path is that page, another format of it, or a page below it."""
    return path == page or path.startswith((page + "/", page + "."))


def _headers() -> dict[str, str]:
    policy = {
        "default-src": "'self'",
        "script-src": f"'self' {_menu_script()}",
        "style-src": "'self' 'unsafe-inline'",  # Datasette's own error pages carry style attributes
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{what} {source}" for what, source in policy.items()),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def _menu_script() -> str:
    """The hash of the one inline script that stands on Datasette's error pages."""
    page = resources.files("datasette").joinpath("templates", "_close_open_menus.html").read_text(encoding="utf-8")
    script = page.partition("<script>")[2].partition("</script>")[0]
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
