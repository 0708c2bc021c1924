; clojure.java.browse: shows a URL in the browser of the system, by its own command for that.

(ns clojure.java.browse
  "Shows a URL in a browser."
  (:require [clojure.java.shell :as shell]))

(def ^:dynamic *open-url-script*
  "An atom with the name of the command that shows a URL, nil to look for one."
  (atom nil))

(def ^:private commands
  "Commands that open a URL, the usual ones first."
  ["xdg-open" "open" "wslview"])

(defn- find-command []
  (or @*open-url-script*
      (first (filter (fn [name] (zero? (:exit (shell/sh "which" name)))) commands))))

(defn browse-url
  "Shows a URL in a browser; answers whether there was a command for it."
  [url]
  (if-let [command (find-command)]
    (zero? (:exit (shell/sh command (str url))))
    false))
