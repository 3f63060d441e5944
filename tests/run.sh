#!/usr/bin/env bash
# Installs what the tests need and is missing, builds once, runs every test project, and ends with the line
# 'N passed, N failed' (', N skipped' where something could not run). Exit code 0 only when something passed and nothing failed.
# The tests in the browser run the desk that the Dockerfile makes. Each project's time is printed: wall
# and processor, that of the programs it started included.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
# A machine without a home folder still has to keep the packages somewhere.
[ -n "${HOME:-}" ] && mkdir -p "$HOME" && [ -w "$HOME" ] || export HOME="$results/home" DOTNET_CLI_HOME="$results/home"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1
export PATH="$PATH:/usr/sbin:/sbin"

passed=0 failed=0 skipped=0 names=()
finish() {
    if [ "${#names[@]}" -gt 0 ]; then
        # Once more at the end, where it is found: which tests, and what each said.
        echo 'Failures:'
        cat "$results"/failures 2>/dev/null
        printf 'Failed: %s\n' "${names[@]}"
    fi
    local line="$passed passed, $failed failed"
    [ "$skipped" -gt 0 ] && line="$line, $skipped skipped"
    echo "$line"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}

# program, its package, what is skipped without it
missing=() without=()
need() {
    command -v "$1" >/dev/null 2>&1 || [ -e "$1" ] || { missing+=("$2"); without+=("$3"); }
}
need chromium chromium 'tests in the browser'
need postfix postfix 'tests that send through a mail server'
need dovecot dovecot-imapd 'tests that read a mailbox over IMAP'
need nginx nginx-light 'tests of the ResultURL check'
need /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf fonts-dejavu-core ''

install_missing() {
    command -v apt-get >/dev/null 2>&1 || { echo "No apt-get here."; return 1; }
    [ "$(id -u)" -eq 0 ] || { echo "Not root."; return 1; }
    export DEBIAN_FRONTEND=noninteractive
    # The tests start servers of their own, with their own configuration: the system's stay unconfigured and stopped.
    command -v debconf-set-selections >/dev/null 2>&1 &&
        echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
    apt-get update -q >"$results/apt.log" 2>&1 &&
        RUNLEVEL=1 apt-get install -q -y --no-install-recommends "${missing[@]}" >>"$results/apt.log" 2>&1 ||
        { tail -n 15 "$results/apt.log"; return 1; }
}
if [ "${#missing[@]}" -gt 0 ]; then
    echo "Installing: ${missing[*]}"
    if ! install_missing; then
        echo "Could not install ${missing[*]}. Skipped for that reason:"
        printf '  %s\n' "${without[@]}" | grep -v '^ *$'
    fi
fi

fail() {
    echo "$1"
    failed=$((failed + 1))
    finish
}
command -v dotnet >/dev/null 2>&1 || fail 'The .NET 10 SDK is needed: there is no dotnet here.'
dotnet restore SupportDesk.sln --locked-mode -v quiet || fail 'The packages could not be restored.'

# The image's files are made beside the build, from sources of their own.
bash tests/container.sh "$results/image" >"$results/container.log" 2>&1 </dev/null &
container=$!
dotnet build SupportDesk.sln --configuration Release --no-restore -v quiet || fail 'The build failed.'
if wait "$container"; then
    echo "The steps of the Dockerfile are done."
    export DESK_PROGRAM="$results/image/app/supportdesk.dll"
else
    cat "$results/container.log"
    echo 'The steps of the Dockerfile failed.'
    failed=$((failed + 1)) names+=('tests/container.sh')
fi

# Adds up one project's results. A run that broke off counts as one failure on top of what it had finished.
number() { sed -n "s/.*<Counters [^>]*\b$1=\"\([0-9]*\)\".*/\1/p" "$2"; }
count() {
    local file=$1 code=$2
    if [ ! -s "$file" ] || [ -z "$(number total "$file")" ]; then
        failed=$((failed + 1))
        return
    fi
    local ok bad left
    ok=$(number passed "$file")
    left=$(($(number total "$file") - $(number executed "$file")))
    bad=$(($(number executed "$file") - ok))
    [ "$code" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + left))
}
run() {
    local name=$1 code
    TIMEFORMAT='%R s, %U + %S s of the processor'
    { time dotnet test "tests/$name" --configuration Release --no-build --nologo -v quiet --logger "trx;LogFileName=$name.trx" \
        --logger 'console;verbosity=normal' --results-directory "$results" >"$results/$name.log" 2>&1 </dev/null; } 2>"$results/$name.time"
    code=$?
    echo "$code" >"$results/$name.code"
}
report() {
    local name=$1 code
    code=$(cat "$results/$name.code")
    echo "== $name ($(tail -n 1 "$results/$name.time"))"
    if [ "$code" -eq 0 ]; then
        grep -E '^ *(Skipped |Passed!|Total tests|Passed:|Skipped:|Total time)' "$results/$name.log"
    else
        cat "$results/$name.log"
        # Of each the first lines of what it said, and where.
        awk '/^ *Failed .* \[/ { n = 14 } n > 0 { print substr($0, 1, 300); n-- }' "$results/$name.log" >>"$results/failures"
        mapfile -t -O "${#names[@]}" names < <(sed -n 's/^ *Failed \(.*\) \[.*/\1/p' "$results/$name.log")
    fi
    count "$results/$name.trx" "$code"
}
# The tests in the browser run three at a time and keep two cores busy alone: they come last, with nothing beside them.
last=SupportDesk.Browser.Tests
for project in tests/*.Tests/*.csproj; do
    name=$(basename "$project" .csproj)
    [ "$name" = "$last" ] && continue
    run "$name"
    report "$name"
done
run "$last"
report "$last"
finish
