"""`linkpulse serve`: the results in Datasette."""

import contextlib
import socket
from pathlib import Path

import click

from checks.errors import DatabaseError, SettingsError
from db.opening import open_for_reading, open_for_writing, sole_writer
from monitor.options import database_option, settings_of

DEFAULT_PORT = 8001


@click.command(
    short_help="Open the results in Datasette.", epilog="Example:  linkpulse --db papers.db serve --port 8010"
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True)
@database_option
@click.pass_context
def serve(ctx: click.Context, host: str, port: int, db: str | None) -> None:
    """Show the database in Datasette, with our pages, lists and colours, until you press Ctrl-C."""
    path = settings_of(ctx, db=db).db
    open_for_reading(path).close()
    _bring_up_to_date(path)
    serve_database(path, host, port)


def _bring_up_to_date(path: Path) -> None:
    """Give a database of an older linkpulse the tables and views that our pages ask for, where we may write to it.

    Not while a run holds it: a run has done the same when it began.
    """
    with contextlib.suppress(DatabaseError), sole_writer(path):
        open_for_writing(path).close()


def serve_database(path: Path, host: str, port: int) -> None:
    """Serve until interrupted; raises SettingsError when the address is taken.

    The socket listens before the address is told, so that whoever reads it can connect at once.
    """
    import uvicorn  # noqa: PLC0415 - only a server needs it, and `--help` should be quick

    from db.site.app import build_app  # noqa: PLC0415 - the same

    with _listening(host, port) as listener:
        click.echo(f"Serving {path} at http://{host}:{listener.getsockname()[1]}  (Ctrl-C stops)")
        server = uvicorn.Server(uvicorn.Config(build_app(path).app(), log_level="warning"))
        server.run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    """Take the address first, so that a taken one is one clear line."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as problem:
        listener.close()
        raise SettingsError(
            f"{host}:{port} cannot be listened on ({problem.strerror}); try another --port"
        ) from problem
    return listener
