"""GitHub's GraphQL as the API serves it: real queries, executed by graphql-core on the world's repositories."""

from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    OperationDefinitionNode,
    execute_sync,
    parse,
    validate,
)
from graphql.language import SelectionNode

from monitor.demo.graphql_schema import schema
from monitor.demo.graphql_shapes import Shape, repository_shape
from monitor.demo.moment import Now
from monitor.demo.refusal import Refusal
from monitor.demo.stage import Stage

ALLOWANCE = 5000
TOO_HEAVY = "Resource limits for this query exceeded."


async def answer(stage: Stage, request: web.BaseRequest) -> web.Response:
    """Answer a POST of `{"query": …, "variables": …}`."""
    if stage.rate_limited == "graphql200":
        refused = {"type": "RATE_LIMITED", "message": "API rate limit exceeded for user ID 1."}
        return web.json_response({"errors": [refused]}, headers=headers(stage, remaining=0))
    body = await request.json()
    try:
        document = parse(body.get("query") or "")
    except GraphQLError as error:
        return web.json_response({"errors": [_shown(error)]}, headers=headers(stage))
    variables = body.get("variables") or {}
    if stage.graphql_502_above is not None and _size(document, variables) > stage.graphql_502_above:
        return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
    return web.json_response(_execute(stage, document, variables), headers=headers(stage))


def headers(stage: Stage, remaining: int | None = None) -> dict[str, str]:
    """Return the headers with which the API counts what is left of its allowance."""
    used = stage.requests["graphql"] + stage.requests["rest"] if remaining is None else ALLOWANCE - remaining
    return {
        "X-RateLimit-Limit": str(ALLOWANCE),
        "X-RateLimit-Remaining": str(max(0, ALLOWANCE - used)),
        "X-RateLimit-Used": str(used),
        "X-RateLimit-Reset": str(int(stage.reset_at.timestamp())),
        "X-GitHub-Media-Type": "github.v4; format=json",
    }


def _execute(stage: Stage, document: DocumentNode, variables: Mapping[str, Any]) -> dict[str, Any]:
    invalid = validate(schema(), document)
    if invalid:
        return {"errors": [_shown(error) for error in invalid]}
    result = execute_sync(schema(), document, root_value=_Root(stage), variable_values=dict(variables))
    errors = [_shown(error) for error in result.errors or ()]
    return {"data": result.data} | ({"errors": errors} if errors else {})


class _Root:
    """The fields of `Query`; graphql-core calls a method with the field's arguments."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._answered = 0

    def repository(self, _info: object, owner: str, name: str, **_follow: bool) -> Shape:
        """Return a repository by one of its names; a missing one and a blocked one alike are not found."""
        found = self._stage.world.repository(f"{owner}/{name}", self._stage.day)
        return self._shape(found, f"Could not resolve to a Repository with the name '{owner}/{name}'.")

    def nodes(self, _info: object, ids: Sequence[str]) -> list[Shape | Refusal]:
        """Return repositories by their identities, an error in the place of each that is not found."""
        return [self._node(node_id) for node_id in ids]

    def node(self, _info: object, id: str) -> Shape | Refusal:  # noqa: A002 - the argument's name in the schema
        """Return a repository by its identity."""
        return self._node(id)

    def rateLimit(self, _info: object, **_dry: bool) -> Shape:  # noqa: N802 - the field's name in the schema
        """Return what is left of the allowance; every query costs one point, as GitHub's do without connections."""
        used = self._stage.requests["graphql"]
        reset_at = f"{self._stage.reset_at:%Y-%m-%dT%H:%M:%SZ}"
        limit = {"limit": ALLOWANCE, "used": used, "remaining": max(0, ALLOWANCE - used)}
        return limit | {"cost": 1, "nodeCount": 0, "resetAt": reset_at}

    def viewer(self, _info: object) -> Shape:
        """Return whom the token belongs to."""
        return {"__typename": "User", "id": "U_kgDOdemo", "login": "demo"}

    def _node(self, node_id: str) -> Shape | Refusal:
        found = self._stage.world.identified(node_id, self._stage.day)
        try:
            return self._shape(found, f"Could not resolve to a node with the global id of '{node_id}'")
        except Refusal as refusal:
            return refusal

    def _shape(self, found: Now | None, missing: str) -> Shape:
        self._answered += 1
        if self._stage.graphql_limits_above is not None and self._answered > self._stage.graphql_limits_above:
            raise Refusal("RESOURCE_LIMITS_EXCEEDED", TOO_HEAVY)
        if found is None or found.blocked:
            raise Refusal("NOT_FOUND", missing)
        return repository_shape(self._stage, found)


def _size(document: DocumentNode, variables: Mapping[str, Any]) -> int:
    """How many repositories a query asks for: its aliases, and the ids that it is given."""
    operations = (found for found in document.definitions if isinstance(found, OperationDefinitionNode))
    fields = [selection for operation in operations for selection in operation.selection_set.selections]
    ids = variables.get("ids")
    return sum(map(_is_repository, fields)) + (len(ids) if isinstance(ids, list) else 0)


def _is_repository(selection: SelectionNode) -> bool:
    return isinstance(selection, FieldNode) and selection.name.value == "repository"


def _shown(error: GraphQLError) -> dict[str, Any]:
    """Return an error as GitHub writes it, with the type of its own ones beside the message."""
    kind = {"type": error.original_error.kind} if isinstance(error.original_error, Refusal) else {}
    return kind | dict(error.formatted)


BAD_GATEWAY = "<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body>\n</html>\n"
