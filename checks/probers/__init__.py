"""The network: one file per way of looking at links. Everything else in `checks` is pure."""
