# The two commands: make lab (learn), make test (check everything; CI runs make thorough, too). Before a commit: make quick.

PYTHON ?= python3
TORCH_INDEX ?=
LAB_OPTIONS ?=
LESSONS ?= solutions/*.ipynb

# Hundreds of Pythons are started here: what one has compiled, the next is to find.
unexport PYTHONDONTWRITEBYTECODE
# Each environment here takes what is installed into it, whatever the settings for pip elsewhere say.
unexport PIP_TARGET PIP_PREFIX
export PIP_USER := 0

VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest -q
# Tests hold in any order: each run takes another one, and says which. To repeat it: make unit ORDER=that number.
ORDER := $(or $(ORDER),$(shell date +%s))
SHUFFLED := --random-order --random-order-seed=$(ORDER)
# What guards most in little time: lessons and their build, exercises, messages.
GUARDS := tests/notebooks tests/exercises/test_catalogue.py tests/test_errors.py tests/test_environment.py tests/test_imports.py

# try,COMMAND,SENTENCE: run a command; when it fails, say in one sentence what to do.
try = $(1) || { printf '\n%s\n' "$(2)" >&2; exit 1; }
comma := ,
# part,NAME,COMMAND: run one part of the tests and print its wall time.
part = @begin=$$(date +%s); $(2); code=$$?; printf '\n%s: %s s\n\n' "$(1)" $$(($$(date +%s) - begin)); exit $$code

.PHONY: lab test quick lint types guards unit thorough rounds nbval browser hub nbgrader book gpu lowest wheel notebooks solutions bench bench-answers bench-shared contact-sheet clean
.NOTPARALLEL:

lab: $(VENV)/.course
	@probe=$$(mktemp "$$HOME/.courseXXXXXX" 2>/dev/null) && rm "$$probe" || { printf '%s\n' "Your home folder cannot be written to: Jupyter's files and your progress go to .home in this folder."; \
		HOME="$(CURDIR)/.home"; export HOME; mkdir -p "$$HOME"; }; \
	exec $(BIN)/python -m jupyterlab --ServerApp.root_dir="$(CURDIR)" --ServerApp.allow_root=True \
		--LabApp.default_url=/lab/tree/notebooks/00_welcome.ipynb $(LAB_OPTIONS)

test: lint unit nbval browser
	@echo "Everything is green."

# Before each commit.
quick: lint types guards

lint: $(VENV)/.tests
	$(call part,lint,$(BIN)/ruff check . && $(BIN)/ruff format --check .)

types: $(VENV)/.tests
	$(call part,types,$(BIN)/mypy)

guards: $(VENV)/.tests
	$(call part,guards,$(PYTEST) -n auto $(GUARDS))

# With the types, as one of them: tests/test_types.py. A file stays with one worker, which makes its fixtures once.
unit: $(VENV)/.tests
	$(call part,unit tests in the order $(ORDER),$(PYTEST) -n auto --dist loadfile $(SHUFFLED))

# The solved notebooks, which hold outputs to compare; those handed out hold none, and a browser runs each of them. The
# five that train on all of MNIST are left to make thorough, which runs them all; pytest --nbval runs every notebook, too.
TRAINING := $(wildcard $(foreach number,08 10 11 12 13,solutions/$(number)_*.ipynb))
nbval: $(VENV)/.tests
	$(call part,solved notebooks compared with their stored outputs,$(PYTEST) --nbval -n auto $(filter-out $(TRAINING),$(wildcard solutions/*.ipynb)))

browser: $(VENV)/.tests
	$(call part,notebooks and widgets in a browser in the order $(ORDER),$(PYTEST) -m "browser and not thorough" -n auto $(SHUFFLED) tests/browser)

# Every answer again and again, each time with numbers drawn anew: nothing that a check says may hang on chance.
rounds: $(VENV)/.tests
	$(call part,every answer in $(or $(ROUNDS),100) rounds,$(PYTEST) -m rounds -n auto tests/exercises/test_rounds.py)

# What takes minutes and seldom breaks: whole programs, several processes, a class; each cell twice. CI runs it, too.
thorough: $(VENV)/.tests
	$(call part,whole programs and several processes,$(PYTEST) -m "thorough and not browser" -n auto)
	$(call part,lessons that train in a browser,$(PYTEST) -m "thorough and browser" -n auto tests/browser)
	$(call part,each cell twice and each lesson from its middle,$(PYTEST) --nbval --again -n auto solutions)

# A class on a JupyterHub, three learners at once: minutes, and a proxy that needs Node.js, so make test goes without.
hub: $(VENV)/.hub
	$(call part,a class on a JupyterHub,$(PYTEST) -m hub tests/browser/test_hub.py)

# docs/nbgrader.md as it stands. nbgrader adds menus to JupyterLab, so it gets an environment beside the course's.
PURELIB = -c "import sysconfig; print(sysconfig.get_path('purelib'))"
nbgrader: $(VENV)/.tests
	@$(BIN)/python -m venv .nbgrader
	@$(BIN)/python $(PURELIB) > "$$(.nbgrader/bin/python $(PURELIB))/course.pth"
	@.nbgrader/bin/python -m pip install --quiet nbgrader
	$(call part,a lesson as an assignment of nbgrader,.nbgrader/bin/python -m pytest -q -m nbgrader tests/grading)

# On a machine with a GPU; elsewhere each of them says that it is skipped.
gpu: $(VENV)/.tests
	$(call part,on a GPU,$(PYTEST) -m gpu)

# The oldest packages that pyproject.toml allows, in an environment of its own: what it promises holds there. They are
# older than what they import in turn, which warns of that; pyparsing would warn Matplotlib in the tests' scripts, too.
# Name the oldest Python: make lowest PYTHON=python3.10
LOWEST := build/lowest
lowest:
	$(PYTHON) -m venv $(LOWEST)
	sed -nE -e '/^dependencies/,/^]/s/^ *"([a-z]+)>=([0-9.]+).*/\1==\2/p' -e 's/^ *"(notebook)>=([0-9.]+).*/\1==\2/p' \
		pyproject.toml > $(LOWEST)/constraints.txt
	$(if $(TORCH_INDEX),$(LOWEST)/bin/python -m pip install -c $(LOWEST)/constraints.txt --index-url "$(TORCH_INDEX)" torch torchvision)
	$(LOWEST)/bin/python -m pip install -c $(LOWEST)/constraints.txt --editable ".[test]" "pyparsing<3.3"
	$(call part,unit tests with the oldest packages,$(LOWEST)/bin/python -m pytest -q -n auto -W ignore::DeprecationWarning)
	$(call part,solved notebooks with the oldest packages,$(LOWEST)/bin/python -m pytest -q --nbval -n auto solutions)

# solutions/ is the only source of every lesson; notebooks/ is derived from it.
notebooks: $(VENV)/.tests
	@$(BIN)/jupyter nbconvert --log-level WARN --config tools/notebooks_config.py --to notebook --output-dir notebooks solutions/*.ipynb

solutions: $(VENV)/.tests
	@$(BIN)/jupyter nbconvert --log-level WARN --config tools/solutions_config.py --to notebook --inplace $(LESSONS)

bench: $(VENV)/.tests
	@$(BIN)/python tests/benchmarks/bench.py
	@$(BIN)/python tests/benchmarks/bench_widgets.py
	@$(BIN)/python tests/benchmarks/bench_grading.py

# What the checks say of every stored answer, and in which time: five minutes.
bench-answers: $(VENV)/.tests
	@$(BIN)/python tests/benchmarks/bench_answers.py

# What several learners on one machine cost each other, on one that does nothing else: half an hour.
bench-shared: $(VENV)/.tests
	@$(BIN)/python tests/benchmarks/bench_shared.py

# The reading edition of the lessons: pages, the same as a PDF file, and a walk through all of it without the network.
BOOK := artefacts/book/_build
BUILD_BOOK = .venv-book/bin/python -c "from jupyter_book.cli.main import main; main()" build . --config book/_config.yml --toc book/_toc.yml \
	--path-output artefacts/book --warningiserror --nitpick --keep-going -q
book: $(VENV)/.tests .venv-book/.done
	$(call part,pages of the book,rm -rf $(BOOK) && $(BUILD_BOOK))
	$(call part,the book as a PDF file,$(BUILD_BOOK) --builder singlehtml && $(BIN)/python -m book.to_pdf $(BOOK)/singlehtml $(BOOK)/html/course.pdf)
	$(call part,a walk through the book,$(PYTEST) -m book tests/browser/test_book_pages.py)
	@echo "Read it: $(BOOK)/html/index.html"

# Jupyter Book lives apart: it asks for older versions of much that the lessons and their tests use, too.
.venv-book/.done: pyproject.toml | $(VENV)/.tests
	@$(BIN)/python -m venv --clear .venv-book
	@$(call try,.venv-book/bin/python -m pip install -q --upgrade "pip>=25.1",Jupyter Book could not be installed and pip says why above: check the connection; then run make book again.)
	@$(call try,.venv-book/bin/python -m pip install -q --group book,Jupyter Book could not be installed and pip says why above: check the connection; then run make book again.)
	@touch $@

# Pictures of all widgets for docs/ and README.md.
contact-sheet: $(VENV)/.tests
	@$(PYTEST) -m browser -n auto --screenshots $(foreach it,widgets training playground states,tests/browser/test_$(it).py)
	@$(BIN)/python tests/browser/contact_sheet.py

# The newest version of the course; what you wrote into the lessons stays. From a download: make update FROM=../old-folder
update:
	@$(PYTHON) tools/update.py $(if $(FROM),"$(FROM)")

# A package that carries the lessons: see README.md.
wheel: $(VENV)/.tests
	@$(BIN)/python -m hatchling build -t wheel

clean:
	rm -rf $(VENV) .nbgrader .venv-book artefacts build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis

# The environment is tested, its stamp is not enough: a folder that was moved or a Python that is gone is made good.
WORKS := $(shell $(BIN)/python -I tools/install.py --works 2>/dev/null && echo yes)
INSTALL = $(PYTHON) tools/install.py --torch-index "$(TORCH_INDEX)"

# The stamps are written last: an installation that was interrupted goes on at the next call.
$(VENV)/.course: pyproject.toml $(wildcard tools/jupyterlab/*.json) tools/install.py $(if $(WORKS),,again)
	@$(call try,$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 10))",The course needs Python 3.10 or newer: install it; or name one with: make PYTHON=python3.12 $(MAKECMDGOALS))
	@$(INSTALL)
	@touch $@

$(VENV)/.tests: $(VENV)/.course tests/browser/chromium.py
	@$(INSTALL) --tests
	@$(call try,$(BIN)/python tests/browser/chromium.py,Chromium could not be installed: install it by hand; then run make again.)
	@touch $@

$(VENV)/.hub: $(VENV)/.tests
	@$(call try,$(BIN)/python -m pip install --quiet --editable ".[test$(comma)hub]",JupyterHub could not be installed and pip says why above: see to that; then run make hub again.)
	@$(call try,npm install --silent --global --prefix $(VENV) configurable-http-proxy@4,JupyterHub's proxy could not be installed: install Node.js and npm; then run make hub again.)
	@touch $@

.PHONY: update again
again:
