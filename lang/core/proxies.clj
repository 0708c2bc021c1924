; Objects that extend a class and interfaces: proxy and the functions that change one. What they are
; made of is in proxy.clj.

(defn- new-proxy-name
  "A name for the class of proxies that extend classes."
  [classes]
  (str (ns-name *ns*) ".proxy$" (if (seq classes) (str (first classes)) "java.lang.Object")
       "$" (prim/next-id)))

(defmacro proxy
  "An object with methods of the classes and interfaces; args are those of the super class's
  constructor. Methods name no object: it is `this` in them. Functions of a method's arities."
  [classes args & methods]
  (let [with-this (fn [[params & body]] (cons (into ['this] params) body))
        function  (fn [[name & more]]
                    `(fn ~name ~@(if (vector? (first more))
                                   [(with-this more)]
                                   (map with-this more))))]
    `(genera.host/construct-proxy
       (genera.host/proxy-class ~(new-proxy-name classes) ~classes)
       ~args
       ~(into {} (map (fn [[name :as method]] [(keyword (str name)) (function method)]))
              methods))))

(defmacro proxy-super
  "Calls, in a method of a proxy, the method of the super class that it replaces."
  [method & args]
  `(genera.host/call-super ~'this ~(keyword (str method)) [~@args]))

(defn get-proxy-class
  "The class of proxies of classes, without functions yet."
  [& classes]
  (genera.host/proxy-class (apply str "user.proxy$" (interpose "$" classes)) (vec classes)))

(defn construct-proxy
  "An instance of a class of proxies."
  [class & args]
  (genera.host/construct-proxy class (vec args) {}))

(defn- functions-by-keyword
  "Functions of an object and arguments by method names, as a proxy keeps them."
  [mappings]
  (into {} (map (fn [[name f]] [(keyword name) f])) mappings))

(defn init-proxy
  "Gives a proxy functions of it and the arguments, by method names, instead of those it has."
  [proxy mappings]
  (genera.host/change-proxy proxy (fn [_] (functions-by-keyword mappings))))

(defn update-proxy
  "Gives a proxy functions of it and the arguments, by method names; nil removes one."
  [proxy mappings]
  (genera.host/change-proxy
    proxy
    (fn [functions]
      (into {} (remove (fn [[_ f]] (nil? f))) (conj functions (functions-by-keyword mappings))))))

(defn proxy-mappings
  "The functions of a proxy by method names, or nil."
  [proxy]
  (genera.host/proxy-functions proxy))

(defn proxy-name
  "The name of the class of proxies that extend a class and interfaces."
  [super interfaces]
  (apply str "user.proxy$" (interpose "$" (cons super interfaces))))

(defn proxy-call-with-super
  "Calls a function with the method of that name of a proxy taken away."
  [call this method]
  (let [mappings (proxy-mappings this)]
    (update-proxy this {method nil})
    (try (call) (finally (init-proxy this mappings)))))
