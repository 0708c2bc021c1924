; Eight actors that make the same new keywords at once get the same ones.
(require '[genera.actors :refer [! receive self spawn]])
(let [main (self)]
  (dotimes [_ 8]
    (spawn (fn []
             (let [make (fn [i] (keyword (str "new-" (mod i 3000))))]
               (! main [:made (mapv make (range 6000))])))))
  (let [[one & others] (vec (repeatedly 8 (fn [] (receive [:made ks] ks))))]
    (println (count (set one)) (every? (fn [ks] (every? true? (map identical? one ks))) others))))
;=> 3000 true
