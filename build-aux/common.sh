# SPDX-FileCopyrightText: 2026 The Switchback authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What build-aux/test and build-aux/demo have in common: the packages, the configured build, the program's environment.
# Sourced by bash; works from any folder.

source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$source_root/build

say ()
{
  printf '\n== %s\n' "$*"
}

# install_packages [LIST...]: installs what is missing of the packages of these lists, build-aux/packages unless said
# otherwise, if this is a Debian.
install_packages ()
{
  local lists=("${@:-packages}") wanted missing=() package as_root=()

  if ! command -v dpkg-query > /dev/null; then
    say "Not a Debian: what build-aux/packages lists has to be there already"
    return
  fi

  mapfile -t wanted < <(cd "$source_root/build-aux" && sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "${lists[@]}")
  for package in "${wanted[@]}"; do
    if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" != installed ]; then
      missing+=("$package")
    fi
  done
  if [ ${#missing[@]} -eq 0 ]; then
    return
  fi

  say "Installing ${#missing[@]} packages: ${missing[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=600 install -q -y --no-install-recommends "${missing[@]}"
}

# configure_and_build FOLDER [MESON-OPTION...]
configure_and_build ()
{
  local folder=$1
  shift

  if [ ! -f "$folder/build.ninja" ]; then
    say "Configuring ${folder#"$source_root"/}"
    meson setup "$folder" "$source_root" "$@"
  fi
  say "Building ${folder#"$source_root"/}"
  ninja -C "$folder"
}

# Lets the program find its settings, icons, translations and demo platform in the build tree.
use_build_tree ()
{
  export GSETTINGS_SCHEMA_DIR=$build/data
  export XDG_DATA_DIRS=$source_root/data:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
  export SWITCHBACK_PROGRAM=$build/src/switchback
  export SWITCHBACK_DEMO_PLATFORM=$build/src/demo/switchback-demo-platform
  export SWITCHBACK_GUARD=$build/src/guard/switchback-guard
  export SWITCHBACK_WEB_MODULE=$build/src/ui/web/switchback-web.so
  export SWITCHBACK_TRANSLATIONS=$build/po
}
