#!/bin/sh
# First step of every make command: find a Python new enough, or bring Debian's, and let it do the rest.
#   begin.sh demo|test      PYTHON=python3.13 picks another Python, VENV=.venv313 another folder
set -eu

new_enough() {
    command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3}; do
        if new_enough "$candidate"; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

install_python() {
    line='apt-get update && apt-get install -y --no-install-recommends python3 python3-venv'
    if [ "$(id -u)" = 0 ]; then
        sh -c "export DEBIAN_FRONTEND=noninteractive; $line"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo -n sh -c "export DEBIAN_FRONTEND=noninteractive; $line"
    else
        echo "Rao needs Python 3.11 or newer. Type this, then the same make command again:" >&2
        echo "  sudo sh -c '$line'" >&2
        exit 1
    fi
}

if ! python=$(find_python); then
    if [ -n "${PYTHON:-}" ]; then
        echo "$PYTHON is not a Python 3.11 or newer. Name another: make PYTHON=python3.12 ..." >&2
        exit 1
    fi
    echo "No Python 3.11 or newer here: installing Debian's."
    install_python
    python=$(find_python) || {
        echo "This system's own Python is too old: install Python 3.11 or newer, then say which: make PYTHON=/path/to/python3 ..." >&2
        exit 1
    }
fi

exec "$python" -m provisioning.setup "$@" --venv "${VENV:-.venv}"
