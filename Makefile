# `make` prints what there is to do. Everything sets itself up on first use and again when its source changed.
SHELL := /bin/bash
.DEFAULT_GOAL := list
.PHONY: list run test terminals check bench measure chaos video setup
.DELETE_ON_ERROR:

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
INSTANCE ?= instance
PORT ?= 8000
MAIL_PORT ?= $(shell expr $(PORT) + 25)
BIN := $(abspath $(VENV))/bin
# `make run` is the sandbox on the embedded database, whatever else stands in the environment.
SITE := env -u DATABASE_URL SANDBOX=1 PORT=$(PORT) BASE_URL=http://127.0.0.1:$(PORT) INSTANCE=$(INSTANCE) \
	SMTP_URL=smtp://127.0.0.1:$(MAIL_PORT) PATH="$(BIN):$$PATH"
CODE := $(wildcard *.py) settings rules gateways blueprints data sandbox deploy/kiosk/agent deploy/kiosk/checks

# Keys typed at a terminal want a machine that is not busy with everything else.
TYPED := tests/browser/text
# The real program of a terminal, visit after visit: minutes of their own, for whoever works on terminals.
TERMINALS := tests/browser/kiosk

list:
	@echo 'make run     the site on http://127.0.0.1:$(PORT) with stand-ins for mail and banks (PORT=… for another port)'
	@echo 'make test    every test: rules, data, gateways, pages, guards, browser, valid HTML'
	@echo 'make terminals  the pages of terminals by touch, and the program that runs there'
	@echo 'make check   style, types, arrows between folders, translations, guards'
	@echo 'make bench   speed, each figure as a ratio to a bare peer of the same run'
	@echo 'make measure bytes, first paint on a slow line, slow clients, Lighthouse: each beside its limit (as root)'
	@echo 'make chaos   long runs with faults'
	@echo 'make video   films the how-to video anew, from the real pages'

run: setup
	@$(SITE) python deploy/hello.py &
	@exec $(SITE) honcho --no-prefix -f deploy/Procfile.run start

test: $(VENV)/.packages-dev .tools/static
	@tests/checkers/install
	@rm -rf .tools/pages
	@PATH="$(BIN):$$PATH" pytest -n 3 --dist loadgroup $(TESTS) --ignore $(TYPED) --ignore $(TERMINALS)
	@PATH="$(BIN):$$PATH"; pytest tests/checkers & checkers=$$!; pytest $(TYPED) && wait $$checkers

terminals: $(VENV)/.packages-dev .tools/static
	@tests/checkers/install
	@PATH="$(BIN):$$PATH" pytest $(TERMINALS)

check: $(VENV)/.packages-dev
	@PATH="$(BIN):$$PATH" ruff check --quiet
	@PATH="$(BIN):$$PATH" ruff format --check --quiet
	@PATH="$(BIN):$$PATH" mypy --no-error-summary $(CODE)
	@PATH="$(BIN):$$PATH" pytest -q tests/guards
	@$(BIN)/python -m film.pages

bench: $(VENV)/.packages-dev
	@command -v valgrind >/dev/null || { echo 'Needed: valgrind (Debian: apt-get install valgrind)'; exit 1; }
	@$(BIN)/python -m bench

measure: $(VENV)/.packages-dev .tools/static
	@tests/checkers/install
	@PATH="$(BIN):$$PATH" python -m measure

chaos:
	@echo 'make chaos has no runs yet: power cuts, full disks and lost databases come with later work.'; exit 1

video: $(VENV)/.packages-dev
	@command -v ffmpeg >/dev/null || { echo 'Needed: ffmpeg (Debian: apt-get install ffmpeg)'; exit 1; }
	@command -v chromium >/dev/null || { echo 'Needed: chromium (Debian: apt-get install chromium)'; exit 1; }
	@PATH="$(BIN):$$PATH" python -m film

setup: $(VENV)/.packages .tools/static $(INSTANCE)/.households

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV) || { echo 'Needed: Python 3.11 with venv (Debian: apt-get install python3-venv)'; exit 1; }

$(VENV)/.packages: requirements.txt | $(BIN)/python
	@echo 'Installing the pinned packages …'
	@$(BIN)/python -m pip install --quiet --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.packages-dev: requirements-dev.txt $(VENV)/.packages
	@echo 'Installing the pinned tools …'
	@$(BIN)/python -m pip install --quiet --quiet --require-hashes -r requirements-dev.txt
	@touch $@

.tools/static: $(filter-out %.br %.gz,$(wildcard static/* static/*/*)) $(VENV)/.packages
	@$(BIN)/python -m whitenoise.compress --quiet static
	@mkdir -p .tools && touch $@

# What a step of the setting up says is only of interest when it fails.
QUIETLY = >$(INSTANCE)/setup.log 2>&1 || { cat $(INSTANCE)/setup.log; exit 1; }

$(INSTANCE)/.tables: $(wildcard data/migrations/*.py) $(VENV)/.packages
	@echo 'Preparing tables, providers and prices …'
	@mkdir -p $(INSTANCE)
	@$(SITE) flask --app app migrate $(QUIETLY)
	@touch $@

$(INSTANCE)/.catalogue: $(wildcard data/catalogue/*.* data/catalogue/*/*) $(INSTANCE)/.tables
	@$(SITE) flask --app app import catalogue $(QUIETLY)
	@touch $@

$(INSTANCE)/.households: | $(INSTANCE)/.catalogue
	@$(SITE) flask --app app import demo $(QUIETLY)
	@touch $@
