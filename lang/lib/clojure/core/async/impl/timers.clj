; clojure.core.async.impl.timers: channels that close after a time.

(ns clojure.core.async.impl.timers
  "Channels that close after a time."
  (:require [clojure.core.async.impl.channels :as channels]))

(defn timeout
  "A channel that closes ms milliseconds from now."
  [ms]
  (channels/timeout ms))
