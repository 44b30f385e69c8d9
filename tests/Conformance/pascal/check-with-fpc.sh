#!/bin/bash
# Compiles and runs the corpus with Free Pascal 3.2.2 and prints, for each program, whether fpc agrees with its first
# comment: `agrees`, `differs`, or `rejects` (fpc doesn't compile it). Fails when a verdict isn't the one recorded in the
# program's `fpc:` line. Usage: check-with-fpc.sh [-q] [FILE…]; -q prints the surprises and the totals alone.
set -u
folder=$(cd "$(dirname "$0")" && pwd)
quiet=0; [ "${1:-}" = -q ] && { quiet=1; shift; }
[ $# -gt 0 ] || set -- "$folder"/iso/*.pas "$folder"/dialect/*.pas
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
declare -A total
surprises=0

# The lines of one block (expect, input) of the first comment, without their bars.
block() { awk -v want="$2:" '/^}/ {exit} /^\|/ {if (inside) print substr($0, 2); next} {inside = ($1 == want)}' "$1"; }
# The value of one key; several lines when the key comes several times.
value() { awk -v want="$2:" '/^}/ {exit} $1 == want {sub(/^[^:]*: */, ""); print}' "$1"; }

# fpc -Miso writes integers 11 wide and booleans in lower case by default. ISO 7185 leaves both to the implementation
# (6.9.3.1, 6.9.3.5), so the calls are redirected in the assembly text to the routines of fpc's other modes.
compile_iso() {
    timeout 20 fpc -Miso -Cr -Co -Ci -Ct -vewnh -l- -Aas -s program.pas &&
        sed -i -E 's/fpc_write_text_(boolean|sint|uint|int64|qword|float)_iso/fpc_write_text_\1/' program.s && sh ppas.sh
}
compile_dialect() { timeout 20 fpc -Mobjfpc -Sg -Cr -Co -Ci -Ct -vewnh -l- program.pas; }

verdict() {
    local file=$1 kind=$2 std=$3 status lines wanted
    rm -rf "$work/run"; mkdir "$work/run"; cp "$file" "$work/run/program.pas"
    cp "$(dirname "$file")"/*_unit.pas "$(dirname "$file")"/*.inc "$work/run/" 2> /dev/null
    cd "$work/run" || exit 1
    "compile_$std" > compiler.log 2>&1 < /dev/null
    if [ ! -x program ]; then
        [ "$kind" = reject ] || { echo rejects; return; }
        lines=$(sed -n -E 's/^program\.pas\(([0-9]+)[,)].*(Error|Fatal):.*/\1/p' compiler.log | head -1)
        value "$file" error-at | grep -qx "${lines:-0}" && echo agrees || echo differs
        return
    fi
    [ "$kind" != reject ] || { echo differs; return; }
    block "$file" input > input.txt
    wanted=$(value "$file" exit)
    # shellcheck disable=SC2046
    timeout 10 ./program $(value "$file" args) < input.txt > output.txt 2> errors.txt
    status=$?
    block "$file" expect > expected.txt
    if [ "$kind" = accept ]; then
        cmp -s output.txt expected.txt && [ $status = "${wanted:-0}" ] && echo agrees || echo differs
    elif [ $status = 227 ] || { [ $status != 0 ] && grep -q '^Runtime error' output.txt errors.txt; }; then
        sed -i '/^Runtime error/,$d' output.txt
        cmp -s output.txt expected.txt && echo agrees || echo differs
    else
        echo differs
    fi
}

for file; do
    file=$(cd "$(dirname "$file")" && pwd)/$(basename "$file")
    kind=$(sed -n '1s/.* //p' "$file")
    [ "$kind" = helper ] && continue
    std=$(value "$file" std)
    case ${std:-$(basename "$(dirname "$file")")} in iso) std=iso ;; *) std=dialect ;; esac
    found=$(verdict "$file" "$kind" $std)
    recorded=$(value "$file" fpc)
    case $found in agrees) [ "$recorded" = agrees ] ;; *) [ "${recorded%% *}" = differs ] ;; esac && mark=' ' || { mark='!'; surprises=$((surprises + 1)); }
    total[$found]=$((${total[$found]:-0} + 1))
    [ $quiet = 1 ] && [ "$mark" = ' ' ] || printf '%s %-8s %-6s %-60s %s\n' "$mark" "$found" "$kind" "${file#"$folder"/}" "${recorded#differs}"
done
printf '\n%d agree, %d differ, %d rejected by fpc, %d not as recorded\n' "${total[agrees]:-0}" "${total[differs]:-0}" "${total[rejects]:-0}" $surprises
[ $surprises = 0 ]
