# SPDX-License-Identifier: AGPL-3.0-or-later
# One word for each task. `make` alone lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
T ?=

export HEARTHSIDE_PORT := $(or $(PORT),$(HEARTHSIDE_PORT))
export HEARTHSIDE_HOST := $(or $(HOST),$(HEARTHSIDE_HOST))
ifeq ($(HEARTHSIDE_PORT),)
unexport HEARTHSIDE_PORT
endif
ifeq ($(HEARTHSIDE_HOST),)
unexport HEARTHSIDE_HOST
endif

.PHONY: help
help: ## list these words
	@echo "make WORD, where WORD is one of:"
	@sed -nE 's/^([a-z]+):.*## (.*)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

# --- to run it ------------------------------------------------------------------------

.PHONY: run
run: .venv/base.stamp ## start Hearthside with its demo community (PORT= HOST= HEARTHSIDE_DATA= DEMO=no)
	@exec $(BIN)/hearthside run $(if $(filter no,$(DEMO)),--no-demo,--demo)

.PHONY: setup
setup: .venv/base.stamp ## make the environment; does nothing where it is there
	@echo "Ready. Next: make run"

.PHONY: keeper
keeper: .venv/base.stamp ## make somebody keeper of the place (after make run DEMO=no)
	@$(BIN)/hearthside keeper

.PHONY: doctor
doctor: .venv/base.stamp ## say in words what is missing or wrong
	@$(BIN)/hearthside doctor

.PHONY: backup
backup: .venv/base.stamp ## write a backup into DIR=
	@$(BIN)/hearthside backup "$(or $(DIR),$(error Say where: make backup DIR=/srv/backups))"

.PHONY: seed
seed: .venv/base.stamp ## make the demo larger for measuring (PEOPLE=2000 THREADS=5000)
	@$(BIN)/hearthside demo --people $(or $(PEOPLE),2000) --threads $(or $(THREADS),5000)

.PHONY: reset
reset: ## throw the data folder ./var away, after asking
	@tools/reset.sh

# --- to change it ---------------------------------------------------------------------

.PHONY: test
test: .venv/dev.stamp ## run all tests on every database that answers (T=path: only those)
	@tools/test.sh $(T)

.PHONY: check
check: .venv/dev.stamp ## everything but the tests: style, types, layers, house rules, migrations
	@tools/check.sh

.PHONY: bench
bench: .venv/dev.stamp ## measure the product beside a bare view, as ratios (SHORT=yes: a taste of it; POSTS= to search)
	@$(BIN)/python -m bench.compare $(if $(filter yes,$(SHORT)),--short)
	@$(BIN)/python -m bench.search $(or $(POSTS),$(if $(filter yes,$(SHORT)),5000,100000))
	@$(BIN)/python -m bench.crowds $(if $(filter yes,$(SHORT)),--short)

.PHONY: fix
fix: .venv/dev.stamp ## put right what a machine can: order of imports, format
	@$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format --quiet .

.PHONY: messages
messages: .venv/dev.stamp ## gather the words to translate, and compile the translations
	@tools/messages.sh

.PHONY: migration
migration: .venv/dev.stamp ## make a migration (APP=forum NAME=add_places)
	@test -n "$(APP)" -a -n "$(NAME)" || { echo "Say which: make migration APP=forum NAME=add_places"; exit 2; }
	@DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python -m django makemigrations $(APP) --name $(NAME)

.PHONY: lock
lock: | .venv/bin/python ## lock the requirements again, with hashes (UPGRADE=yes: to newer releases)
	@tools/lock.sh $(if $(filter yes,$(UPGRADE)),--upgrade)

# --- what the words above stand on ----------------------------------------------------

.venv/bin/python:
	@tools/venv.sh

.venv/base.stamp: requirements/base.txt requirements/build.txt pyproject.toml | .venv/bin/python
	@echo "Installing what Hearthside needs (once, about a minute) …"
	@$(PIP) install --require-hashes -r requirements/base.txt -r requirements/build.txt
	@$(PIP) install --no-deps --no-index --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt | .venv/base.stamp
	@echo "Installing what the tests need (once) …"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@
