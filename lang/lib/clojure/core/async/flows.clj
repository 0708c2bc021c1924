; clojure.core.async: operations on whole channels. A part of clojure.core.async.

(in-ns 'clojure.core.async)

(defn pipe
  "Takes from one channel and puts into another until the first is closed, which closes the second
  unless close? is false, or the second is closed. Answers the second."
  ([from to] (pipe from to true))
  ([from to close?]
   (go-loop []
     (let [value (<! from)]
       (if (nil? value)
         (when close? (close! to))
         (when (>! to value) (recur)))))
   to))

; Pipelines: n actors take jobs, values with a channel for the channel of their results; another
; takes these in the order of the values, and what is in them.

(defn- run-jobs
  "Starts n actors that do jobs: `work` is called with a value, and answers a channel of results."
  [n jobs work]
  (dotimes [_ n]
    (go-loop []
      (when-let [[value results] (<! jobs)]
        (put! results (work value))
        (recur)))))

(defn- feed
  "Makes jobs of the values of a channel, and lets `order` have the channels of their results."
  [from jobs order]
  (go-loop []
    (let [value (<! from)]
      (if (nil? value)
        (do (close! jobs) (close! order))
        (let [results (chan 1)]
          (>! jobs [value results])
          (>! order results)
          (recur))))))

(defn- start-pipeline
  "A pipeline of n jobs at a time."
  [n to work from close?]
  (assert (pos? n))
  (let [jobs (chan n) order (chan n)]
    (run-jobs n jobs work)
    (feed from jobs order)
    (go-loop []
      (let [results (<! order)]
        (if (nil? results)
          (when close? (close! to))
          (let [values (<! results)]
            (loop []
              (let [value (<! values)]
                (when (and (not (nil? value)) (>! to value)) (recur))))
            (recur)))))))

(defn pipeline
  "Takes from a channel, applies a transducer to each value by itself, n values at a time, and
  puts the results into another channel, in the order of the values. That is closed at the end
  unless close? is false. ex-handler is as for chan."
  ([n to xf from] (pipeline n to xf from true))
  ([n to xf from close?] (pipeline n to xf from close? nil))
  ([n to xf from close? ex-handler]
   (start-pipeline n to
                   (fn [value]
                     (let [results (chan 1 xf ex-handler)]
                       (go (>! results value) (close! results))
                       results))
                   from close?)))

(defn pipeline-blocking
  "The same as pipeline: actors may wait."
  ([n to xf from] (pipeline n to xf from true))
  ([n to xf from close?] (pipeline n to xf from close? nil))
  ([n to xf from close? ex-handler] (pipeline n to xf from close? ex-handler)))

(defn pipeline-async
  "As pipeline, by a function of a value and a channel, which puts its results there and closes it."
  ([n to af from] (pipeline-async n to af from true))
  ([n to af from close?]
   (start-pipeline n to
                   (fn [value]
                     (let [results (chan 1)]
                       (af value results)
                       results))
                   from close?)))

(defn split
  "[those those-not]: channels of the values of which p is true, and of the others."
  ([p ch] (split p ch nil nil))
  ([p ch t-buf-or-n f-buf-or-n]
   (let [those     (chan t-buf-or-n)
         those-not (chan f-buf-or-n)]
     (go-loop []
       (let [value (<! ch)]
         (if (nil? value)
           (do (close! those) (close! those-not))
           (when (>! (if (p value) those those-not) value) (recur)))))
     [those those-not])))

(defn reduce
  "A channel of the reduction of what a channel gives until it is closed."
  [f init ch]
  (go-loop [result init]
    (let [value (<! ch)]
      (if (nil? value)
        result
        (let [result (f result value)]
          (if (reduced? result) @result (recur result)))))))

(defn transduce
  "As reduce, with a transducer."
  [xform f init ch]
  (let [f (xform f)]
    (go (f (<! (reduce f init ch))))))

(defn onto-chan!
  "Puts what is in coll into a channel, and closes it unless close? is false. Answers a channel
  that closes when that is done."
  ([ch coll] (onto-chan! ch coll true))
  ([ch coll close?]
   (go-loop [values (seq coll)]
     (if (and values (>! ch (first values)))
       (recur (next values))
       (when close? (close! ch))))))

(defn to-chan!
  "A channel of what is in coll."
  [coll]
  (let [ch (chan (core/bounded-count 100 coll))]
    (onto-chan! ch coll)
    ch))

(defn onto-chan!!
  "The same as onto-chan!: coll may wait."
  ([ch coll] (onto-chan! ch coll true))
  ([ch coll close?] (onto-chan! ch coll close?)))

(defn to-chan!!
  "The same as to-chan!: coll may wait."
  [coll]
  (to-chan! coll))

(defn into
  "A channel of coll with all that a channel gives until it is closed."
  [coll ch]
  (reduce conj coll ch))

(defn take
  "A channel of the first n values of a channel."
  ([n ch] (take n ch nil))
  ([n ch buf-or-n]
   (let [out (chan buf-or-n)]
     (go-loop [left n]
       (let [value (when (< 0 left) (<! ch))]
         (if (nil? value)
           (close! out)
           (do (>! out value) (recur (dec left))))))
     out)))

(defn merge
  "A channel of what any of some channels gives, until all are closed."
  ([chs] (merge chs nil))
  ([chs buf-or-n]
   (let [out (chan buf-or-n)]
     (go-loop [open (vec chs)]
       (if (empty? open)
         (close! out)
         (let [[value ch] (alts! open)]
           (if (nil? value)
             (recur (filterv (fn [other] (not= ch other)) open))
             (do (>! out value) (recur open))))))
     out)))

(defn map
  "A channel of f of one value of each of some channels, until one is closed."
  ([f chs] (map f chs nil))
  ([f chs buf-or-n]
   (let [out (chan buf-or-n)
         chs (vec chs)]
     (go-loop []
       (let [values (mapv <! chs)]
         (if (or (empty? values) (some nil? values))
           (close! out)
           (do (>! out (apply f values)) (recur)))))
     out)))

; Mults: one channel's values for several others.

(defprotocol Mux
  (muxch* [_] "The channel behind it."))

(defprotocol Mult
  (tap* [m ch close?] "Adds a channel.")
  (untap* [m ch] "Takes it away.")
  (untap-all* [m] "Takes all away."))

(defn- put-all
  "Puts a value into channels at the same time and waits for all; calls `gone` with those closed."
  [chs value gone]
  (let [me     (prim/self)
        ref    (prim/make-ref)
        handle (fn [ch open] (when-not open (gone ch)))
        left   (core/reduce (fn [left ch]
                              (let [box (impl/put! ch value (channels/->Waiter me ref nil ch))]
                                (if box
                                  (do (handle ch @box) left)
                                  (inc left))))
                            0 chs)]
    (dotimes [_ left]
      (let [[open ch] (channels/await-message ref nil nil)]
        (handle ch open)))))

(defn mult
  "A mult of a channel: every value goes to all channels that tap it, at the same time; the next
  one when all have taken it."
  [ch]
  (let [taps (atom {})
        m    (reify
               Mux
               (muxch* [_] ch)
               Mult
               (tap* [_ ch close?] (swap! taps assoc ch close?) nil)
               (untap* [_ ch] (swap! taps dissoc ch) nil)
               (untap-all* [_] (reset! taps {}) nil))]
    (go-loop []
      (let [value (<! ch)]
        (if (nil? value)
          (doseq [[tapped close?] @taps] (when close? (close! tapped)))
          (do (put-all (keys @taps) value (fn [gone] (untap* m gone)))
              (recur)))))
    m))

(defn tap
  "Has a channel get the values of a mult; it is closed with it unless close? is false."
  ([mult ch] (tap mult ch true))
  ([mult ch close?] (tap* mult ch close?) ch))

(defn untap
  "Has a channel no longer get the values of a mult."
  [mult ch]
  (untap* mult ch))

(defn untap-all
  "Takes all channels from a mult."
  [mult]
  (untap-all* mult))

; Mixes: one channel for the values of several others.

(defprotocol Mix
  (admix* [m ch] "Adds a channel.")
  (unmix* [m ch] "Takes it away.")
  (unmix-all* [m] "Takes all away.")
  (toggle* [m state-map] "Changes what is said of channels.")
  (solo-mode* [m mode] "Sets what becomes of others when some are solo."))

(defn- mix-state
  "What a mix reads now, from what is said of its channels."
  [channels mode change]
  (let [those  (fn [k] (core/into #{} (keep (fn [[ch said]] (when (k said) ch))) channels))
        solos  (those :solo)
        paused (those :pause)]
    {:solos solos
     :mutes (those :mute)
     :reads (conj (if (and (= mode :pause) (seq solos))
                    (vec solos)
                    (vec (remove paused (keys channels))))
                  change)}))

(defn mix
  "A mix of channels, added by admix, into the channel out."
  [out]
  (let [channels (atom {})
        mode     (atom :mute)
        change   (chan (sliding-buffer 1))
        changed  (fn [] (put! change true))
        state    (fn [] (mix-state @channels @mode change))
        m        (reify
                   Mux
                   (muxch* [_] out)
                   Mix
                   (admix* [_ ch] (swap! channels assoc ch {}) (changed))
                   (unmix* [_ ch] (swap! channels dissoc ch) (changed))
                   (unmix-all* [_] (reset! channels {}) (changed))
                   (toggle* [_ said]
                     (swap! channels (partial merge-with core/merge) said)
                     (changed))
                   (solo-mode* [_ new]
                     (assert (#{:mute :pause} new)
                             (str "mode must be one of: " #{:mute :pause}))
                     (reset! mode new)
                     (changed)))]
    (go-loop [{:keys [solos mutes reads] :as now} (state)]
      (let [[value ch] (alts! reads)]
        (cond
          (or (nil? value) (= ch change))
          (do (when (nil? value) (swap! channels dissoc ch))
              (recur (state)))
          (or (solos ch) (and (empty? solos) (not (mutes ch))))
          (when (>! out value) (recur now))
          :else (recur now))))
    m))

(defn admix
  "Adds a channel to a mix."
  [mix ch]
  (admix* mix ch))

(defn unmix
  "Takes a channel from a mix."
  [mix ch]
  (unmix* mix ch))

(defn unmix-all
  "Takes all channels from a mix."
  [mix]
  (unmix-all* mix))

(defn toggle
  "Changes what is said of channels of a mix, which are added if need be: a map of channels to
  maps with :mute, :pause and :solo, true or false. A muted channel is read and its values dropped,
  a paused one is not read; when some are solo, the others are muted or paused by solo-mode."
  [mix state-map]
  (toggle* mix state-map))

(defn solo-mode
  "Sets what becomes of the other channels of a mix when some are solo: :mute or :pause."
  [mix mode]
  (solo-mode* mix mode))

; Publications: a mult for each topic.

(defprotocol Pub
  (sub* [p v ch close?] "Adds a channel to a topic.")
  (unsub* [p v ch] "Takes it away.")
  (unsub-all* [p] [p v] "Takes all away."))

(defn pub
  "A publication of a channel, by topics, which topic-fn finds in the values; buf-fn answers the
  buffer of a topic."
  ([ch topic-fn] (pub ch topic-fn (constantly nil)))
  ([ch topic-fn buf-fn]
   (let [mults   (atom {})
         mult-of (fn [topic]
                   (or (get @mults topic)
                       (let [new (mult (chan (buf-fn topic)))]
                         (get (swap! mults (fn [all] (core/merge {topic new} all))) topic))))
         p       (reify
                   Mux
                   (muxch* [_] ch)
                   Pub
                   (sub* [_ topic ch close?] (tap (mult-of topic) ch close?))
                   (unsub* [_ topic ch]
                     (when-let [m (get @mults topic)] (untap m ch)))
                   (unsub-all* [_] (reset! mults {}))
                   (unsub-all* [_ topic] (swap! mults dissoc topic)))]
     (go-loop []
       (let [value (<! ch)]
         (if (nil? value)
           (doseq [m (vals @mults)] (close! (muxch* m)))
           (let [topic (topic-fn value)
                 m     (get @mults topic)]
             (when (and m (not (>! (muxch* m) value)))
               (swap! mults dissoc topic))
             (recur)))))
     p)))

(defn sub
  "Has a channel get the values of a topic; it is closed with the publication unless close? is
  false."
  ([p topic ch] (sub p topic ch true))
  ([p topic ch close?] (sub* p topic ch close?)))

(defn unsub
  "Has a channel no longer get the values of a topic."
  [p topic ch]
  (unsub* p topic ch))

(defn unsub-all
  "Takes all channels from a publication, or from one topic of it."
  ([p] (unsub-all* p))
  ([p topic] (unsub-all* p topic)))
