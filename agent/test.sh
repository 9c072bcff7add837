#!/bin/sh
# Runs the agent's tests on every CPython from 3.10 that is found: on PATH, or given as arguments.
cd "$(dirname "$0")" || exit 2
if [ $# -eq 0 ]; then
  for minor in 10 11 12 13 14; do
    command -v "python3.$minor" >/dev/null 2>&1 && set -- "$@" "python3.$minor"
  done
  if [ -n "${PYENV_ROOT:-}" ] && [ -d "$PYENV_ROOT/versions" ]; then
    for found in "$PYENV_ROOT"/versions/3.1[0-9].*/bin/python; do
      [ -x "$found" ] && set -- "$@" "$found"
    done
  fi
  [ $# -eq 0 ] && set -- python3
fi
status=0
tested=" "
for python in "$@"; do
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2] if sys.version_info >= (3, 10) else "")' 2>/dev/null)
  [ -z "$version" ] && continue
  case $tested in *" $version "*) continue ;; esac
  tested="$tested$version "
  echo "CPython $version"
  "$python" -m unittest discover -t . -s tests || status=1
done
if [ "$tested" = " " ]; then
  echo "no CPython 3.10 or newer found" >&2
  exit 2
fi
for minor in 10 11 12 13 14; do
  case $tested in *" 3.$minor "*) ;; *) echo "CPython 3.$minor: not found, so not tested" ;; esac
done
exit $status
