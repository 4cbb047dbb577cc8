# Everything a developer or a first-time user runs. Each target installs what it misses and says so.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.PHONY: help demo test quick explore soak lint bench serve setup system browser templates rules refs clean

PYTHON ?= python3
PORT ?= 8080
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /  make \1\t/' | expand -t 16

ROUND := samples/rounds/hai-duong-2021
SAMPLES := $(sort $(wildcard $(addsuffix /*.vb.txt,$(filter-out samples/rejected,$(wildcard samples/*)))))

# Samples as a registry would have issued them: on a day of their own year, in its order. A known draft says its ID.
issue_on = $(BIN)/docgen records issue --date $(1) --store out/store >/dev/null \
	$$($(BIN)/docgen records submit $(patsubst %,samples/%.vb.txt,$(2)) --once --store out/store | cut -d' ' -f1)

demo: system $(READY)  ## the main job: the samples become DOCX and PDF in out/, then get their numbers in out/store
	@$(BIN)/docgen render $(SAMPLES) -o out --pdf
	@$(BIN)/docgen records submit $(SAMPLES) --once --store out/store
	@$(BIN)/docgen records approve --all --store out/store >/dev/null
	@$(call issue_on,2021-10-25,ke-hoach/huong-son-127-2021)
	@$(call issue_on,2021-12-20,ke-hoach/hai-duong-2021)
	@$(call issue_on,2022-11-15,ke-hoach/ha-tinh-2022)
	@$(call issue_on,2022-12-04,cong-van/ha-tinh-6926-2022)
	@$(call issue_on,2023-10-16,ke-hoach/ha-nam-2023 quyet-dinh/ban-hanh-quy-che-2023 quyet-dinh/thanh-lap-hoi-dong-ha-nam-2023)
	@$(call issue_on,2023-12-25,quyet-dinh/cong-bo-chi-so-ha-nam-2023)
	@$(BIN)/docgen records issue --all --store out/store >/dev/null
	@$(BIN)/docgen round issue $(ROUND) --planned-dates --store out/store --issued out/round/issued.yaml >/dev/null
	@$(BIN)/docgen round build $(ROUND) --issued out/round/issued.yaml -o out/round --pdf
	@$(BIN)/docgen check out/round/*.docx | tail -n 1
	@$(BIN)/docgen records list --store out/store | sed -n "1,12p"

test: system browser $(READY)  ## the whole test suite
	@.ci/browser-library $(VENV)
	@$(BIN)/python -m pytest -n auto --dist worksteal

quick: $(READY)  ## the fast part of the tests and a sample of the rest, under a minute
	@$(BIN)/python -m pytest -m 'not slow' -n auto --ignore-glob 'tests/property' --ignore-glob 'tests/tools' --ignore-glob 'tests/browser'

explore: system $(READY)  ## the tests of properties with examples that nobody has tried yet
	@DOCGEN_HYPOTHESIS=explore $(BIN)/python -m pytest tests/property -n auto

soak: system $(READY)  ## 16 clerks, killed at random, on both databases: every number once; a few minutes
	@$(BIN)/python tests/support/soak.py

lint: $(READY)  ## ruff, mypy --strict, the floors of the house
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

bench: system $(READY)  ## speed as ratios against named peers, and the accuracy of checker and finder
	@failed=; \
	for part in run generation batch reading checking converting numbering archiving serving citing; do \
		$(BIN)/python -m benchmarks.$$part || failed="$$failed $$part"; done; \
	for part in mutation_table citation_accuracy; do \
		$(BIN)/python tests/support/$$part.py || failed="$$failed $$part"; done; \
	test -z "$$failed" || { echo "Chưa đạt mức hứa hoặc lỗi:$$failed"; exit 1; }

serve: system $(READY)  ## the web service with demo data, on this machine alone; PORT=8080
	@$(BIN)/python -m docgen.web.demo out/web
	@$(BIN)/docgen serve --store out/web --port $(PORT)

templates: $(READY)  ## write the Word templates anew from their builder
	@$(BIN)/python -m templates.build

rules: $(READY)  ## write the pages of docs/rules anew from the rules
	@$(BIN)/python -m docgen.checking.pages docs/rules

refs: $(READY)  ## check the catalogue of legal documents and keep its records read
	@$(BIN)/docgen refs validate legal_refs
	@$(BIN)/python -m docgen.citations.catalogue.build legal_refs

setup: system $(READY)  ## system packages and the virtual environment only

system:
	@.ci/system-packages

browser: system
	@.ci/system-packages chromium npm

$(READY): pyproject.toml
	@.ci/virtualenv $(PYTHON) $(VENV)
	@.ci/browser-library $(VENV)
	@touch $@

clean:  ## remove what was made here
	rm -rf out build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
