#!/bin/sh
# Compiles every program whose compiler is installed and skips the others. Debian packages: sbcl
# erlang-base clojure libcore-async-clojure racket ghc libghc-stm-dev chezscheme; the Node packages
# come from node/package.json.
set -e
cd "$(dirname "$0")"
has() { command -v "$1" >/dev/null; }

(cd node && npm install --no-audit --no-fund --no-package-lock)
if has sbcl; then
  (cd sbcl && sbcl --noinform --non-interactive --eval '(push :peers-build *features*)' \
    --eval '(compile-file "bench.lisp")' >/dev/null 2>&1)
fi
if has erlc; then
  (cd erlang && erlc bench.erl && erlc actors.erl)
  (cd hello && erlc hello.erl)
fi
if [ -f /usr/share/java/core.async.jar ]; then ./clojure/build.sh; fi
if has raco; then raco make racket/bench.rkt hello/hello.rkt; fi
if has ghc; then
  (cd ghc && ghc -O2 -threaded -rtsopts -fno-omit-yields -package stm -package containers \
    Bench.hs -o bench >/dev/null)
  (cd hello && ghc -O2 Hello.hs -o hello-hs >/dev/null)
fi
if has scheme; then (cd chez && echo '(compile-file "bench.ss")' | scheme -q >/dev/null); fi
echo built
