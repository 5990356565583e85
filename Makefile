VENV := .venv
BIN := $(VENV)/bin
# One worker more than cores: some tests wait for a terminal or a disk.
PYTEST := $(BIN)/pytest -q -n $(shell expr $$(nproc) + 1) --dist worksteal
APT := sudo apt install -y git make python3-venv libfribidi0 gcc libc6-dev strace

.PHONY: demo test slow test-devices bench pictures lock wheel stick clean

demo: $(VENV)/ready
	@$(BIN)/labkiosk demo

test: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -m "not slow and not devices"

slow: $(VENV)/ready
	$(PYTEST) -m slow
	FRESH_STARTS=1 $(PYTEST) -m "not slow" tests/cli tests/day tests/disasters tests/docs

# Needs an emulator (qemu-system-x86, cpio) and Debian's packages; where it lacks them it says so, and is no failure.
test-devices: $(VENV)/ready
	@$(BIN)/python -m tests.devices

bench: $(VENV)/ready
	$(BIN)/python -m tests.bench

pictures: $(VENV)/ready
	$(BIN)/python -m tests.docs.pictures

wheel: $(VENV)/ready
	$(BIN)/python -m hatchling build -t wheel

# All that installs labkiosk on a bare Debian of this release without a network; needs a network itself.
stick: $(VENV)/ready
	@test -n '$(DIR)' || { echo 'Say where the stick is mounted: make stick DIR=/media/stick' >&2; exit 1; }
	@$(BIN)/labkiosk stick '$(DIR)'

$(VENV)/ready: requirements.lock pyproject.toml
	@python3 -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo 'Python 3.11 or newer with venv is missing. Run: $(APT)' >&2; exit 1; }
	@ldconfig -p | grep -q libfribidi.so.0 || { echo 'libfribidi0 is missing. Run: $(APT)' >&2; exit 1; }
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

# Pins every package with the hashes of all its wheels; needs uv and a network.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) dist build
