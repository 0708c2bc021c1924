; Registries: local tables from keys to actors, of which an entry lasts as long as its actor. A
; server (genera.server) changes the table and watches the actors; whoever looks something up reads
; the table itself, an atom, without asking anyone.

(ns genera.registry
  "Registries of actors by key. With :keys :unique a key is one actor's and [:via registry key] is a
  name that servers can be started and called by; with :duplicate many actors share a key, for
  dispatch. Entries have a value; they vanish with their actor."
  (:refer-clojure :exclude [keys count])
  (:require [genera.actors :as actors :refer [self]]
            [genera.gen :as gen]
            [genera.server :as server]))

(defonce ^:private tables
  ; by pid of the registry's server: {:kind :unique or :duplicate, :entries atom of
  ; {key [[pid value] …]}}
  (atom {}))

(defn- table-of
  [registry]
  (let [pid (gen/find-actor registry)]
    (or (when pid (get @tables pid))
        (throw (IllegalArgumentException. (str "No registry: " (pr-str registry)))))))

(defn- entries-of [registry] @(:entries (table-of registry)))

(defn- alive-entries
  [entries]
  (filterv (fn [[pid _]] (actors/alive? pid)) entries))

; The server: its state is {:table …, :watched {pid ref}}.

(defn- without
  [entries key pid]
  (let [left (vec (remove (fn [[p _]] (= p pid)) (get entries key)))]
    (if (empty? left) (dissoc entries key) (assoc entries key left))))

(defn- watch
  [s pid]
  (if (get-in s [:watched pid]) s (assoc-in s [:watched pid] (actors/monitor pid))))

(defn- handle-call
  [[op key pid value] _ {:keys [table] :as s}]
  (let [{:keys [kind entries]} table
        there (alive-entries (get @entries key))]
    (case op
      :register
      (cond
        (and (= :unique kind) (seq there))
        [:reply [:error [:already-registered (ffirst there)]] s]
        :else
        (do (swap! entries (fn [all] (assoc all key (conj (if (= :unique kind) [] (get all key []))
                                                          [pid value]))))
            [:reply [:ok (self)] (watch s pid)]))
      :unregister
      (do (swap! entries without key pid)
          [:reply :ok s])
      :update-value
      (if (some (fn [[p _]] (= p pid)) there)
        (let [f value]
          (swap! entries update key (fn [all] (mapv (fn [[p v]] [p (if (= p pid) (f v) v)]) all)))
          [:reply :ok s])
        [:reply :error s]))))

(defn- handle-info
  [m {:keys [table] :as s}]
  (if (and (vector? m) (= :DOWN (first m)))
    (let [pid (nth m 3)]
      (swap! (:entries table)
             (fn [all] (reduce (fn [all key] (without all key pid)) all (clojure.core/keys all))))
      [:noreply (update s :watched dissoc pid)])
    [:noreply s]))

(def ^:private callbacks
  {:init        (fn [kind]
                  (let [table {:kind kind :entries (atom {})}]
                    (actors/process-flag :trap-exit true)
                    (swap! tables (fn [all]
                                    (assoc (into {} (filter (fn [[pid _]] (actors/alive? pid))) all)
                                           (self) table)))
                    [:ok {:table table :watched {}}]))
   :handle-call handle-call
   :handle-info handle-info
   :terminate   (fn [_ _] (swap! tables dissoc (self)))})

(defn start-link
  "Starts a registry linked to the running actor. Options: :name, :keys :unique or :duplicate.
  Answers [:ok pid] or [:error reason]."
  [{:keys [name] kind :keys}]
  (when-not (#{:unique :duplicate} kind)
    (throw (IllegalArgumentException. (str ":keys is :unique or :duplicate, not " (pr-str kind)))))
  (server/start-link callbacks kind {:name name}))

(defn register
  "Registers the running actor under a key with a value: [:ok registry-pid], or
  [:error [:already-registered pid]]."
  [registry key value]
  (server/call registry [:register key (self) value] :infinity))

(defn unregister
  "Takes the running actor's entries under a key away; answers :ok."
  [registry key]
  (server/call registry [:unregister key (self)] :infinity))

(defn update-value
  "Changes the value of the running actor's entry by f; :ok, or :error if there is none."
  [registry key f]
  (server/call registry [:update-value key (self) f] :infinity))

(defn lookup
  "The entries of a key, a vector of [pid value]."
  [registry key]
  (alive-entries (get (entries-of registry) key)))

(defn whereis
  "The actor of a key in a :unique registry, or nil."
  [registry key]
  (ffirst (lookup registry key)))

(defn keys
  "The keys of an actor."
  [registry pid]
  (vec (for [[key entries] (entries-of registry) [p _] entries :when (= p pid)] key)))

(defn values
  "The values an actor has under a key."
  [registry key pid]
  (vec (for [[p v] (lookup registry key) :when (= p pid)] v)))

(defn count
  "The number of entries."
  [registry]
  (reduce + (map (comp clojure.core/count val) (entries-of registry))))

(defn dispatch
  "Calls f with the entries of a key, if there are any; answers :ok."
  [registry key f]
  (let [entries (lookup registry key)]
    (when (seq entries) (f entries))
    :ok))
