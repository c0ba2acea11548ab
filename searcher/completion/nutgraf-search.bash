# SPDX-License-Identifier: GPL-2.0-or-later
# bash: what nutgraf-search may go on with is asked of itself.
_nutgraf_search() {
    local line current=${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    while IFS= read -r line; do
        if [ "$line" = :folders ]; then
            compopt -o filenames 2>/dev/null
            while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "${current#=}")
        else
            COMPREPLY+=("${line%%$'\t'*}")
        fi
    done < <("$1" --complete bash "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    case ${#COMPREPLY[@]}:${COMPREPLY[0]-} in
    1:*[:=]) compopt -o nospace 2>/dev/null ;;
    esac
}
complete -F _nutgraf_search nutgraf-search
