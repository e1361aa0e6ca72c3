# make site    builds this repository's toolkit into site/
# make test    runs all tests
# Both install what they need: Python packages into .venv, Debian packages through apt.

PYTHON ?= python3
WORKERS ?= 2

bin := .venv/bin
node_modules := tests/browser/node_modules

# Nothing here needs a browser of Playwright's own: the tests use the system's Chromium.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site test quick lint format bench clean
.DEFAULT_GOAL := site

# The last line that it prints is the address to open.
site: .venv/installed
	$(bin)/lcsite build

test: .venv/tested $(node_modules)/installed
	.ci/system-packages chromium firefox git java
	$(bin)/python -m pytest -n $(WORKERS)

# Without the groups that take long or need a browser: for every save.
quick: .venv/tested
	$(bin)/python -m pytest -n $(WORKERS) -m "not slow and not browser"

lint: .venv/tested
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports --no-cache

format: .venv/tested
	$(bin)/ruff check --fix
	$(bin)/ruff format

bench: .venv/tested
	$(bin)/python -m benchmarks

clean:
	rm -rf .venv site $(node_modules) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find lcsite plugins themes tests benchmarks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

.venv/bin/python:
	PYTHON="$(PYTHON)" .ci/system-packages venv
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "lcsite needs Python 3.11 or newer: make PYTHON=/path/to/it")'
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml | .venv/bin/python
	$(bin)/pip install --quiet --editable .
	touch $@

.venv/tested: pyproject.toml | .venv/bin/python
	$(bin)/pip install --quiet --editable '.[test]'
	touch $@ .venv/installed

$(node_modules)/installed: tests/browser/package.json tests/browser/package-lock.json
	.ci/system-packages npm
	cd tests/browser && npm ci --silent
	touch $@
