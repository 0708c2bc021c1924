; Files, in the manner of OTP's module file. An open file is a port: an actor owns it, and its end
; closes it. Calls make only the caller wait. Errors are values, [:error reason], with the system's
; names in small letters: :enoent, :eacces, :enospc …; :terminated for a port that is closed.

(ns genera.file
  "Files. Data are :as :string (default, UTF-8), :latin1 (a character for each byte) or :bytes (an
  array); what is written may be any of them, or a sequence of such and of bytes."
  (:refer-clojure :exclude [read read-line sync])
  (:require [clojure.string]))

(defn- shape
  "The name of what data are."
  [{:keys [as]}]
  (case as
    nil                      "string"
    (:string :latin1 :bytes) (name as)
    (throw (IllegalArgumentException. (str "Data are no " (pr-str as))))))

(defn- mode-names [modes]
  (let [modes (if (keyword? modes) [modes] modes)]
    (doseq [mode modes]
      (when-not (#{:read :write :append :exclusive} mode)
        (throw (IllegalArgumentException. (str "No mode of a file: " (pr-str mode))))))
    (mapv name modes)))

(defn- payload [data]
  (if (sequential? data) (vec (flatten data)) data))

(defn- check-size [n]
  (when-not (and (int? n) (<= 0 n 0x7fffffff))
    (throw (IllegalArgumentException. (str "No number of bytes: " (pr-str n)))))
  n)

(defn open
  "Opens a file: [:ok port], owned by the caller, or [:error reason]. Modes, one or several: :read
  (default), :write, which begins with an empty file unless :read is there, too, :append,
  :exclusive for a file that must be new. Option :as."
  ([path] (open path [:read]))
  ([path modes] (open path modes {}))
  ([path modes options] (prim/file-open path (mode-names modes) (shape options))))

(defn close
  "Closes a file, after what was asked of it before; answers :ok."
  [port]
  (prim/close-port port))

(defn read
  "Up to n bytes from where the file is: [:ok data], :eof or [:error reason]."
  [port n]
  (prim/file-read port (check-size n) nil))

(defn read-line
  "The next line, with its end: [:ok line], :eof or [:error reason]."
  [port]
  (prim/file-read-line port))

(defn write
  "Writes data where the file is; :ok or [:error reason]."
  [port data]
  (prim/file-write port (payload data) nil))

(defn pread
  "As read, from a position, and the file stays where it is."
  [port position n]
  (prim/file-read port (check-size n) position))

(defn pwrite
  "As write, at a position, and the file stays where it is."
  [port position data]
  (prim/file-write port (payload data) position))

(defn position
  "Moves to a number of bytes from the beginning, or to [:bof n], [:cur n], [:eof n], from there:
  [:ok place] or [:error reason]."
  [port place]
  (let [[from n] (if (int? place) [:bof place] place)]
    (when-not (and (#{:bof :cur :eof} from) (int? n))
      (throw (IllegalArgumentException. (str "No place in a file: " (pr-str place)))))
    (prim/file-position port (name from) n)))

(defn truncate
  "Cuts the file off where it is; :ok or [:error reason]."
  [port]
  (prim/file-truncate port))

(defn sync
  "Has what was written put on the device; :ok or [:error reason]."
  [port]
  (prim/file-sync port))

(defn chunks
  "What is left of a file, in pieces of up to n bytes: a lazy sequence, so that a file of any length
  needs the memory of one. An error is an IOException."
  ([port] (chunks port 65536))
  ([port n]
   (lazy-seq
     (let [answer (read port n)]
       (cond
         (= :eof answer)         nil
         (= :ok (first answer))  (cons (second answer) (chunks port n))
         :else (throw (java.io.IOException. (str (name (second answer)) ": " port))))))))

(defn lines
  "The lines that are left of a file, without their ends, as chunks gives pieces."
  [port]
  (lazy-seq
    (let [answer (read-line port)]
      (cond
        (= :eof answer)        nil
        (= :ok (first answer)) (cons (clojure.string/trim-newline (second answer)) (lines port))
        :else (throw (java.io.IOException. (str (name (second answer)) ": " port)))))))

(defn copy
  "Writes all that is left of a file to another: [:ok pieces] or [:error reason]."
  [from to]
  (loop [n 0]
    (let [answer (read from 65536)]
      (cond
        (= :eof answer)            [:ok n]
        (= :error (first answer))  answer
        :else (let [written (write to (second answer))]
                (if (= :ok written) (recur (inc n)) written))))))

; Whole files and folders.

(defn read-file
  "All of a file: [:ok data] or [:error reason]. Option :as."
  ([path] (read-file path {}))
  ([path options] (prim/file-whole path (shape options))))

(defn write-file
  "Makes a file of data; with mode :append behind what is there, with :exclusive only if there was
  none. :ok or [:error reason]."
  ([path data] (write-file path data []))
  ([path data modes] (prim/file-write-whole path (payload data) (mode-names modes))))

(defn delete "Deletes a file; :ok or [:error reason]." [path] (prim/file-task "delete" path nil))

(defn rename
  "Renames a file or folder; :ok or [:error reason]."
  [from to]
  (prim/file-task "rename" from to))

(defn make-dir
  "Makes a folder; :ok or [:error reason]."
  [path]
  (prim/file-task "make-dir" path nil))

(defn del-dir
  "Deletes an empty folder; :ok or [:error reason]."
  [path]
  (prim/file-task "delete-dir" path nil))

(defn list-dir
  "[:ok names] of what is in a folder, sorted, or [:error reason]."
  [path]
  (prim/file-task "list-dir" path nil))

(defn read-file-info
  "[:ok {:type :regular, :directory or :other, :size bytes, :mtime ms since 1970, :mode bits}] or
  [:error reason]."
  [path]
  (prim/file-task "info" path nil))
