#!/bin/sh
# Runs every case under the reference interpreter, rewrites the expected outputs and shows what changed.
# Fails if anything changed. Needs `lua5.4` (Debian's is 5.4.4; another build by LUA=…).
set -eu
cd "$(dirname "$0")"
LUA=${LUA:-lua5.4}
command -v "$LUA" >/dev/null || { echo "no $LUA here: nothing compared" >&2; exit 0; }
export TZ=UTC LC_ALL=C
changed=0
fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT
for file in *.lua; do
  out="${file%.lua}.out"
  "$LUA" "$file" >"$fresh" 2>&1 || { echo "$file: $(tail -1 "$fresh")" >&2; exit 2; }
  [ -e "$out" ] || : >"$out"
  if ! diff -u --label "$out (committed)" --label "$out ($LUA)" "$out" "$fresh"; then
    cp "$fresh" "$out"
    changed=1
  fi
done
exit $changed
