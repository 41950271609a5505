# The two commands of a newcomer are `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# durable-rules ships as source and names one C symbol that newer Pythons and compilers refuse.
export CPPFLAGS := -DPyEval_CallObject=PyObject_CallObject $(CPPFLAGS)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

DEMO := --set patient.age_years=24 --set lump.site=thigh --set lump.painful=no \
        --set lump.depth=deep --set lump.growth=growing --set lump.size_cm=7cm

.PHONY: demo test check pythons bench clean

demo: $(VENV)/.installed
	$(BIN)/workup walk $(DEMO)
	@echo
	$(BIN)/workup why core_biopsy $(DEMO)
	@echo
	$(BIN)/workup walk --to-end $(DEMO)

test: $(VENV)/.tested
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The traces of every Python on this machine, byte for byte.
pythons: $(VENV)/.tested
	$(BIN)/python tests/other_pythons.py

bench: $(VENV)/.developed
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Workup needs Python 3.11 or newer; say which with: make demo PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml constraints.txt
	$(BIN)/pip install -q -c constraints.txt -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/pip install -q -c constraints.txt -e '.[test]'
	@touch $@

$(VENV)/.developed: $(VENV)/.tested
	$(BIN)/pip install -q -c constraints.txt -e '.[dev]'
	@touch $@
