#!/bin/bash
# usage: calls.sh: the calls that strace records of programs.txt
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp)
while IFS= read -r line; do
  case "$line" in ''|'#'*) continue;; esac
  dir=$(mktemp -d); ( cd "$dir" && strace -f -c -o "$dir/.trace" /bin/sh -c "${line#!}" >/dev/null 2>&1 </dev/null
  awk '$1 ~ /^[0-9.]+$/ && $NF != "total" { print $NF }' .trace ) >> "$out"
  rm -rf "$dir"
done < "$here/programs.txt"
sort "$out" | uniq -c | sort -k1,1nr -k2 | awk '{ print $2, $1 }'
rm -f "$out"
