# Two commands do everything on a machine that has Python 3.11 or newer, git and make:
#   make site   check the events, build feeds and site into site/
#   make test   the whole test suite, lint, types, import contracts, browser tests
.DELETE_ON_ERROR:
.PHONY: site test check serve bench lint browser clean help requirements

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export NO_MKDOCS_2_WARNING := 1

help:
	@sed -n '2,3s/^# *//p' Makefile; echo "  make check | serve | bench | clean"

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is %d.%d (try: make PYTHON=python3.11)" % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

site: $(READY)
	$(BIN)/timeline build --strict

check: $(READY)
	$(BIN)/timeline check --strict
	$(BIN)/timeline schema --check

serve: $(READY)
	$(BIN)/timeline serve

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Browser tests need Chromium: installed through apt where we are root on Debian, else the one
# that is there, else the tests say that they are skipped.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; \
	else echo "no Chromium found: the browser tests will be skipped"; fi

test: lint check browser
	$(BIN)/pytest

bench: $(READY)
	$(BIN)/python benchmarks/bench.py $(BENCH)

clean:
	rm -rf site $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# Pins every dependency with its hashes, naming no index.
requirements: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-tools
	$(BIN)/pip-compile --quiet --upgrade --no-header --generate-hashes --strip-extras --allow-unsafe \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
	  --extra parquet --extra test --extra lint --extra build -o requirements.txt pyproject.toml
