#!/usr/bin/env bash
# What profiling costs. Called by `./build.sh bench profile [--runs N] [PROGRAM...]`, which names the tool in PROCVM_TOOL.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export PROCVM_PROGRAMS=$here/programs
dotnet build "$here/ProcVM.Bench.csproj" -c Release --nologo -v:quiet
exec dotnet "$here/../../artifacts/bin/ProcVM.Bench/release/ProcVM.Bench.dll" profile "$@"
