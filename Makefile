# The two commands: `make run` and `make test`. `make help` lists the others.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
VENV_PYTHON := .venv/bin/python

# scripts/venv.sh compares what is installed with the lock file and is done in a moment when nothing changed.
.PHONY: runtime dev
runtime:
	@scripts/venv.sh runtime
dev:
	@scripts/venv.sh dev

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | while IFS=$$'\t' read -r name text; do printf 'make %-15s %s\n' "$$name" "$$text"; done

.PHONY: run
run: runtime ## install, migrate, load the demonstration, serve on http://127.0.0.1:8000 (PORT, DATABASE_URL, REDIS_URL, DATA_DIR)
	@exec $(VENV_PYTHON) manage.py run

.PHONY: lock
lock: dev ## requirements/*.in to *.txt, with hashes (ARGS=--upgrade for newer versions)
	@scripts/lock.sh $(ARGS)
