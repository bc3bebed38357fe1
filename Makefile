# Two commands do everything: `make run` and `make test`. `make` alone lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PORT ?= 8000
HOST ?= 127.0.0.1
BIN := .venv/bin
export DULY_HOME ?= $(CURDIR)/var

.PHONY: help run test check fix bench screens letters-sheet words soak lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/runtime ## install what is pinned and open http://127.0.0.1:8000 (PORT=… for another)
	$(BIN)/duly serve --host $(HOST) --port $(PORT)

test: .venv/dev ## all gates, then all tests
	@tools/test-tools
	@$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest -n 2 --dist loadgroup -q

check: .venv/dev ## the static gates: format, lint, layers, types, templates, migrations, data
	@tools/check

fix: .venv/dev ## format code and templates, and mend what the linter can
	$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q . ; $(BIN)/djlint --reformat --quiet src/duly/web/templates || true

bench: .venv/dev ## measure, and print our figure beside the peer's
	@for name in letters preview seal deadlines search pages pipeline post mail; do $(BIN)/duly bench $$name || exit 1; done

screens: .venv/dev ## every page at 390 and 1280 px, light and dark, as PNG under var/screens (LANGUAGES="es it" for others than English)
	$(BIN)/python -m tools.screens var/screens $(LANGUAGES)

letters-sheet: .venv/dev ## a contact sheet of the letters as PNG under var/screens
	$(BIN)/python -m tools.letters_sheet var/screens

words: .venv/dev ## collect the sentences of the pages for the translators and compile what they wrote (needs gettext)
	@tools/words

soak: .venv/dev ## the long runs
	@tools/test-tools
	DULY_TEST_SOAK=1 $(BIN)/python -m pytest -q -m soak

lock: ## resolve the requirements anew (needs uv)
	uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements/dev.in -o requirements/dev.txt
	uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -c requirements/dev.txt requirements/runtime.in -o requirements/runtime.txt

clean: ## remove the environment and caches; the data in var/ stays
	rm -rf .venv build src/*.egg-info .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@tools/python -m venv .venv

.venv/runtime: requirements/runtime.txt pyproject.toml | .venv/bin/python
	@tools/install runtime && touch $@

.venv/dev: requirements/dev.txt pyproject.toml | .venv/bin/python
	@tools/install dev && touch $@ .venv/runtime
