; clojure.java.javadoc: where the documentation of Java's classes is, for a browser.

(ns clojure.java.javadoc
  "The documentation of Java's classes."
  (:require [clojure.java.browse :as browse]
            [clojure.string :as string])
  (:import java.io.File))

(def ^:dynamic *feeling-lucky-url*
  "The search that finds what is not known otherwise."
  "http://www.google.com/search?btnI=I%27m%20Feeling%20Lucky&q=allinurl:")

(def ^:dynamic *feeling-lucky*
  "Whether to search for classes that are not known."
  true)

(def ^:dynamic *local-javadocs*
  "A ref of a list of folders with documentation."
  (ref ()))

(def ^:dynamic *core-java-api*
  "Where the documentation of Java is; %s stands for a module."
  "https://docs.oracle.com/en/java/javase/17/docs/api/%s/")

(def ^:dynamic *remote-javadocs*
  "A ref of a sorted map from the beginnings of class names to URLs."
  (ref (sorted-map "java."  *core-java-api*
                   "javax." *core-java-api*
                   "org.apache.commons.codec."
                   "http://commons.apache.org/proper/commons-codec/apidocs/"
                   "org.apache.commons.io."
                   "http://commons.apache.org/proper/commons-io/javadocs/api-release/"
                   "org.apache.commons.lang3."
                   "http://commons.apache.org/proper/commons-lang/apidocs/")))

(def ^:private modules
  "The modules of Java's packages that are not in java.base, by the packages' beginnings."
  {"java.sql." "java.sql" "javax.sql." "java.sql" "java.awt." "java.desktop"
   "javax.swing." "java.desktop" "java.beans." "java.desktop" "java.rmi." "java.rmi"
   "java.net.http." "java.net.http" "java.util.logging." "java.logging"
   "java.util.prefs." "java.prefs" "javax.naming." "java.naming"
   "javax.management." "java.management" "java.lang.management." "java.management"
   "javax.script." "java.scripting" "javax.xml." "java.xml" "org.w3c.dom." "java.xml"})

(defn- module-of [class-name]
  (or (some (fn [[start module]] (when (string/starts-with? class-name start) module)) modules)
      "java.base"))

(defn add-local-javadoc
  "Adds a folder to those that documentation is looked for in."
  [path]
  (dosync (commute *local-javadocs* conj path)))

(defn add-remote-javadoc
  "Adds a URL where the documentation of classes is whose names begin with a text."
  [package-prefix url]
  (dosync (commute *remote-javadocs* assoc package-prefix url)))

(defn- javadoc-url
  "The URL of a class's documentation, or nil."
  [class-name]
  (let [file-path (str (string/replace (string/replace class-name "." "/") "$" ".") ".html")
        local     (first (filter (fn [file] (.exists file))
                                 (map (fn [folder] (File. folder file-path)) @*local-javadocs*)))
        [_ url]   (first (filter (fn [[start]] (string/starts-with? class-name start))
                                 @*remote-javadocs*))]
    (cond
      local (str (.toURI local))
      url   (str (if (= url *core-java-api*) (format url (module-of class-name)) url) file-path)
      *feeling-lucky* (str *feeling-lucky-url* file-path)
      :else nil)))

(defn javadoc
  "Shows the documentation of a class, or of an object's class, in a browser."
  [class-or-object]
  (let [class (if (class? class-or-object) class-or-object (class class-or-object))]
    (if-let [url (javadoc-url (.getName class))]
      (browse/browse-url url)
      (println "Could not find Javadoc for" class))))
