#!/usr/bin/env bash
# bash tests/container.sh FOLDER: builds what the Dockerfile builds, without a container engine. Its lines are carried out
# one after another in an empty folder, on no more files than .dockerignore lets through. The last stage's files are left
# in FOLDER, as they would lie in the image. Knows the instructions that are used, and fails on others.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p "$1"
image=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The last pattern that fits a file or a folder above it decides.
find . -type f -not -path './.git/*' | sed 's|^\./||' >"$work/files"
awk '
    NR == FNR {
        if ($0 == "" || $0 ~ /^#/) next
        keep[++count] = sub(/^!/, "")
        gsub(/\./, "[.]"); gsub(/\*\*\//, "\001"); gsub(/\*/, "[^/]*"); gsub(/\001/, "(.*/)?")
        pattern[count] = "^" $0 "(/.*)?$"
        next
    }
    { sent = 1; for (i = 1; i <= count; i++) if ($0 ~ pattern[i]) sent = keep[i]; if (sent) print }
' .dockerignore "$work/files" >"$work/sent"
mkdir "$work/context"
tar -cf - -T "$work/sent" | tar -xf - -C "$work/context"

broken() {
    echo "Dockerfile: $1"
    exit 1
}
root='' folder=/ program='' count=0
declare -A stages
copy() {
    local from=$work/context target words=()
    for word in "$@"; do
        case $word in
            --from=*) from=${stages[${word#--from=}]:-} && [ -n "$from" ] || broken "no stage ${word#--from=}" ;;
            --chown=*) ;;
            --*) broken "$word is not known here" ;;
            *) words+=("$word") ;;
        esac
    done
    target=$(inside "${words[-1]}")
    mkdir -p "$target"
    for word in "${words[@]:0:${#words[@]}-1}"; do
        # shellcheck disable=SC2086 # a pattern stands for all that fits it
        for source in $from/${word#/}; do
            [ -e "$source" ] || broken "COPY finds no $word"
            if [ -d "$source" ]; then cp -a "$source/." "$target/"; else cp -a "$source" "$target/"; fi
        done
    done
}
inside() { case $1 in /*) echo "$root$1" ;; *) echo "$root$folder/$1" ;; esac; }

while read -r instruction rest; do
    case $instruction in
        '' | \#*) ;;
        FROM)
            read -r -a words <<<"$rest"
            root=$work/stage-$((count++)) folder=/
            stages[${words[2]:-last}]=$root
            mkdir "$root"
            ;;
        WORKDIR) folder=$rest && mkdir -p "$root$folder" ;;
        COPY)
            read -r -a words <<<"$rest"
            copy "${words[@]}"
            ;;
        RUN)
            while [[ $rest == --* ]]; do rest=${rest#* }; done
            echo "== $rest"
            (cd "$root$folder" && bash -euc "$rest") </dev/null
            ;;
        ENTRYPOINT)
            program=$(grep -o '[^"]*\.dll' <<<"$rest")
            [ -f "$root$folder/$program" ] || broken "there is no $program in $folder"
            ;;
        USER | ENV | EXPOSE | VOLUME | HEALTHCHECK) ;;
        *) broken "$instruction is not known here" ;;
    esac
done < <(sed -e '/^#/d' -e ':join' -e '/\\$/{N;s/\\\n */ /;bjoin' -e '}' Dockerfile)
[ -n "$program" ] || broken 'there is no ENTRYPOINT'
cp -a "$root/." "$image/"
