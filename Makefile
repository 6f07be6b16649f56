# The two commands: `make run` and `make test`. `make help` lists the others.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV_PYTHON := .venv/bin/python
PYTEST := $(VENV_PYTHON) -m pytest
# Two workers: more than the cores of a small machine only makes the databases wait for each other.
PARALLEL := -n auto --maxprocesses 2 --maxschedchunk 6
# Tests that kill servers wait most of their time, so more of them than cores; each worker has servers of its own.
BESIDE := -n 3 --dist load --maxschedchunk 1
# Some machines forbid Python to keep what it has compiled: every start of every process then takes three times as long.
unexport PYTHONDONTWRITEBYTECODE
say = @printf '==> %s\n'

.PHONY: help
help: ## this list
	@sed -nE 's/^([a-z-]+):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name text; do printf 'make %-14s %s\n' "$$name" "$$text"; done

# scripts/venv.sh compares what is installed with the lock file and is done in a moment when nothing changed.
.PHONY: runtime dev machine
runtime:
	@scripts/venv.sh runtime
dev:
	@scripts/venv.sh dev
machine: dev
	@$(VENV_PYTHON) scripts/machine.py install browser services

.PHONY: run
run: runtime ## install, migrate, load the demonstration, serve (PORT, HOST, DATA_DIR, DATABASE_URL, REDIS_URL)
	@exec $(VENV_PYTHON) manage.py run

.PHONY: test database-sqlite database-postgres test-sqlite test-postgres test-browser test-faults
# One after the other, also under `make -j`: each pass takes both cores. Only what comes before leaves one free.
test: machine ## everything: checks, tests on SQLite, again on PostgreSQL with Redis, in a browser
	@$(MAKE) -j3 -O check database-sqlite database-postgres
	@$(MAKE) test-sqlite
	@$(MAKE) test-postgres
	@$(MAKE) test-browser

# The originals that the test databases are copies of; whoever needs one that is missing makes it
database-sqlite: dev
	@env -u DATABASE_URL -u REDIS_URL DJANGO_SETTINGS_MODULE=config.settings.test $(VENV_PYTHON) -m tests.database
database-postgres: dev
	@DJANGO_SETTINGS_MODULE=config.settings.test $(VENV_PYTHON) scripts/machine.py with services $(VENV_PYTHON) scripts/with_services.py $(VENV_PYTHON) -m tests.database

test-sqlite: dev ## the tests on SQLite with the in-memory layer (ARGS=… goes to pytest)
	$(say) 'Tests on SQLite, in-memory channel layer'
	@env -u DATABASE_URL -u REDIS_URL $(PYTEST) $(PARALLEL) $(ARGS)

test-postgres: dev ## the same tests on PostgreSQL with Redis, on servers of their own
	$(say) 'Tests on PostgreSQL with Redis'
	@$(VENV_PYTHON) scripts/machine.py with services $(VENV_PYTHON) scripts/with_services.py $(PYTEST) $(PARALLEL) -m "not once" $(ARGS)

test-browser: dev ## the running product in real Chromium
	$(say) 'Tests in Chromium'
	@$(VENV_PYTHON) scripts/machine.py with browser $(PYTEST) tests/browser $(ARGS)

test-faults: dev ## kills and restarts things; not part of `make test` (LOOP=50: so many passes, up to the first that fails)
	$(say) 'Fault loops'
	@$(VENV_PYTHON) scripts/machine.py with services $(VENV_PYTHON) scripts/again.py $(or $(LOOP),1) \
		$(VENV_PYTHON) scripts/with_services.py $(PYTEST) $(BESIDE) --override-ini=testpaths=tests/faults $(ARGS)

.PHONY: bench-salon bench-pages
bench-salon: dev ## how quick the salon is, beside a tutorial consumer and a C server (ARGS=--quick); wants a quiet machine
	$(say) 'Bench of the salon: leave the machine alone for a while'
	@env -u DATABASE_URL -u REDIS_URL $(VENV_PYTHON) -m bench $(ARGS)

bench-pages: dev ## how quick public pages are, beside bakerydemo, Django's page cache and a file (ARGS=--quick); wants a quiet machine
	@$(VENV_PYTHON) scripts/machine.py install pages
	$(say) 'Bench of the pages: leave the machine alone for a while'
	@env -u DATABASE_URL -u REDIS_URL $(VENV_PYTHON) -m bench.pages $(ARGS)

.PHONY: bench-search
bench-search: dev ## the search of the site over 50,000 pages, beside Wagtail's own (ARGS="--pages 5000 --only sqlite --alone")
	$(say) 'Bench of the search: leave the machine alone for a while'
	@env -u DATABASE_URL -u REDIS_URL $(VENV_PYTHON) scripts/machine.py with services $(VENV_PYTHON) -m bench.search $(ARGS)

.PHONY: markup
markup: dev ## every template in every state that the tests know: valid HTML, axe, nothing sticks out (ARGS="tests/cms", ARGS=--again)
	@$(VENV_PYTHON) scripts/machine.py install markup
	$(say) 'Every template in every state'
	@env -u DATABASE_URL -u REDIS_URL $(VENV_PYTHON) scripts/machine.py with markup $(VENV_PYTHON) -m scripts.markup $(ARGS)

.PHONY: check format
check: dev ## form, types, import order, migrations, settings, catalogues
	@scripts/check.sh

format: dev ## brings code and templates into the form that `make check` wants
	@scripts/format.sh

.PHONY: lock screenshots walks
lock: dev ## requirements/*.in to *.txt, with hashes (ARGS=--upgrade for newer versions)
	@scripts/lock.sh $(ARGS)

screenshots: machine ## the pictures in docs/screenshots, from the running product
	@$(VENV_PYTHON) scripts/machine.py with browser $(VENV_PYTHON) scripts/screenshots.py

walks: dev ## every flow of the salon, walked in Chromium: films and pictures in var/walks/index.html (ARGS="poll phone")
	@$(VENV_PYTHON) scripts/machine.py install browser films
	@$(VENV_PYTHON) scripts/machine.py with browser $(VENV_PYTHON) -m scripts.walks $(ARGS)
