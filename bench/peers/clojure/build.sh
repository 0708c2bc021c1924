#!/bin/sh
# Compiles the concurrency programs of the Clojure peer to clojure/classes. The other programs are
# the files of bench/genera, which the JVM reads as they are.
set -e
cd "$(dirname "$0")"
mkdir -p classes
path=src:classes
for jar in clojure core.async tools.analyzer.jvm tools.analyzer tools.reader core.memoize \
  core.cache data.priority-map core.specs.alpha spec.alpha; do
  path="$path:/usr/share/java/$jar.jar"
done
java -cp "$path" clojure.main -e "(compile 'peers.conc)"
