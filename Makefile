# `make run` starts the tracker, `make test` proves it. Both need only make, Python 3.11 or
# newer with venv, and the network once; uv is used where it is there. PORT=… changes the port.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
CATALOGUE := tracker/translations/cy/LC_MESSAGES/messages.po

INSTALL = if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python $(1); \
	else $(BIN)/python -m ensurepip >/dev/null && $(BIN)/python -m pip install --quiet $(1); fi

.PHONY: install run test lint frontend frontend-check format messages lock

install: $(VENV)/run.stamp

# Without a database of its own and a public address, this is a demonstration.
run: export TRACKER_HOST := 127.0.0.1
run: export PORT := $(PORT)
run: $(VENV)/run.stamp
	@$(BIN)/flask db upgrade
	@test -n "$$TRACKER_DATABASE_URL$$TRACKER_PUBLIC_URL" || $(BIN)/flask tracker demo
	@exec $(BIN)/flask tracker serve

test: lint frontend
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

# static/app.css and static/app.js are committed; a fresh build must give the same bytes.
frontend:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory frontend-check; \
	elif test -n "$$CI"; then echo 'npm is missing, and CI leaves nothing out.' >&2; exit 1; \
	else echo 'Skipped: whether static/ is what frontend/ builds, because npm is missing.'; fi

frontend-check: frontend/node_modules/.package-lock.json
	npm --prefix frontend run --silent check

frontend/node_modules/.package-lock.json: frontend/package-lock.json
	npm ci --prefix frontend --silent --no-audit --no-fund
	@touch $@

format: $(VENV)/test.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Sentences that people read, from the code and the templates into the Welsh catalogue.
messages: $(VENV)/test.stamp
	$(BIN)/pybabel --quiet extract --add-location file -k _l -F pyproject.toml -o $(VENV)/messages.pot .
	$(BIN)/pybabel --quiet update -N --init-missing --no-wrap --ignore-obsolete --ignore-pot-creation-date -i $(VENV)/messages.pot -o $(CATALOGUE) -l cy

# After a change of the dependencies in pyproject.toml.
lock: $(VENV)/test.stamp
	$(BIN)/uv lock
	$(BIN)/uv export --quiet --no-dev --no-emit-project --no-annotate --no-header -o requirements.txt
	$(BIN)/uv export --quiet --no-emit-project --no-annotate --no-header -o requirements-dev.txt

$(VENV)/bin/python:
	@if command -v uv >/dev/null; then uv venv --quiet --python '>=3.11' $(VENV); \
	elif ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		echo 'tracker needs Python 3.11 or newer.' >&2; exit 1; \
	elif ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
		echo 'Python is here without venv. On Debian or Ubuntu: apt install python3-venv' >&2; exit 1; \
	else $(PYTHON) -m venv $(VENV); fi

$(VENV)/run.stamp: requirements.txt | $(VENV)/bin/python
	@echo 'Installing what the tracker runs on …'
	@$(call INSTALL,--require-hashes -r requirements.txt)
	@touch $@

$(VENV)/test.stamp: requirements-dev.txt | $(VENV)/bin/python
	@echo 'Installing what its tests need …'
	@$(call INSTALL,--require-hashes -r requirements-dev.txt)
	@touch $@ $(VENV)/run.stamp
