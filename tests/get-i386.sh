#!/usr/bin/env bash
# usage: get-i386.sh CACHE
# Leaves Debian's statically linked 32-bit busybox in CACHE/i386/bin, whatever architectures this system has. Needs no privileges.
set -euo pipefail
cache=$1
release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[[ -f $keys && -n $release ]] || {
  echo "get-i386.sh: not a Debian system" >&2
  exit 1
}
mkdir -p "$cache/i386/lists/partial" "$cache/i386/archives/partial"
cd "$cache/i386"
: >status
{
  echo "deb [arch=i386 signed-by=$keys] http://deb.debian.org/debian $release main"
  echo "deb [arch=i386 signed-by=$keys] http://deb.debian.org/debian $release-updates main"
} >sources.list
options=(-qq -o Debug::NoLocking=1 -o APT::Architecture=i386 -o APT::Architectures::=i386 -o APT::Sandbox::User= -o "Dir::State=$PWD" -o "Dir::State::lists=$PWD/lists"
  -o "Dir::State::status=$PWD/status" -o "Dir::Cache=$PWD" -o "Dir::Cache::archives=$PWD/archives"
  -o "Dir::Etc::sourcelist=$PWD/sources.list" -o Dir::Etc::sourceparts=- -o Acquire::Languages=none)
apt-get "${options[@]}" update
apt-get "${options[@]}" download busybox-static
dpkg-deb -x busybox-static_*_i386.deb .
rm -rf lists
