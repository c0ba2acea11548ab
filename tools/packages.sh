# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced by quickstart and check: install_missing PACKAGE...

# Asks dpkg which of the packages are missing and installs those, with sudo when not root.
install_missing() {
    missing=
    if ! command -v dpkg-query >/dev/null 2>&1; then
        echo "This is no Debian system: packages are not looked at."
        return 0
    fi
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' ||
            missing="$missing $package"
    done
    if [ -z "$missing" ]; then
        echo "all there"
        return 0
    fi
    echo "installing:$missing"
    root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || {
            echo "Not root, and no sudo. As root: apt-get install$missing" >&2
            return 1
        }
        root=sudo
    fi
    log=$(mktemp)
    # Without a list of packages apt finds nothing: the first try may need one.
    if ! $root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        $missing >"$log" 2>&1; then
        $root apt-get update >>"$log" 2>&1 || true
        $root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
            $missing >>"$log" 2>&1 || {
            tail -20 "$log" >&2
            rm -f "$log"
            return 1
        }
    fi
    rm -f "$log"
}
