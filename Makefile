# Two commands: `make run` starts Rundblick with the demo, `make test` runs every check. `make help` lists the rest.
.PHONY: help run test test-fast test-scale bench format lock dist clean reset

PYTHON = python3
PORT = 8000
VENV = .venv/bin

help:
	@echo "make run        start with the demo on http://localhost:$(PORT) (PORT=8001 for another port, DEMO=0 without demo)"
	@echo "make test       every check: style, types, layers, licences, database, browser (under 30 minutes)"
	@echo "make test-fast  the quick ones (under 6 minutes)"
	@echo "make test-scale  the evaluation of extracts on Apache Spark (500 MB more; needs Java 17, else says: not run)"
	@echo "make bench      pages of 2,500 and 25,000 cases: statements, blocks, times (QUICK=1 short, FREEZE=1 new measure)"
	@echo "make format     put the code into the agreed format"
	@echo "make dist       build a wheel for servers, with its front-end files, into dist/"
	@echo "make lock       compute the lock files in requirements/ anew (needs uv)"
	@echo "make reset      throw the demo database away"
	@echo "make clean      remove what was built (.venv, build, dist)"
	@echo "DATABASE_URL=postgresql://... make run uses a real PostgreSQL server instead of the embedded one"

run:
	@$(PYTHON) tools/bootstrap.py run
	@$(VENV)/python tools/assets.py
	@exec $(VENV)/python -m rundblick.launch.run --port "$(PORT)" $(if $(filter 0 no,$(DEMO)),--no-demo)

test:
	@$(PYTHON) tools/bootstrap.py dev
	@$(VENV)/python tools/assets.py
	@exec $(VENV)/python -m tools.check full

test-fast:
	@$(PYTHON) tools/bootstrap.py dev
	@$(VENV)/python tools/assets.py
	@exec $(VENV)/python -m tools.check fast

test-scale:
	@$(PYTHON) tools/bootstrap.py scale
	@exec $(VENV)/python -m tools.check scale

bench:
	@$(PYTHON) tools/bootstrap.py dev
	@$(VENV)/python tools/assets.py
	@$(VENV)/python -m tools.bench $(if $(QUICK),--quick) $(if $(FREEZE),--freeze)
	@$(VENV)/python -m tools.bench.directory $(if $(QUICK),5000)
	@$(VENV)/python -m tools.bench.gaps $(if $(QUICK),20000)
	@$(VENV)/python -m tools.bench.report
	@exec $(VENV)/python -m tools.bench.extracts $(if $(QUICK),100000)

format:
	@$(PYTHON) tools/bootstrap.py dev
	@$(VENV)/ruff check --fix --exit-zero --quiet .
	@$(VENV)/ruff format .

lock:
	@$(PYTHON) tools/lock.py

dist:
	@$(PYTHON) tools/bootstrap.py dev
	@$(VENV)/python tools/assets.py
	@exec $(VENV)/python -m tools.dist

reset:
	@$(PYTHON) tools/bootstrap.py run
	@exec $(VENV)/python -m rundblick.launch.reset

clean:
	@test ! -x $(VENV)/python || $(VENV)/python -m rundblick.launch.reset --tests
	@test ! -x $(VENV)/python || $(VENV)/python -m tools.bench --remove
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
