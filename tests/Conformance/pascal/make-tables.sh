#!/bin/bash
# Rewrites the tables of README.md (between the `tables` marks) from the programs' first lines.
set -eu
cd "$(dirname "$0")"
names() { # suite, clause, kind -> the programs' names, the clause cut off
    printf '%s\n' "$index" | awk -F'\t' -v s="$1" -v c="$2" -v k="$3" '$1 == s && $2 == c && $3 == k {printf "%s%s", sep, $4; sep = ", "}'
}
index=$(for file in iso/*.pas dialect/*.pas; do
    sed -n -E '1s/^\{ test: ([a-z]+) ([^ ]+) ([a-z]+)$/\1\t\2\t\3/p' "$file" | while IFS= read -r line; do
        printf '%s\t%s\n' "$line" "$(basename "$file" .pas | sed -E 's/^(D?[.0-9]+)-//')"
    done
done)
table() { # suite, filter
    printf '%s\n' "$index" | awk -F'\t' -v s="$1" '$1 == s {print $2}' | grep -E "$2" | sort -V -u | while IFS= read -r clause; do
        printf '| %s | %s | %s |%s\n' "$clause" "$(names "$1" "$clause" "$3")" "$(names "$1" "$clause" "$4")" \
            "$([ "$1" = iso ] || printf ' %s |' "$(names "$1" "$clause" error)")"
    done
}
{
    sed '/<!-- tables -->/q' README.md
    printf '\n%s programs: %s accept, %s reject, %s error.\n' "$(printf '%s\n' "$index" | grep -vc helper)" \
        "$(printf '%s\n' "$index" | cut -f3 | grep -c accept)" "$(printf '%s\n' "$index" | cut -f3 | grep -c reject)" \
        "$(printf '%s\n' "$index" | cut -f3 | grep -c error)"
    printf '\n### ISO 7185, clause by clause\n\n| clause | accepted | rejected |\n|---|---|---|\n'
    table iso '^6' accept reject
    printf '\n### The dialect, feature by feature\n\n| feature | accepted | rejected | trapped |\n|---|---|---|---|\n'
    table dialect . accept reject
    printf '\n### Errors of Appendix D that programs provoke\n\n| error | programs | trap |\n|---|---|---|\n'
    printf '%s\n' "$index" | awk -F'\t' '$1 == "iso" && $3 == "error" {print $2}' | sort -V -u | while IFS= read -r clause; do
        printf '| %s | %s | %s |\n' "$clause" "$(names iso "$clause" error)" \
            "$(sed -n 's/^trap: //p' iso/"$clause"-*.pas | sort -u | paste -sd ' ')"
    done
} > README.new
mv README.new README.md
