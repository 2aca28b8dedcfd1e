"""GraphQL: the queries that are really sent, executed on the world."""

import pytest

from checks.forges.github_queries import Depth, repositories
from monitor.demo.standin import StandIn
from tests_demo_api import Api  # placeholder
