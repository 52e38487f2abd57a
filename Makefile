# Banjie: every command a person or a machine needs. `make help` lists them.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
WORKERS ?= auto
SECONDS ?= 60
N ?= 20
BUNDLED = $(if $(OCR),ocr,run)
.DEFAULT_GOAL := help
.PHONY: help torture setup demo serve test test-reader compiled test-compiled test-web test-pg test-journeys test-house check format lock messages screens bundle bench bench-reader bench-compiled bench-site bench-cases bench-backups bench-peers fuzz sbom clean

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

.venv/.run: requirements/run.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

.venv/.dev: requirements/dev.txt .venv/.run
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

CATALOGUES := $(wildcard src/banjie/locale/*/LC_MESSAGES/*.po)
src/banjie/locale/.compiled: $(CATALOGUES) .venv/.run
	$(BIN)/python -m banjie.config.messages compile
	touch $@

setup: .venv/.run src/banjie/locale/.compiled  ## make .venv with the banjie command in it

demo: setup  ## serve the site on the invented town of Linhu (PORT=8000)
	$(BIN)/banjie demo --port $(PORT)

serve: setup  ## serve the site on its own data (PORT=8000)
	$(BIN)/banjie serve --port $(PORT)

test: check test-reader test-web test-pg test-journeys test-house  ## everything

test-reader: .venv/.dev
	$(BIN)/python -m pytest tests/reader -n $(WORKERS) -q

test-compiled: compiled  ## the reader's tests on the compiled reader
	PYTHONPATH=build/compiled $(BIN)/python -m pytest tests/reader -n $(WORKERS) -q

test-web: .venv/.dev src/banjie/locale/.compiled
	$(BIN)/python -m pytest tests/web -n $(WORKERS) -q

test-pg: .venv/.dev src/banjie/locale/.compiled  ## the web tests on PostgreSQL
	$(BIN)/python tests/with_postgres.py --forget $(BIN)/python -m pytest tests/web -n $(WORKERS) -q -m "not any_database"

test-journeys: .venv/.dev src/banjie/locale/.compiled
	$(BIN)/python -m pytest tests/journeys -n $(WORKERS) -q

test-house: .venv/.dev src/banjie/locale/.compiled
	$(BIN)/python -m pytest tests/house -q

check: .venv/.dev  ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy

format: .venv/.dev  ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:  ## renew the hashed requirements (needs uv)
	for f in run ocr dev; do uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q --upgrade requirements/$$f.in -o requirements/$$f.txt; done

messages: .venv/.dev  ## collect interface texts into the catalogues (needs gettext)
	$(BIN)/python -m banjie.config.messages collect

screens: .venv/.dev src/banjie/locale/.compiled  ## screenshots of every page into build/screens
	$(BIN)/python -m pytest tests/journeys/screens.py -q

# Beside the sources, not among them: nothing stale is ever taken for them.
build/compiled: setup.py $(shell find src/banjie_reader -name '*.py' -o -name '*.json') .venv/.dev
	rm -rf $@ build/c && BANJIE_COMPILED=1 $(BIN)/python setup.py -q build_py --build-lib $@ build_ext --build-lib $@ --build-temp build/c -j 2
	rm -r $@/banjie
	touch $@

compiled: build/compiled  ## the reader compiled to C, into build/compiled (needs a C compiler)

bundle: setup  ## wheels for a closed network, into build/bundle (OCR=1 with text recognition)
	rm -rf build/bundle && mkdir -p build/bundle/wheels
	$(BIN)/python -m pip download -q --disable-pip-version-check --require-hashes -r requirements/$(BUNDLED).txt -d build/bundle/wheels
	$(BIN)/python -m pip wheel -q --disable-pip-version-check --no-build-isolation --no-deps -w build/bundle/wheels .
	cp requirements/$(BUNDLED).txt build/bundle/
	@echo "On the closed machine: pip install --no-index --find-links wheels --require-hashes -r $(BUNDLED).txt, then pip install --no-index --find-links wheels --no-deps banjie"

# Rights, hostile words in answers, browser and mail, hostile files, steps at once, guesses, the solver
# against hidden figures, walks through cases, the API's own description, backups.
TORTURES := tests/web/grid tests/web/hostile tests/journeys/hostile \
	tests/web/documents tests/web/common/test_files.py tests/web/common/test_scanning.py tests/reader/inputs/test_hostile.py \
	$(wildcard tests/web/test_parallel.py tests/web/*/test_*parallel*.py tests/web/*/test_*at_once.py) tests/web/approvals/test_numbers.py \
	tests/web/people/test_door.py tests/web/consultation/test_public.py tests/web/common/test_suppression.py \
	tests/web/consultation/test_walks.py tests/web/api/test_schema.py tests/web/keeping/test_backup.py tests/web/keeping/test_sealed.py

torture: export BANJIE_HOSTILE := 1
torture: export BANJIE_API_EXAMPLES := $(N)
torture: export BANJIE_WALK_STEPS := $(N)00
torture: .venv/.dev src/banjie/locale/.compiled  ## all that is tried at length, on both databases: the whole of the grid, hostile words and files, N kills, outages (N=20)
	$(BIN)/python -m pytest $(TORTURES) -n $(WORKERS) -q
	$(BIN)/python tests/with_postgres.py --forget $(BIN)/python -m pytest $(TORTURES) -n $(WORKERS) -q -m "not any_database and not journey"
	$(BIN)/python -m tests.reader.fuzz --seconds $(SECONDS)
	$(BIN)/python -m tests.torture --kills $(N)
	$(BIN)/python tests/with_postgres.py $(BIN)/python -m tests.torture --kills $(N)
	$(BIN)/python -m tests.torture.outage
	$(BIN)/python tests/with_postgres.py $(BIN)/python -m tests.torture.outage

bench: bench-reader bench-compiled bench-site bench-cases bench-backups  ## speed, memory and accuracy of the reader; pages under load; 100 000 cases

bench-reader: .venv/.dev
	$(BIN)/python bench/reader.py

bench-compiled: compiled  ## the same of the compiled reader
	PYTHONPATH=build/compiled $(BIN)/python bench/reader.py

bench-site: .venv/.dev src/banjie/locale/.compiled
	$(BIN)/python bench/site.py
	$(BIN)/python bench/search.py
	$(BIN)/python tests/with_postgres.py $(BIN)/python bench/site.py
	$(BIN)/python tests/with_postgres.py $(BIN)/python bench/search.py
	if .venv-bench/bin/python -c "import pretalx" 2>/dev/null; then $(BIN)/python bench/pretalx.py; fi  # a peer, by the same measure

bench-backups: .venv/.dev src/banjie/locale/.compiled
	$(BIN)/python bench/backups.py
	$(BIN)/python tests/with_postgres.py $(BIN)/python bench/backups.py

bench-cases: .venv/.dev src/banjie/locale/.compiled
	$(BIN)/python bench/cases.py
	$(BIN)/python tests/with_postgres.py $(BIN)/python bench/cases.py

bench-peers:  ## install the readers that bench compares with, in .venv-bench
	test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install -q --disable-pip-version-check -r requirements/bench.in
	cp bench/peers/chrono_dates.mjs bench/peers/package.json .venv-bench/
	if command -v npm >/dev/null; then npm install --silent --no-package-lock --ignore-scripts --prefix .venv-bench; fi

build/fuzz: requirements/fuzz.in
	$(BIN)/python -m pip install -q --disable-pip-version-check --upgrade --target $@ -r requirements/fuzz.in || mkdir -p $@
	touch $@

fuzz: .venv/.dev build/fuzz  ## look for inputs that hurt the reader, for SECONDS (60)
	PYTHONPATH=build/fuzz $(BIN)/python -m tests.reader.fuzz --seconds $(SECONDS)

build/cyclonedx: requirements/sbom.in
	$(BIN)/python -m pip install -q --disable-pip-version-check --upgrade --target $@ -r requirements/sbom.in
	touch $@

sbom: .venv/.run build/cyclonedx  ## what the site is made of, from the lock file, into build/sbom.json (CycloneDX)
	PYTHONPATH=build/cyclonedx $(BIN)/python -m cyclonedx_py requirements requirements/run.txt --pyproject pyproject.toml --output-reproducible --of JSON -o build/sbom.json

clean:
	rm -rf .venv build var .pytest_cache .mypy_cache .ruff_cache src/*.egg-info src/banjie/locale/.compiled
