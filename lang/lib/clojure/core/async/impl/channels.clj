; clojure.core.async.impl.channels: channels, as cells that all actors share.
;
; A channel has a lock, an atom with the pid of its holder. Whoever finds it taken lets others run
; and tries again; a lock is held for a few dozen instructions, and one whose holder was killed is
; taken over. Under the lock are the buffer, whose transducer must not run twice at once, and the
; queues of those who wait. What follows from an operation (callbacks, messages to actors that
; wait) is collected in the `Box` that answers it and done when the lock is free again.
; Rejected: an actor for each channel (four messages an operation), and states changed by
; compare-and-set without a lock (a transducer cannot be run again). See decision 016.
;
; Two parties that both wait at several channels (alts) must both be claimed or neither. The one
; that acts claims itself first, which nobody can then take back; if the other turns out to have
; been served meanwhile, the answer is `retry`, and alts begins again with a new claim.
;
; A timeout is a channel with a deadline: it is closed from then on, without any timer. Actors
; that wait for it wait until then; only for callbacks an actor is started that closes it.

(ns clojure.core.async.impl.channels
  "Channels."
  (:require [clojure.core.async.impl.buffers]
            [clojure.core.async.impl.dispatch :as dispatch]
            [clojure.core.async.impl.protocols :as impl]
            [clojure.core.async.impl.queue :as q])
  (:import [clojure.core.async.impl.buffers FixedBuffer]))

; Outcomes.

(deftype Box [value wakes]
  clojure.lang.IDeref
  (deref [_] value))

(defn box
  "A reference to an outcome."
  [value]
  (->Box value nil))

(defn value-of
  "The value of a box, or of another port's reference."
  [box]
  (if (prim/is-instance-of box Box) (prim/field box 0) (deref box)))

(def ^:private box-true (->Box true nil))
(def ^:private box-false (->Box false nil))
(def ^:private box-nil (->Box nil nil))

(def retry
  "Answered to an alternative that claimed itself in vain."
  (->Box nil nil))

(defn- outcome
  "A reference to a value, after which wakes, pairs of a function and its argument, are to be done."
  [value wakes]
  (if (nil? wakes)
    (cond (true? value) box-true (nil? value) box-nil :else (->Box value nil))
    (->Box value wakes)))

; Those who wait.

(declare tell)

(deftype Waiter [pid ref flag port]
  impl/Handler
  (active? [_] (and (or (nil? flag) (not (prim/atom-value flag))) (prim/is-alive pid)))
  (blockable? [_] true)
  (lock-id [_] 0)
  (commit [this]
    (if (or (nil? flag) (prim/atom-compare-set flag false true)) this nil))
  clojure.lang.IFn
  (invoke [this value] (tell this value)))

(defn- tell
  "Sends a waiter the outcome."
  [waiter value]
  (let [port (prim/field waiter 3)]
    (prim/send (prim/field waiter 0)
               (prim/map-entry (prim/field waiter 1) (if port [value port] value)))))

(deftype Callback [f blocks]
  impl/Handler
  (active? [_] true)
  (blockable? [_] blocks)
  (lock-id [_] 0)
  (commit [_] f))

(deftype Alternative [flag id f]
  impl/Handler
  (active? [_] (not (prim/atom-value flag)))
  (blockable? [_] true)
  (lock-id [_] id)
  (commit [_] (if (prim/atom-compare-set flag false true) f nil)))

; Most handlers are waiters; these are asked without a search for methods.

(defn- waiter? [h] (prim/is-instance-of h Waiter))

(defn- wanted?
  "Whether a handler still wants to be served."
  [h]
  (if (waiter? h)
    (let [flag (prim/field h 2)]
      (if (and flag (prim/atom-value flag)) false (prim/is-alive (prim/field h 0))))
    (impl/active? h)))

(defn- claim
  "Claims a handler: its function, or nil."
  [h]
  (if (waiter? h)
    (let [flag (prim/field h 2)]
      (if (or (nil? flag) (prim/atom-compare-set flag false true)) h nil))
    (impl/commit h)))

(defn await-message
  "The value of the message [ref value], waited for until the deadline (nil: none), then none."
  [ref deadline none]
  (prim/mail-seek ref)
  (loop []
    (let [mail (prim/mail-next)]
      (if mail
        (let [message (prim/reduced-value mail)]
          (if (and (prim/is-map-entry message) (= ref (prim/key message)))
            (do (prim/mail-take) (prim/val message))
            (do (prim/mail-skip) (recur))))
        (if (prim/mail-wait deadline) (recur) none)))))

(defn- wake
  "Tells f its argument: a waiting actor by a message, others in an actor of their own."
  [pair]
  (let [f (prim/key pair)
        x (prim/val pair)]
    (if (waiter? f) (tell f x) (dispatch/run (fn [] (f x))))))

; Channels.

(deftype ManyToManyChannel
  [lock takes puts buf add deadline
   ^:unsynchronized-mutable closed ^:unsynchronized-mutable flushed ^:unsynchronized-mutable dirty])

(defn channel?
  "Whether x is one of the channels made here."
  [x]
  (instance? ManyToManyChannel x))

(defn deadline-of
  "The moment at which a channel closes, or nil."
  [c]
  (prim/field c 5))

(defn- is-closed
  "Whether a channel is closed."
  [c]
  (or (prim/field c 6)
      (and (prim/field c 5) (<= (prim/field c 5) (prim/now)))))

(defn- wait-lock
  "Takes a channel's lock, which was found taken."
  [lock me]
  (loop []
    (let [holder (prim/atom-value lock)]
      (cond
        (nil? holder)
        (when-not (prim/atom-compare-set lock nil me) (prim/yield) (recur))
        (= me holder)
        (throw (new IllegalStateException "A channel's transducer or buffer uses the channel"))
        (prim/is-alive holder) (do (prim/yield) (recur))
        (prim/atom-compare-set lock holder me) nil
        :else (recur)))))

(defmacro ^:private locked
  "Evaluates body while the running actor holds a channel's lock; then does what the box that
  body answers wants done."
  [c & body]
  `(let [lock# (prim/field ~c 0)
         me#   (prim/self)]
     (when-not (prim/atom-compare-set lock# nil me#) (wait-lock lock# me#))
     (let [box# (try ~@body (finally (prim/atom-set lock# nil)))]
       (when box#
         (let [wakes# (prim/field box# 1)]
           (when wakes#
             (if (prim/next wakes#)
               (run! wake (reverse wakes#))
               (wake (prim/first wakes#))))))
       box#)))

(defn- next-active
  "The oldest entry of a queue whose handler, found by `handler`, is active; those before it are
  dropped. Nil if there is none."
  [queue handler]
  (loop []
    (let [entry (q/peek queue)]
      (cond
        (nil? entry) nil
        (wanted? (handler entry)) entry
        :else (do (q/pop! queue) (recur))))))

(defn- itself [x] x)
(defn- put-handler [put] (prim/key put))

(defn- claim-take
  "The function of the oldest take that can be claimed, or nil."
  [takes]
  (loop []
    (let [handler (q/pop! takes)]
      (when handler
        (or (and (wanted? handler) (claim handler)) (recur))))))

(defn- claim-put
  "[function value] of the oldest put that can be claimed, or nil."
  [puts]
  (loop []
    (let [put (q/pop! puts)]
      (when put
        (let [handler (prim/key put)
              f       (and (wanted? handler) (claim handler))]
          (if f (prim/map-entry f (prim/val put)) (recur)))))))

(defn- enqueue
  "Lets an entry wait in a queue of a channel; now and then those that no longer wait are dropped."
  [c queue entry handler problem]
  (when (< 64 (prim/field c 8))
    (prim/set-field c 8 0)
    (q/retain! queue (fn [entry] (wanted? (handler entry)))))
  (prim/set-field c 8 (inc (prim/field c 8)))
  (when-not (< (q/size queue) impl/MAX-QUEUE-SIZE)
    (q/retain! queue (fn [entry] (wanted? (handler entry))))
    (when-not (< (q/size queue) impl/MAX-QUEUE-SIZE)
      (throw (new AssertionError (str "Assert failed: " problem)))))
  (q/push! queue entry)
  nil)

(def ^:private too-many-puts
  (str "No more than 1024 pending puts are allowed on a single channel. Consider using a windowed "
       "buffer.\n(< (.size puts) impl/MAX-QUEUE-SIZE)"))

(def ^:private too-many-takes
  (str "No more than 1024 pending takes are allowed on a single channel.\n"
       "(< (.size takes) impl/MAX-QUEUE-SIZE)"))

; Buffers of this library are looked into, others asked.

(defn- buffered?
  "Whether there is something in a buffer."
  [buf]
  (< 0 (if (prim/is-instance-of buf FixedBuffer) (q/size (prim/field buf 0)) (count buf))))

(defn- full?
  "Whether a put has to wait for room in a buffer."
  [buf]
  (if (prim/is-instance-of buf FixedBuffer)
    (<= (prim/field buf 1) (q/size (prim/field buf 0)))
    (impl/full? buf)))

(defn- take-out
  "Takes the oldest value out of a buffer that has some."
  [buf]
  (if (prim/is-instance-of buf FixedBuffer) (q/pop! (prim/field buf 0)) (impl/remove! buf)))

(defn- serve-takes
  "Gives what is in the buffer to those who wait for it; answers the wakes, added to some."
  [buf takes wakes]
  (loop [wakes wakes]
    (if (and (buffered? buf) (< 0 (q/size takes)))
      (let [f (claim-take takes)]
        (if f (recur (cons (prim/map-entry f (take-out buf)) wakes)) wakes))
      wakes)))

(defn- add-to
  "Adds to a channel's buffer, by its transducer if it has one; whether that wants no more."
  [c buf x]
  (let [add (prim/field c 4)]
    (if (and (nil? add) (prim/is-instance-of buf FixedBuffer))
      (do (q/push! (prim/field buf 0) x) false)
      (reduced? ((or add impl/add!) buf x)))))

(defn- flush-buffer
  "Lets a channel's transducer end, once, when nothing more will be put."
  [c]
  (when (and (not (prim/field c 7)) (= 0 (q/size (prim/field c 2))))
    (prim/set-field c 7 true)
    (when (prim/field c 4) ((prim/field c 4) (prim/field c 3)))))

(defn- close-locked
  "Closes a channel; answers the wakes, added to some."
  [c wakes]
  (if (prim/field c 6)
    wakes
    (let [buf (prim/field c 3) takes (prim/field c 1)]
      (prim/set-field c 6 true)
      (when buf (flush-buffer c))
      (loop [wakes (if buf (serve-takes buf takes wakes) wakes)]
        (let [f (claim-take takes)]
          (if f
            (recur (cons (prim/map-entry f nil) wakes))
            (do (when buf (impl/close-buf! buf))
                wakes)))))))

(defn- abort
  "Closes a channel whose transducer wants no more; puts that wait are done for. The wakes."
  [c wakes]
  (let [puts (prim/field c 2)]
    (loop [wakes wakes]
      (let [put (claim-put puts)]
        (if put
          (recur (cons (prim/map-entry (prim/key put) true) wakes))
          (close-locked c wakes))))))

(defn- refill
  "Moves puts that wait into the buffer while there is room; answers the wakes."
  [c buf puts]
  (loop [wakes nil]
    (if (and (< 0 (q/size puts)) (not (full? buf)))
      (let [put (claim-put puts)]
        (if put
          (let [done? (add-to c buf (prim/val put))
                wakes (cons (prim/map-entry (prim/key put) true) wakes)]
            (if done? (abort c wakes) (recur wakes)))
          wakes))
      wakes)))

(defn- take-buffered
  "What a take of a buffer with values answers."
  [c h buf]
  (when (claim h)
    (let [value (take-out buf)
          puts  (prim/field c 2)
          wakes (if (< 0 (q/size puts)) (refill c buf puts) nil)]
      (when (and (prim/field c 6) (not (prim/field c 7))) (flush-buffer c))
      (outcome value wakes))))

(defn- take-locked
  [c h]
  (let [buf (prim/field c 3) puts (prim/field c 2)]
    (cond
      (not (wanted? h)) nil
      (and buf (buffered? buf)) (take-buffered c h buf)
      (next-active puts put-handler)
      (when (claim h)
        (let [put (claim-put puts)]
          (cond
            put              (outcome (prim/val put) (list (prim/map-entry (prim/key put) true)))
            (wanted? h) (recur c h)
            :else            retry)))
      (is-closed c)
      (when (claim h)
        (when (and buf (not (prim/field c 7))) (flush-buffer c))
        (outcome (when (and buf (buffered? buf)) (take-out buf)) nil))
      (or (waiter? h) (impl/blockable? h)) (enqueue c (prim/field c 1) h itself too-many-takes)
      :else nil)))

(defn- put-locked
  [c x h]
  (let [buf (prim/field c 3) takes (prim/field c 1)]
    (cond
      (not (wanted? h)) nil
      (is-closed c) (when (claim h) box-false)
      (and buf (not (full? buf)))
      (when (claim h)
        (let [done? (add-to c buf x)
              wakes (if (< 0 (q/size takes)) (serve-takes buf takes nil) nil)]
          (outcome true (if done? (abort c wakes) wakes))))
      (and (nil? buf) (next-active takes itself))
      (when (claim h)
        (let [f (claim-take takes)]
          (cond
            f                (->Box true (list (prim/map-entry f x)))
            (wanted? h) (recur c x h)
            :else            retry)))
      (or (waiter? h) (impl/blockable? h))
      (enqueue c (prim/field c 2) (prim/map-entry h x) put-handler too-many-puts)
      :else nil)))

(defn close
  "Closes a channel."
  [c]
  (locked c (outcome nil (close-locked c nil)))
  nil)

(defn- close-at-deadline
  "Has a timeout closed when its time comes, by an actor of its own."
  [c]
  (prim/spawn (fn []
                (prim/sleep (max 0 (- (prim/field c 5) (prim/now))))
                (close c))
              nil))

(extend-type ManyToManyChannel
  impl/ReadPort
  (take! [c h]
    (let [box (locked c (take-locked c h))]
      (when (and (nil? box) (prim/field c 5) (not (waiter? h)) (impl/blockable? h))
        (close-at-deadline c))
      box))
  impl/WritePort
  (put! [c x h]
    (when (nil? x)
      (throw (new IllegalArgumentException "Can't put nil on channel")))
    (locked c (put-locked c x h)))
  impl/Channel
  (close! [c] (close c))
  (closed? [c] (boolean (is-closed c))))

; How channels are made.

(defn- handled
  "What the buffer is after an exception of its transducer."
  [buf ex-handler e]
  (let [else (ex-handler e)]
    (if (nil? else) buf (impl/add! buf else))))

(defn- report-exception
  "The handler of those channels that have none: the exception is reported, nothing is added."
  [e]
  (dispatch/run (fn [] (throw e)))
  nil)

(defn- adder
  "The function that adds to a buffer, or ends it, by a transducer."
  [xform ex-handler]
  (let [step       (xform impl/add!)
        ex-handler (or ex-handler report-exception)]
    (fn
      ([buf] (try (step buf) (catch Throwable e (handled buf ex-handler e))))
      ([buf x] (try (step buf x) (catch Throwable e (handled buf ex-handler e)))))))

(defn chan
  "A channel with a buffer or nil, a transducer or nil, and a handler of its exceptions or nil."
  ([buf] (chan buf nil))
  ([buf xform] (chan buf xform nil))
  ([buf xform ex-handler]
   (->ManyToManyChannel (prim/atom nil) (q/queue) (q/queue) buf
                        (when xform (adder xform ex-handler)) nil false false 0)))

(defn timeout
  "A channel that closes ms milliseconds from now."
  [ms]
  (->ManyToManyChannel (prim/atom nil) (q/queue) (q/queue) nil nil (+ (prim/now) ms)
                       false true 0))
