# Every target makes its own environment; nothing is installed elsewhere.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_ENV := $(VENV)/.installed
DEV_ENV := $(VENV)/.installed-dev
TRAIN_ENV := $(VENV)/.installed-train
SHARED ?= ../shared

.PHONY: help demo test test-all lint format bench eval train clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade pip

$(DEMO_ENV): $(VENV)/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install -q -e .
	touch $@

$(DEV_ENV): $(DEMO_ENV)
	$(BIN)/python -m pip install -q --group dev
	touch $@

$(TRAIN_ENV): $(DEV_ENV)
	$(BIN)/python -m pip install -q --group train
	touch $@

demo: $(DEMO_ENV)  ## the main job on the example; ends by naming the files to open
	$(BIN)/salient demo --out demo

test: $(DEV_ENV)  ## the fast tests
	$(BIN)/python -m pytest -n 2 -m "not slow and not browser and not postgresql"

test-all: $(DEV_ENV)  ## every test; needs chromium, and PostgreSQL by SALIENT_TEST_POSTGRESQL
	$(BIN)/python -m pytest

lint: $(DEV_ENV)  ## style, types, import rules
	$(BIN)/ruff check src tests training evals benchmarks
	$(BIN)/ruff format --check src tests training evals benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEV_ENV)  ## rewrite to the house style
	$(BIN)/ruff check --fix src tests training evals benchmarks
	$(BIN)/ruff format src tests training evals benchmarks

bench: $(DEV_ENV)  ## timings, in one run
	$(BIN)/python -m benchmarks

eval: $(DEV_ENV)  ## accuracy against the floors of evals/floors.json; needs the measuring data
	$(BIN)/python -m evals --shared $(SHARED)

train: $(TRAIN_ENV)  ## train the English pipeline anew from the treebanks; about an hour of one core
	$(BIN)/python training/english/prepare.py $(SHARED)/data/treebanks build/english
	PYTHONPATH=training/english $(BIN)/python training/english/lemmas.py $(SHARED)/data/treebanks src/salient/reading/data/lemmas.json
	OMP_NUM_THREADS=1 $(BIN)/python training/english/train.py training/english/config.cfg build/english/general --paths.train build/english/base.spacy --paths.dev build/english/ewt-dev.spacy
	OMP_NUM_THREADS=1 $(BIN)/python training/english/train.py training/english/finetune.cfg build/english/field --paths.base build/english/general/model-best --paths.train build/english/field.spacy --paths.dev build/english/ewt-dev.spacy
	OMP_NUM_THREADS=1 $(BIN)/python training/english/train.py training/english/finetune.cfg build/english/headlines --paths.base build/english/general/model-best --paths.train build/english/headlines.spacy --paths.dev build/english/ewt-dev.spacy --steps 900
	$(BIN)/python training/english/ship.py build/english src/salient/reading/data/english

clean:  ## remove the environment and what was built
	rm -rf $(VENV) build dist demo
