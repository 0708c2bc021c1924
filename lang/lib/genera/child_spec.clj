; What children and supervisors may be, and what is said of those that are not.

(ns genera.child-spec
  "The specs of children and the flags of supervisors: checked, and completed with OTP's defaults.")

(def ^:private spec-keys
  #{:id :start :restart :shutdown :type :significant :modules})

(defn- function? [x] (and (ifn? x) (not (or (coll? x) (keyword? x) (symbol? x)))))

(defn- spec-problem
  "What is wrong with a child spec, a sentence, or nil."
  [spec auto-shutdown]
  (if-not (map? spec)
    (str "a child spec is a map, not " (pr-str spec))
    (let [{:keys [id start restart shutdown type significant]} spec
          unknown (first (remove spec-keys (keys spec)))]
      (cond
        unknown (str "a child spec has no key " (pr-str unknown))
        (nil? id) (str "the child spec lacks :id: " (pr-str spec))
        (not (or (function? start) (and (vector? start) (function? (first start)))))
        (str ":start of child " (pr-str id) " is a function or [f & args], not " (pr-str start))
        (not (contains? #{nil :permanent :transient :temporary} restart))
        (str ":restart of child " (pr-str id) " is :permanent, :transient or :temporary, not "
             (pr-str restart))
        (not (or (nil? shutdown) (= :brutal-kill shutdown) (= :infinity shutdown)
                 (and (int? shutdown) (<= 0 shutdown))))
        (str ":shutdown of child " (pr-str id) " is ms, :brutal-kill or :infinity, not "
             (pr-str shutdown))
        (not (contains? #{nil :worker :supervisor} type))
        (str ":type of child " (pr-str id) " is :worker or :supervisor, not " (pr-str type))
        (not (contains? #{nil true false} significant))
        (str ":significant of child " (pr-str id) " is true or false, not " (pr-str significant))
        (and significant (= :permanent (or restart :permanent)))
        (str "child " (pr-str id) " is :significant, so it cannot be :permanent")
        (and significant (= :never auto-shutdown))
        (str "child " (pr-str id) " is :significant, which needs :auto-shutdown")))))

(defn- duplicate-id
  [specs]
  (first (keep (fn [[id n]] (when (< 1 n) [id])) (frequencies (map :id specs)))))

(defn problem
  "nil if a sequence of child specs is valid, else a sentence that says what is wrong."
  [specs auto-shutdown]
  (if-not (sequential? specs)
    (str "child specs are a sequence of maps, not " (pr-str specs))
    (or (some (fn [spec] (spec-problem spec auto-shutdown)) specs)
        (when-let [[id] (duplicate-id specs)]
          (str "two children have the :id " (pr-str id))))))

(defn flags-problem
  "nil if the flags of a supervisor are valid, else a sentence that says what is wrong."
  [{:keys [strategy intensity period auto-shutdown] :as flags}]
  (let [unknown (first (remove #{:strategy :intensity :period :auto-shutdown} (keys flags)))]
    (cond
      unknown (str "supervisor flags have no key " (pr-str unknown))
      (not (contains? #{:one-for-one :one-for-all :rest-for-one :simple-one-for-one} strategy))
      (str ":strategy is :one-for-one, :one-for-all, :rest-for-one or :simple-one-for-one, not "
           (pr-str strategy))
      (not (and (int? intensity) (<= 0 intensity)))
      (str ":intensity is a number of restarts, not " (pr-str intensity))
      (not (and (number? period) (< 0 period)))
      (str ":period is a number of seconds above 0, not " (pr-str period))
      (not (contains? #{:never :any-significant :all-significant} auto-shutdown))
      (str ":auto-shutdown is :never, :any-significant or :all-significant, not "
           (pr-str auto-shutdown)))))

(defn complete
  "A child of a spec, with OTP's defaults."
  [{:keys [type restart shutdown] :as spec}]
  (let [type (or type :worker)]
    (assoc spec
           :type type
           :restart (or restart :permanent)
           :shutdown (or shutdown (if (= :supervisor type) :infinity 5000))
           :significant (boolean (:significant spec))
           :pid nil)))

(defn spec-of
  "The spec of a child, as get-child-spec answers it."
  [child]
  (dissoc child :pid))
