#!/usr/bin/env bash
# How long the compiler takes. Called by `./build.sh bench compile [--runs N]`, which names the tool in PROCVM_TOOL.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export PROCVM_PROGRAMS=$here/programs
dotnet build "$here/ProcVM.Bench.csproj" -c Release --nologo -v:quiet
exec dotnet "$here/../../artifacts/bin/ProcVM.Bench/release/ProcVM.Bench.dll" compile "$@"
