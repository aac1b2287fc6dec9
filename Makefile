# The two commands: make lab (learn), make test (check everything, as CI does).

PYTHON ?= python3
TORCH_INDEX ?=
LAB_OPTIONS ?=
LESSONS ?= solutions/*.ipynb

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
NBVAL := $(BIN)/pytest -q --nbval --nbval-current-env --nbval-cell-timeout 300 --nbval-sanitize-with tools/nbval_sanitize.cfg

# try,COMMAND,SENTENCE: run a command; when it fails, say in one sentence what to do.
try = $(1) || { printf '\n%s\n' "$(2)" >&2; exit 1; }
# part,NAME,COMMAND: run one part of the tests and print its wall time.
part = @begin=$$(date +%s); $(2); code=$$?; printf '\n%s: %s s\n\n' "$(1)" $$(($$(date +%s) - begin)); exit $$code

.PHONY: lab test lint unit nbval browser notebooks solutions bench contact-sheet clean
.NOTPARALLEL:

lab: $(VENV)/.course
	@$(BIN)/jupyter lab --ServerApp.root_dir="$(CURDIR)" --ServerApp.allow_root=True \
		--LabApp.default_url=/lab/tree/notebooks/00_welcome.ipynb $(LAB_OPTIONS)

test: $(VENV)/.tests lint unit nbval browser
	@echo "Everything is green."

lint: $(VENV)/.tests
	$(call part,lint,$(BIN)/ruff check . && $(BIN)/ruff format --check .)

unit: $(VENV)/.tests
	$(call part,unit tests,$(BIN)/pytest -q -m "not browser")

nbval: $(VENV)/.tests
	$(call part,notebooks as they are handed out,$(NBVAL) notebooks)
	$(call part,notebooks solved and compared with their stored outputs,$(NBVAL) solutions)

browser: $(VENV)/.tests
	$(call part,notebooks in a browser,$(BIN)/pytest -q -m browser tests/browser)

# solutions/ is the only source of every lesson; notebooks/ is derived from it.
notebooks: $(VENV)/.tests
	@$(BIN)/jupyter nbconvert --log-level WARN --config tools/notebooks_config.py --to notebook --output-dir notebooks solutions/*.ipynb

solutions: $(VENV)/.tests
	@$(BIN)/jupyter nbconvert --log-level WARN --config tools/solutions_config.py --to notebook --inplace $(LESSONS)

bench: $(VENV)/.tests
	@$(BIN)/python tests/benchmarks/bench.py
	@$(BIN)/python tests/benchmarks/bench_widgets.py

# From the screenshots that make browser took.
contact-sheet: $(VENV)/.tests
	@$(BIN)/python tests/browser/contact_sheet.py

clean:
	rm -rf $(VENV) artefacts .pytest_cache .ruff_cache

# The stamps are written last: an installation that was interrupted goes on at the next call.
$(VENV)/.course: pyproject.toml tools/jupyterlab/overrides.json
	@$(call try,$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 10))",The course needs Python 3.10 or newer: install it; or name one with: make PYTHON=python3.12 $(MAKECMDGOALS))
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(call try,$(PYTHON) -m venv --clear $(VENV),Python could not make $(VENV): on Debian and Ubuntu install the package python3-venv; then run make again.)
	@test -z "$(TORCH_INDEX)" || $(call try,$(PIP) install --index-url "$(TORCH_INDEX)" torch torchvision,PyTorch could not be installed from $(TORCH_INDEX): check the address and the free disk space; then run make again.)
	@$(call try,$(PIP) install --editable .,The installation did not finish: check the connection and the free disk space; then run make again and it goes on where it stopped.)
	@$(call try,$(BIN)/python -m ipykernel install --sys-prefix >/dev/null,The notebook kernel could not be registered: remove the folder $(VENV) and run make again.)
	@touch $@

$(VENV)/.tests: $(VENV)/.course tests/browser/chromium.py
	@$(call try,$(PIP) install --editable ".[test]",The test tools could not be installed: check the connection; then run make again.)
	@$(call try,$(BIN)/python tests/browser/chromium.py,Chromium could not be installed: install it by hand; then run make again.)
	@touch $@
