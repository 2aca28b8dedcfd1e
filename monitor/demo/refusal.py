"""What the stand-in's GitHub says instead of an answer, inside GraphQL."""


class Refusal(Exception):  # noqa: N818 - what the world may say is no error of ours
    """One of GitHub's own errors in a GraphQL answer; `kind` is its type, such as NOT_FOUND."""

    def __init__(self, kind: str, text: str) -> None:
        """`text` is the message that people read."""
        super().__init__(text)
        self.kind = kind
