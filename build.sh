#!/usr/bin/env bash
# Builds, runs and tests ProcVM; build.ps1 has the same verbs. `./build.sh help` lists them.
set -euo pipefail
cd_root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly root=$cd_root
readonly tool=$root/artifacts/procvm/procvm
readonly stamp=$root/artifacts/procvm.stamp
readonly cache=$root/.cache
# The analyzers take longer than the compiler: `lint` runs them.
readonly without_analyzers=(-p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false)

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# A build node that outlives its build keeps the pipe of `./build.sh test | tee log` open.
export MSBUILDDISABLENODEREUSE=1

usage() {
  cat <<'EOF'
usage: ./build.sh [VERB] [ARGS]

  build                 build Release and leave artifacts/procvm/procvm (the default)
  run FILE [ARGS]       build when stale, then run a program
  test [PROJECT]        get what is missing, build, and run every test (or those of one test project)
  lint                  check format, analyzers and scripts
  generate              write everything generated anew: the tables of the host calls and src/ProcVM.Module/OPCODES.md
  publish               pack the tool as artifacts/procvm-VERSION-RID.tar.gz
  bench [NAME]          measure: interp, tiers, startup, compile, profile
  conformance           the language conformance corpus, as a table
  fuzz [MODULES [SOURCES [SEED]]]
                        mutated modules and sources, and programs in every tier, long
  fuzz modules|sources|tiers [COUNT [SEED]]
                        one of them
  soak [MINUTES [SEED]] eight instances at a time in one process, in all tiers, over and over, watching memory (default 30)
  boots                 operating systems (not in this version)
  clean                 remove artifacts and the cache
EOF
}

fail() {
  echo "build.sh: $*" >&2
  exit 1
}

require_sdk() {
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0"
  export HOME=${HOME:-$cache/home}
}

# True when anything that goes into the tool is newer than the tool. Starts no build engine: `run` must start at once.
stale() {
  [[ -x $tool && -f $stamp ]] || return 0
  [[ -n $(find "$root/src" "$root/langs" "$root/syscall-maps" "$root"/Directory.*.props "$root/global.json" \
    \( -name samples -o -name bin -o -name obj \) -prune -o -newer "$stamp" ! -name '*.md' \
    ! -name packages.lock.json -print -quit) ]]
}

# Runs a command with its output kept back; shows the output when it fails, and after that the status.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  if ((status != 0)); then
    grep -E 'error|warning' "$log" | sort -u | head -50 >&2 || cat "$log" >&2
  fi
  rm -f "$log"
  return "$status"
}

build_tool() {
  require_sdk
  mkdir -p "$root/artifacts"
  exec 9>"$root/artifacts/build.lock"
  if command -v flock >/dev/null; then
    flock 9
  fi
  if [[ ${1:-} == --force ]] || stale; then
    [[ ! -t 2 ]] || echo "building…" >&2
    # Taken before the build: an edit during it leaves the tool stale.
    touch "$stamp.new"
    rm -f "$stamp"
    quietly dotnet publish "$root/src/ProcVM.Cli/ProcVM.Cli.csproj" -c Release -o "$root/artifacts/procvm" \
      --nologo -v:quiet "${without_analyzers[@]}" 9>&- || fail "the build failed"
    mv "$stamp.new" "$stamp"
  fi
  exec 9>&-
}

# ---- what the tests need beyond the SDK

# Each test tool as "command package", or "library package".
readonly test_tools=("fpc fp-compiler" "wat2wasm wabt" "node nodejs" "libLLVM.so.19.1 libllvm19" "busybox busybox-static" "strace strace" "gcc gcc" "libc.a libc6-dev"
  "callgrind_annotate valgrind")
readonly bench_tools=("gcc gcc" "fpc fp-compiler" "lua5.4 lua5.4" "javac default-jdk-headless")

missing_packages() {
  local entry
  for entry in "$@"; do
    case $entry in
      lib*) has_library "${entry% *}" ;;
      *) command -v "${entry% *}" >/dev/null ;;
    esac || echo "${entry#* }"
  done
}

has_library() {
  compgen -G "/usr/lib/*/$1" >/dev/null || compgen -G "/usr/lib*/$1" >/dev/null || [[ -n ${PROCVM_LIBLLVM:-} ]]
}

use_cached_tools() {
  export PATH=$PATH:$cache/bin
  local -r libraries=$cache/debian/usr/lib/x86_64-linux-gnu
  if [[ -f $libraries/libLLVM.so.19.1 && -z ${PROCVM_LIBLLVM:-} ]]; then
    export PROCVM_LIBLLVM=$libraries/libLLVM.so.19.1 LD_LIBRARY_PATH=${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$libraries
  fi
}

# Tests that need a tool that isn't there are skipped, and counted as that.
get_tools() {
  local packages
  use_cached_tools
  mapfile -t packages < <(missing_packages "$@")
  ((${#packages[@]} > 0)) || return 0
  if command -v apt-get >/dev/null; then
    echo "getting ${packages[*]}…" >&2
    if [[ $(id -u) == 0 ]]; then
      install_packages "${packages[@]}" || true
    else
      "$root/tests/get-packages.sh" "$cache" "${packages[@]}" || true
      hash -r
    fi
    mapfile -t packages < <(missing_packages "$@")
  fi
  ((${#packages[@]} == 0)) ||
    echo "build.sh: can't get ${packages[*]}: tests that compare with what they hold are skipped" >&2
}

install_packages() {
  local -a install=(apt-get install -y -qq --no-install-recommends "$@")
  export DEBIAN_FRONTEND=noninteractive
  quietly "${install[@]}" && return
  # The package lists may be absent or old.
  quietly apt-get update -qq || return
  quietly "${install[@]}"
}

# The 32-bit busybox, from Debian's i386 packages; where there are none, its tests are skipped.
get_i386() {
  [[ ! -x $cache/i386/bin/busybox ]] && command -v apt-get >/dev/null || return 0
  echo "getting the 32-bit busybox…" >&2
  quietly "$root/tests/get-i386.sh" "$cache" || echo "build.sh: can't get the 32-bit busybox: its tests are skipped" >&2
}

# ---- verbs

verb_run() {
  (($# > 0)) || fail "run what? try: ./build.sh run langs/pascal/samples/hello.pas"
  if stale; then
    build_tool
  fi
  exec "$tool" "$@"
}

# A number of the summary of a test project's results, as passed="12".
counter() {
  sed -n "s/.*<Counters [^>]* $2=\"\([0-9]*\)\".*/\1/p" "$1" 2>/dev/null
}

# What tests printed, in the results that dotnet test writes (trx): those of skipped tests are their reasons.
printed_by_tests() {
  local wanted=$1
  shift
  awk -v wanted="$wanted" '
    /<UnitTestResult / { inside = 1; kind = /outcome="NotExecuted"/ ? "skipped" : "run" }
    /<\/UnitTestResult>|<\/Results>/ { inside = 0 }
    inside && kind == wanted && sub(/.*<(StdOut|Message)>/, "") { printing = 1 }
    printing {
      last = sub(/<\/(StdOut|Message)>.*/, "")
      gsub(/&lt;/, "<"); gsub(/&gt;/, ">"); gsub(/&quot;/, "\""); gsub(/&amp;/, "\\&")
      print
      printing = !last
    }' "$@" 2>/dev/null
}

# Runs the tests of one project; prints its failures and one line, and leaves its results in DIR/NAME.trx.
test_project() {
  local project=$1 results=$2 name
  name=$(basename "$project" .csproj)
  dotnet test "$project" -c Release --no-build --nologo -v:quiet --results-directory "$results" \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
    --blame-hang-timeout 15m --blame-hang-dump-type none 2>&1 |
    grep -vE '^(Test run for |A total of |Data collector |Results File: |$)'
}

# Prints one line for each test project, what was skipped and why and, last, the sums.
verb_test() {
  local only=${1:-} project name results passed=0 failed=0 skipped=0 p f total status
  build_tool
  get_tools "${test_tools[@]}"
  get_i386
  quietly dotnet build "$root/ProcVM.sln" -c Release --nologo -v:quiet "${without_analyzers[@]}" ||
    fail "the build of the tests failed"
  results=$root/artifacts/test-results
  rm -rf "$results"
  export PROCVM_TOOL=$tool
  while IFS= read -r project; do
    name=$(basename "$project" .csproj)
    [[ -z $only || $name == *"$only"* ]] || continue
    status=0
    test_project "$project" "$results" || status=$?
    p=$(counter "$results/$name.trx" passed)
    f=$(counter "$results/$name.trx" failed)
    total=$(counter "$results/$name.trx" total)
    if ((status != 0 && ${f:-0} == 0)); then
      f=1 # the test host itself died
    fi
    passed=$((passed + ${p:-0}))
    failed=$((failed + ${f:-0}))
    skipped=$((skipped + ${total:-0} - ${p:-0} - ${f:-0}))
  done < <(find "$root/tests" -name '*.Tests.csproj' | sort)
  printed_by_tests run "$results"/*.trx
  if ((skipped > 0)); then
    printed_by_tests skipped "$results"/*.trx | sort | uniq -c | sed 's/^ *\([0-9]*\) /skipped \1: /'
  fi
  echo "$passed passed, $failed failed"
  ((failed == 0 && passed > 0))
}

verb_lint() {
  require_sdk
  if command -v shellcheck >/dev/null; then
    shellcheck "$root/build.sh" "$root/.ci/run" "$root"/tests/*.sh || fail "shellcheck has objections"
  fi
  if command -v pwsh >/dev/null; then
    # shellcheck disable=SC2016 # The dollars are PowerShell's.
    SCRIPT=$root/build.ps1 pwsh -NoProfile -NonInteractive -Command '
      $errors = $null
      [void][System.Management.Automation.Language.Parser]::ParseFile($env:SCRIPT, [ref]$null, [ref]$errors)
      if ($errors) { $errors | Out-String; exit 1 }' || fail "build.ps1 doesn't parse"
  fi
  quietly dotnet build "$root/ProcVM.sln" -c Release --no-incremental --nologo -v:quiet || fail "the analyzers have objections"
  dotnet format "$root/ProcVM.sln" whitespace --verify-no-changes --no-restore || fail "run: dotnet format whitespace"
  dotnet format "$root/ProcVM.sln" style --severity warn --verify-no-changes --no-restore || fail "run: dotnet format style"
  echo "lint: clean"
}

verb_publish() {
  local version rid package
  build_tool --force
  version=$("$tool" version | sed -n '1s/^procvm //p')
  rid=$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
  package=$root/artifacts/procvm-$version-$rid.tar.gz
  tar -C "$root/artifacts" -czf "$package" --exclude='*.pdb' procvm
  echo "$package"
}

verb_bench() {
  local name=${1:-interp}
  build_tool
  get_tools "${bench_tools[@]}"
  [[ -x $root/tests/Bench/$name.sh ]] || fail "no benchmark '$name'; there are: $(
    cd "$root/tests/Bench" && printf '%s ' *.sh | sed 's/\.sh//g'
  )"
  shift || true
  PROCVM_TOOL=$tool exec "$root/tests/Bench/$name.sh" "$@"
}

# Mutated modules and sources, and generated programs in every tier; the numbers printed at the end have goals of their own, and the exit status
# says whether they were reached.
verb_fuzz() {
  require_sdk
  get_tools "libLLVM.so.19.1 libllvm19"
  quietly dotnet build "$root/tests/Fuzz/ProcVM.Fuzz.csproj" -c Release --nologo -v:quiet || fail "the fuzzer doesn't build"
  local status=0
  case ${1:-} in
    modules) fuzz modules "${2:-1000000}" "${3:-1}" || status=1 ;;
    sources) fuzz sources "${2:-200000}" "${3:-1}" || status=1 ;;
    tiers) fuzz tiers "${2:-100000}" "${3:-1}" || status=1 ;;
    *)
      fuzz modules "${1:-1000000}" "${3:-1}" || status=1
      fuzz sources "${2:-200000}" "${3:-1}" || status=1
      fuzz tiers 100000 "${3:-1}" || status=1
      ;;
  esac
  return "$status"
}

fuzz() {
  dotnet "$root/artifacts/bin/ProcVM.Fuzz/release/ProcVM.Fuzz.dll" "$@"
}

# The corpus is part of the tests; alone, it is listed program by program.
verb_conformance() {
  build_tool
  get_tools "${test_tools[@]}"
  PROCVM_TOOL=$tool dotnet test "$root/tests/Langs/ProcVM.Pascal.Tests/ProcVM.Pascal.Tests.csproj" \
    -c Release --nologo -v:quiet --filter FullyQualifiedName~ConformanceTests --logger "console;verbosity=normal"
}

# Eight instances at a time in one process, in all tiers (soak [MINUTES [SEED]]); the exit status says whether all ended as they had to and nothing grew.
verb_soak() {
  require_sdk
  get_tools "libLLVM.so.19.1 libllvm19"
  quietly dotnet build "$root/tests/Soak/ProcVM.Soak.csproj" -c Release --nologo -v:quiet || fail "the soak test doesn't build"
  exec dotnet "$root/artifacts/bin/ProcVM.Soak/release/ProcVM.Soak.dll" "${1:-30}" "${2:-1}"
}

# Tables of host calls are written by the build, from syscall-maps, whenever a map is newer; here they are written in any case.
verb_generate() {
  find "$root/artifacts/obj" -name 'Pvm*.g.cs' -delete 2>/dev/null || true
  build_tool --force
  PROCVM_GENERATE=1 quietly dotnet test "$root/tests/Unit/ProcVM.Module.Tests/ProcVM.Module.Tests.csproj" -c Release --nologo -v:quiet \
    --filter FullyQualifiedName~OpcodeReferenceTests "${without_analyzers[@]}" || fail "OPCODES.md can't be written"
}

main() {
  local verb=${1:-build}
  (($# == 0)) || shift
  case $verb in
    build) build_tool "$@" ;;
    run | test | lint | generate | publish | bench) "verb_$verb" "$@" ;;
    conformance) verb_conformance ;;
    fuzz | soak) "verb_$verb" "$@" ;;
    boots) fail "not in this version" ;;
    clean) rm -rf "$root/artifacts" "$cache" ;;
    help | -h | --help) usage ;;
    *)
      usage >&2
      fail "no verb '$verb'"
      ;;
  esac
}

main "$@"
