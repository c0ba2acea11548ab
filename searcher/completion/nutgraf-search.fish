# SPDX-License-Identifier: GPL-2.0-or-later
# fish: what nutgraf-search may go on with is asked of itself.
function __nutgraf_search_complete
    for line in (command nutgraf-search --complete fish (commandline -cp | string collect) 2>/dev/null)
        if test "$line" = :folders
            set -l option (commandline -ct | string match -r '^--[a-z]+=')
            __fish_complete_directories (commandline -ct | string replace -r '^--[a-z]+=' '') | string replace -r '^' -- "$option"
        else
            echo $line
        end
    end
end
complete -c nutgraf-search -f -a '(__nutgraf_search_complete)'
