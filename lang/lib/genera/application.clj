; Applications: parts of a system that start and stop as a whole, in the order of what they need.
; One server, the controller, knows which are loaded and which run; it is started with the first
; application and lives as long as the program.

(ns genera.application
  "Applications. A spec is a map: :name, a keyword; :start, (f type args), which answers [:ok pid]
  or [:ok pid state], the pid being a supervisor linked to the caller; :args; :applications, names
  of those it needs; :prep-stop and :stop, functions of the state; :env, a map of settings. Instead
  of the functions there may be :callbacks: a map or namespace with them, a reify of Application."
  (:refer-clojure :exclude [load])
  (:require [genera.actors :as actors :refer [exit monitor process-flag receive self]]
            [genera.gen :as gen]
            [genera.logger :as logger]
            [genera.server :as server]))

(defonce ^:private specs (atom {}))
(defonce ^:private environment (atom {}))

(defprotocol Application
  "The callbacks of an application as methods; prep-stop and stop may be left out."
  (start-app [this type args])
  (prep-stop [this state])
  (stop-app [this state]))

(defn- with-callbacks
  "A spec with the functions that its :callbacks have; throws for what is none."
  [{:keys [callbacks] :as spec}]
  (let [found (when callbacks
                (gen/callbacks-of callbacks "genera.application.Application"
                                  [:start-app :prep-stop :stop-app]))
        {:keys [name start] :as spec}
        (merge {:start     (or (:start-app found) (:start found))
                :prep-stop (:prep-stop found)
                :stop      (or (:stop-app found) (:stop found))}
               spec)]
    (when-not (and (keyword? name) (ifn? start))
      (throw (IllegalArgumentException.
               (str "An application has a :name, a keyword, and a :start function: "
                    (pr-str spec)))))
    spec))

(defn load
  "Makes an application known; :ok or [:error [:already-loaded name]]."
  [spec]
  (let [{:keys [name env] :as spec} (with-callbacks spec)
        [old _] (swap-vals! specs (fn [all] (if (all name) all (assoc all name spec))))]
    (if (old name)
      [:error [:already-loaded name]]
      (do (swap! environment update name (fn [set-before] (merge env set-before)))
          :ok))))

(defmacro defapplication
  "Defines a spec of an application, named by the var's name as a keyword, and makes it known;
  loading the file again replaces it."
  [name & {:as options}]
  `(do (def ~name (assoc ~options :name ~(keyword (str name))))
       (unload ~(keyword (str name)))
       (load ~name)
       (var ~name)))

; Masters: the actor that starts an application and watches its top supervisor.

(defn- run-master
  [spec type parent answer!]
  (process-flag :trap-exit true)
  (let [[kind x]      (gen/outcome (:start spec) type (:args spec))
        [tag pid state] (when (vector? x) x)]
    (cond
      (= :exit kind) (answer! [:error x])
      (and (= :ok tag) (actors/pid? pid))
      (let [finish (fn []
                     (when-let [f (:stop spec)] (gen/outcome f state)))]
        (actors/link pid)
        (answer! [:ok (self)])
        (loop []
          (receive
            [:EXIT pid reason] (do (finish) (exit reason))
            [::stop from]
            (let [state (if-let [f (:prep-stop spec)] (second (gen/outcome f state)) state)
                  r     (monitor pid)]
              (exit pid :shutdown)
              (receive [:DOWN r _ _ _] nil)
              (finish)
              (actors/! from [::stopped (self)])
              (exit :normal))
            [:EXIT parent reason] (do (exit pid :shutdown)
                                      (let [r (monitor pid)] (receive [:DOWN r _ _ _] nil))
                                      (finish)
                                      (exit reason))
            _ (recur))))
      (and (= :error tag) (= 2 (count x))) (answer! x)
      :else (answer! [:error [:bad-return x]]))))

; The controller: its state is a vector of {:name :type :master :ref}, in the order of their start.

(defn- running [s name] (first (filter (fn [app] (= name (:name app))) s)))

(defn- start-one
  [s name type]
  (let [spec   (get @specs name)
        needed (first (remove (fn [n] (running s n)) (:applications spec)))]
    (cond
      (nil? spec)      [:reply [:error [:not-loaded name]] s]
      (running s name) [:reply [:error [:already-started name]] s]
      needed           [:reply [:error [:not-started needed]] s]
      :else
      (let [answer (gen/start (fn [parent answer!] (run-master spec type parent answer!))
                              {:initial-call [name :start]})]
        (if (= :ok (first answer))
          (let [master (second answer)]
            (logger/log* :info {:report :progress :application name :started-at (self)} nil)
            [:reply :ok (conj s {:name name :type type :master master :ref (monitor master)})])
          [:reply [:error [(second answer) name]] s])))))

(defn- stop-master
  [{:keys [master ref]}]
  (actors/demonitor ref :flush)
  (let [r (monitor master)]
    (actors/! master [::stop (self)])
    (receive [:DOWN r _ _ _] nil)
    (receive [::stopped master] nil (after 0 nil))))

(defn- end-of
  "What follows the end of an application by itself."
  [s ref reason]
  (if-let [{:keys [name type] :as app} (first (filter (fn [app] (= ref (:ref app))) s))]
    (let [left (vec (remove (fn [a] (= a app)) s))]
      (logger/log* (if (gen/quiet? reason) :notice :error)
                   {:report :application :application name :exited reason :type type} nil)
      (if (or (= :permanent type) (and (= :transient type) (not= :normal reason)))
        (do (doseq [app (rseq left)] (stop-master app))
            (binding [*out* *err*]
              (println (str "Application " name " ended: " (pr-str reason) "; the system stops"))
              (flush))
            (System/exit 1))
        [:noreply left]))
    [:noreply s]))

(def ^:private controller
  {:init        (fn [_] (process-flag :trap-exit true) [:ok []])
   :handle-call (fn [[op name type] _ s]
                  (case op
                    :start (start-one s name type)
                    :stop  (if-let [app (running s name)]
                             (do (stop-master app)
                                 [:reply :ok (vec (remove (fn [a] (= a app)) s))])
                             [:reply [:error [:not-started name]] s])
                    :which [:reply (mapv :name s) s]))
   :handle-info (fn [m s]
                  (if (and (vector? m) (= :DOWN (first m)))
                    (end-of s (nth m 1) (nth m 4))
                    [:noreply s]))})

(defn- ask
  [request]
  (let [pid (or (actors/whereis ::controller)
                (let [[_ x] (server/start controller nil {:name ::controller})]
                  (if (actors/pid? x) x (second x))))]
    (server/call pid request :infinity)))

(defn unload
  "Forgets an application that does not run; :ok or [:error [:running name]]."
  [name]
  (if (and (actors/whereis ::controller) (some #{name} (ask [:which])))
    [:error [:running name]]
    (do (swap! specs dissoc name) :ok)))

(defn start
  "Starts an application (a name, or a spec, which is loaded first): :ok or [:error reason], among
  them [:not-started name] of one it needs. type says what follows when it ends by itself:
  :temporary (a report), :transient (the system stops if that was abnormal), :permanent (the system
  stops)."
  ([app] (start app :temporary))
  ([app type]
   (when (map? app) (load app))
   (ask [:start (if (map? app) (:name app) app) type])))

(defn ensure-all-started
  "Starts an application and before it all that it needs: [:ok names-started] or [:error reason]."
  ([name] (ensure-all-started name :temporary))
  ([name type]
   (loop [todo [name] started []]
     (if-let [n (peek todo)]
       (let [answer (start n type)]
         (cond
           (= :ok answer) (recur (pop todo) (conj started n))
           (= :already-started (first (second answer))) (recur (pop todo) started)
           (= :not-started (first (second answer)))
           (let [needed (second (second answer))]
             (if (some #{needed} todo)
               [:error [:circular needed]]
               (recur (conj todo needed) started)))
           :else answer))
       [:ok started]))))

(defn stop
  "Stops an application: its top supervisor is ended with :shutdown and waited for; :ok or
  [:error [:not-started name]]."
  [name]
  (ask [:stop name]))

(defn stop-all
  "Stops all applications, the last started first."
  []
  (when (actors/whereis ::controller)
    (doseq [name (reverse (ask [:which]))] (stop name)))
  :ok)

(defn which-applications
  "The names of those that run, in the order of their start."
  []
  (if (actors/whereis ::controller) (ask [:which]) []))

(defn loaded-applications [] (vec (keys @specs)))

(defn get-env
  "A setting of an application, or not-found (nil)."
  ([name key] (get-env name key nil))
  ([name key not-found] (get-in @environment [name key] not-found)))

(defn get-all-env [name] (get @environment name {}))

(defn set-env
  "Changes a setting, also before the application is loaded; answers :ok."
  [name key value]
  (swap! environment assoc-in [name key] value)
  :ok)
