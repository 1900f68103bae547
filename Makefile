# What people and programs do with this project. `make` alone lists it.
.PHONY: help setup setup-for-tests serve check test fresh lint types fix bench lock
.DEFAULT_GOAL := help

# `make lock` needs it, nothing else does.
UV := uv==0.13.9
PYTHON := .venv/bin/python

# `make test PATH=tests/house` names what to test, and PATH is also where programs are found, which must stay as it was:
# make itself was started with the right one, and the kernel remembers it. Written so that nothing here needs PATH to read it.
ifeq ($(origin PATH),command line)
ONLY := $(PATH)
override PATH := $(shell PATH=/usr/local/bin:/usr/bin:/bin; tr '\0' '\n' <"/proc/$$PPID/environ" | sed -n 's/^PATH=//p')
endif

help:  ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## /make \1	/p' $(MAKEFILE_LIST) | expand -t 14

setup:  ## make .venv and install what the site needs; may be repeated
	@.ci/setup

setup-for-tests:
	@.ci/setup --for-tests

serve: setup  ## the invented demo on http://127.0.0.1:8000 (make serve PORT=8123 for another port)
	@PORT='$(PORT)' .ci/serve

check: setup  ## what is quick: lint, format, types, migrations, templates, the fast tests; within a minute
	@.ci/check

test: setup-for-tests  ## everything that is checked, on SQLite and on PostgreSQL (make test PATH=tests/house: one file or folder)
	@.ci/test $(ONLY)

fresh:  ## make serve and make test on a bare Debian, in a folder that is gone afterwards (root, debootstrap)
	@.ci/fresh

lint: setup  ## faults and format of the code, nothing changed
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: setup  ## the types of the code
	$(PYTHON) -m mypy

fix: setup  ## mend what can be mended without thinking
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

bench: setup-for-tests  ## measure; nothing fails for being slow
	@for bench in tests/bench/bench_*.py; do $(PYTHON) -m tests.bench.$$(basename $$bench .py) || exit 1; done

lock: setup  ## write both locks anew from the pins in pyproject.toml
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --target "$$tools" $(UV) && \
	for lock in "requirements-live.lock" "requirements.lock --group dev"; do \
	    "$$tools/bin/uv" pip compile --quiet --extra bucket --universal --python-version 3.11 --generate-hashes --no-header \
	        --no-annotate pyproject.toml --output-file $$lock || exit 1; \
	done
