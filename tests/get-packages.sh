#!/usr/bin/env bash
# usage: get-packages.sh CACHE PACKAGE...
# Unpacks Debian packages, and what they depend on that isn't installed, under CACHE/debian. Needs no privileges.
set -euo pipefail
cache=$1
shift
prefix=$cache/debian
mkdir -p "$cache/apt/lists/partial" "$cache/apt/archives/partial" "$prefix" "$cache/bin"

options=(-qq -o Debug::NoLocking=1 -o "Dir::Cache=$cache/apt" -o "Dir::Cache::archives=$cache/apt/archives")
# The status file says what is installed; a test points it at nothing to get everything.
if [[ -n ${PROCVM_APT_STATUS:-} ]]; then
  options+=(-o "Dir::State::status=$PROCVM_APT_STATUS")
fi

wanted() {
  apt-get "${options[@]}" install --print-uris --no-install-recommends "$@" | awk '{ print $2 }'
}

if ! files=$(wanted "$@" 2>/dev/null); then
  # This machine has no package lists: keep our own.
  options+=(-o "Dir::State::lists=$cache/apt/lists")
  apt-get "${options[@]}" update
  files=$(wanted "$@")
fi

cd "$cache/apt/archives"
for file in $files; do
  name=${file%%_*}
  version=${file#*_}
  version=${version%_*}
  compgen -G "${name}_*.deb" >/dev/null || apt-get "${options[@]}" download "$name=${version//%3a/:}"
  if ! dpkg-deb -x "${name}"_*.deb "$prefix"; then
    rm -f "${name}"_*.deb # cut off by an earlier failure: the next run gets it again
    exit 1
  fi
done

# Each command finds its libraries by itself, so that nobody else's search path changes.
libraries=$prefix/usr/lib/x86_64-linux-gnu:$prefix/lib/x86_64-linux-gnu
shopt -s nullglob
for command in "$prefix"/usr/bin/*; do
  cat >"$cache/bin/${command##*/}" <<EOF
#!/bin/sh
LD_LIBRARY_PATH='$libraries' exec '$command' "\$@"
EOF
done

# fpc finds its units, its assembler and its linker by a configuration in /etc: give it one of our own.
library=$(compgen -G "$prefix/usr/lib/x86_64-linux-gnu/fpc/3*" || true)
if [[ -n $library ]]; then
  cat >"$cache/bin/fpc" <<EOF
#!/bin/sh
PATH='$cache/bin':\$PATH exec '$library/ppcx64' -n -viwn '-Fu$library/units/x86_64-linux/*' "\$@"
EOF
fi

# node reads a part of itself from /usr/share/nodejs; made to read it through an open directory instead, under a name
# of the same length.
engine=$(compgen -G "$prefix/usr/lib/x86_64-linux-gnu/libnode.so.*" || true)
if [[ -n $engine ]]; then
  LC_ALL=C sed -i 's#/usr/share/nodejs/#/proc/self/fd/9///#g' "$engine"
  sed -i "2i exec 9<'$prefix/usr/share/nodejs'" "$cache/bin/node"
fi
for command in "$cache"/bin/*; do
  chmod +x "$command"
done
