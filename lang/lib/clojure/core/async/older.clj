; clojure.core.async: functions that programs should no longer use, transducers being better. A
; part of clojure.core.async.

(in-ns 'clojure.core.async)

(defn onto-chan
  "Deprecated: the same as onto-chan!."
  ([ch coll] (onto-chan! ch coll true))
  ([ch coll close?] (onto-chan! ch coll close?)))

(defn to-chan
  "Deprecated: the same as to-chan!."
  [coll]
  (to-chan! coll))

(deftype ^:private MappedHandler [handler f]
  impl/Handler
  (active? [_] (impl/active? handler))
  (blockable? [_] (impl/blockable? handler))
  (lock-id [_] (impl/lock-id handler))
  (commit [_]
    (when-let [told (impl/commit handler)]
      (fn [value] (told (if (nil? value) nil (f value)))))))

(defn map<
  "Deprecated: a channel from which f of the values of ch is taken."
  [f ch]
  (reify
    impl/Channel
    (close! [_] (impl/close! ch))
    (closed? [_] (impl/closed? ch))
    impl/ReadPort
    (take! [_ handler]
      (let [box (impl/take! ch (->MappedHandler handler f))]
        (if (and box (some? @box)) (channels/box (f @box)) box)))
    impl/WritePort
    (put! [_ value handler] (impl/put! ch value handler))))

(defn map>
  "Deprecated: a channel that puts f of what is put into it into ch."
  [f ch]
  (reify
    impl/Channel
    (close! [_] (impl/close! ch))
    (closed? [_] (impl/closed? ch))
    impl/ReadPort
    (take! [_ handler] (impl/take! ch handler))
    impl/WritePort
    (put! [_ value handler] (impl/put! ch (f value) handler))))

(defn filter>
  "Deprecated: a channel that puts what is put into it into ch if p is true of it."
  [p ch]
  (reify
    impl/Channel
    (close! [_] (impl/close! ch))
    (closed? [_] (impl/closed? ch))
    impl/ReadPort
    (take! [_ handler] (impl/take! ch handler))
    impl/WritePort
    (put! [_ value handler]
      (if (p value)
        (impl/put! ch value handler)
        (channels/box (not (impl/closed? ch)))))))

(defn remove>
  "Deprecated: as filter>, of what p is false of."
  [p ch]
  (filter> (complement p) ch))

(defn- through
  "A channel to which an actor puts what `step` answers, a sequence, for each value of ch."
  [step ch buf-or-n]
  (let [out (chan buf-or-n)]
    (go-loop []
      (let [value (<! ch)]
        (if (nil? value)
          (close! out)
          (when (every? (fn [x] (>! out x)) (step value)) (recur)))))
    out))

(defn filter<
  "Deprecated: a channel of the values of ch of which p is true."
  ([p ch] (filter< p ch nil))
  ([p ch buf-or-n] (through (fn [value] (when (p value) [value])) ch buf-or-n)))

(defn remove<
  "Deprecated: a channel of the values of ch of which p is false."
  ([p ch] (remove< p ch nil))
  ([p ch buf-or-n] (filter< (complement p) ch buf-or-n)))

(defn mapcat<
  "Deprecated: a channel of all that is in f of the values of ch."
  ([f in] (mapcat< f in nil))
  ([f in buf-or-n] (through f in buf-or-n)))

(defn mapcat>
  "Deprecated: a channel that puts all that is in f of what is put into it into out."
  ([f out] (mapcat> f out nil))
  ([f out buf-or-n]
   (let [in (chan buf-or-n)]
     (go-loop []
       (let [value (<! in)]
         (if (nil? value)
           (close! out)
           (when (every? (fn [x] (>! out x)) (f value)) (recur)))))
     in)))

(defn unique
  "Deprecated: a channel of the values of ch without those equal to the one before."
  ([ch] (unique ch nil))
  ([ch buf-or-n]
   (let [out (chan buf-or-n)]
     (go-loop [last nil]
       (let [value (<! ch)]
         (cond
           (nil? value)   (close! out)
           (= last value) (recur last)
           :else          (when (>! out value) (recur value)))))
     out)))

(defn partition
  "Deprecated: a channel of vectors of n values of ch; the last may have fewer."
  ([n ch] (partition n ch nil))
  ([n ch buf-or-n]
   (let [out (chan buf-or-n)]
     (go-loop [group []]
       (let [value (<! ch)
             group (if (nil? value) group (conj group value))]
         (cond
           (nil? value)         (do (when (seq group) (>! out group))
                                    (close! out))
           (= n (count group)) (when (>! out group) (recur []))
           :else               (recur group))))
     out)))

(defn partition-by
  "Deprecated: a channel of vectors of values of ch, one after the other, that have the same f."
  ([f ch] (partition-by f ch nil))
  ([f ch buf-or-n]
   (let [out (chan buf-or-n)]
     (go-loop [group [] kind nil]
       (let [value (<! ch)
             other (when-not (nil? value) (f value))]
         (cond
           (nil? value) (do (when (seq group) (>! out group))
                            (close! out))
           (or (empty? group) (= kind other)) (recur (conj group value) other)
           :else (when (>! out group) (recur [value] other)))))
     out)))
