#!/usr/bin/env bash
# What it costs to start. Called by `./build.sh bench startup [--runs N]`, which names the tool in PROCVM_TOOL.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export PROCVM_PROGRAMS=$here/programs
dotnet build "$here/ProcVM.Bench.csproj" -c Release --nologo -v:quiet
exec dotnet "$here/../../artifacts/bin/ProcVM.Bench/release/ProcVM.Bench.dll" startup "$@"
