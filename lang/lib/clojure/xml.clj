; clojure.xml: a document as a tree of elements {:tag :attrs :content}, and such a tree as text.
;
; The parser reads a whole text. It checks that tags match, knows the five named entities and
; character references, keeps the text of CDATA, and drops comments, instructions and the document
; type with what it defines: an entity it does not know stands for nothing, so no document can make
; it read a file. Texts of white space only are dropped, as on the JVM.

(ns clojure.xml
  "Reads and writes XML."
  (:require [clojure.java.io :as io]
            [clojure.string :as string]))

(def tag "The tag of an element, a keyword." (fn [element] (:tag element)))
(def attrs "The attributes of an element, a map." (fn [element] (:attrs element)))
(def content "What is in an element, a vector." (fn [element] (:content element)))

(def ^:private entities
  {"lt" "<" "gt" ">" "amp" "&" "quot" "\"" "apos" "'"})

(defn- fail [text at message]
  (throw (ex-info (str message " at line " (inc (count (filter #{\newline} (subs text 0 at)))))
                  {:index at})))

(defn- character [code]
  (if (< code 0x10000)
    (str (char code))
    (let [high (- code 0x10000)]
      (str (char (+ 0xD800 (bit-shift-right high 10))) (char (+ 0xDC00 (bit-and 0x3FF high)))))))

(defn- plain
  "A text with its entities and references as the characters they stand for."
  [s]
  (string/replace (string/replace s #"\r\n?" "\n") #"&(#x[0-9A-Fa-f]+|#\d+|[\w.:-]+);"
                  (fn [[_ name]]
                    (cond (string/starts-with? name "#x")
                          (character (Long/parseLong (subs name 2) 16))
                          (string/starts-with? name "#")
                          (character (Long/parseLong (subs name 1)))
                          :else (get entities name "")))))

(defn- attributes
  "The attributes in what stands behind a tag's name, or nil."
  [s]
  (let [pairs (re-seq #"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')" s)]
    (when (seq pairs)
      (into {} (map (fn [[_ k a b]] [(keyword k) (plain (or a b))]) pairs)))))

(defn- index-behind
  "The index behind the next end of what began at an index."
  [text end at what]
  (let [i (string/index-of text end at)]
    (if i (+ i (count end)) (fail text at (str "A " what " does not end")))))

(defn- doctype-end
  "The index behind a document type, which may have brackets."
  [text at]
  (let [close   (index-behind text ">" at "document type")
        bracket (string/index-of text "[" at)]
    (if (and bracket (< bracket close))
      (index-behind text ">" (index-behind text "]" bracket "document type") "document type")
      close)))

(defn- element [tag attrs]
  {:tag tag :attrs attrs :content nil})

(defn- add-content [stack x]
  (if (seq stack)
    (conj (pop stack) (update (peek stack) :content (fnil conj []) x))
    stack))

(defn- add-text [stack s]
  (if (string/blank? s) stack (add-content stack s)))

(defn- close-element
  "The stack without its last element, which is in the one below, or the element, if it is the
  root."
  [stack]
  (let [done (peek stack) stack (pop stack)]
    (if (seq stack) (add-content stack done) done)))

(def ^:private tag-pattern
  "A tag: its slash, name, attributes and the slash of an element without content."
  #"^<(/?)([^\s/>]+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)\s*(/?)>")

(defn- parse-text
  "The root element of a document."
  [text]
  (loop [at 0 stack [] pending "" root nil]
    (let [open (string/index-of text "<" at)
          text-before (when open (str pending (plain (subs text at open))))]
      (cond
        (nil? open)
        (cond (seq stack) (fail text at (str "The element " (:tag (peek stack)) " is not closed"))
              root        root
              :else       (fail text at "There is no element"))
        (string/starts-with? (subs text open) "<!--")
        (recur (index-behind text "-->" open "comment") stack text-before root)
        (string/starts-with? (subs text open) "<![CDATA[")
        (let [end (index-behind text "]]>" open "CDATA section")]
          (recur end stack (str text-before (subs text (+ open 9) (- end 3))) root))
        (string/starts-with? (subs text open) "<?")
        (recur (index-behind text "?>" open "instruction") stack text-before root)
        (string/starts-with? (subs text open) "<!")
        (recur (doctype-end text open) stack text-before root)
        :else
        (let [[whole slash name rest-of-tag closed]
              (re-find tag-pattern (subs text open))
              stack (add-text stack text-before)
              end   (if whole (+ open (count whole)) (fail text open "A tag does not end"))]
          (cond
            (= "/" slash)
            (if (= (keyword name) (:tag (peek stack)))
              (let [below (close-element stack)]
                (if (map? below) (recur end [] "" below) (recur end below "" root)))
              (fail text open (str "</" name "> closes nothing")))
            (= "/" closed)
            (let [stack (conj stack (element (keyword name) (attributes rest-of-tag)))
                  below (close-element stack)]
              (if (map? below) (recur end [] "" below) (recur end below "" root)))
            :else
            (recur end (conj stack (element (keyword name) (attributes rest-of-tag))) "" root)))))))

(defn parse
  "The root element of a document: a file, a path or URL, a stream or a reader."
  ([source] (parse-text (slurp source)))
  ([source startparse] (startparse source nil)))

(defn emit-element
  "Prints an element, or a text, and a newline."
  [e]
  (if (instance? String e)
    (println e)
    (do (print (str "<" (name (:tag e))))
        (doseq [[k v] (:attrs e)] (print (str " " (name k) "='" v "'")))
        (if (:content e)
          (do (println ">")
              (doseq [c (:content e)] (emit-element c))
              (println (str "</" (name (:tag e)) ">")))
          (println "/>")))))

(defn emit
  "Prints a document."
  [x]
  (println "<?xml version='1.0' encoding='UTF-8'?>")
  (emit-element x))
