(defn forever [n] (inc (forever n)))
(try (forever 1) (catch StackOverflowError e :caught)) ;=> :caught
