(defn digit [c] (case c \0 0 \1 1 \2 2 \3 3 \4 4 \5 5 \6 6 \7 7 \8 8 \9 9 (\a \A) 10 (\b \B) 11 :none))
(map digit [\0 \5 \9 \a \B \g \: \/ nil 5 :a]) ;=> (0 5 9 10 11 :none :none :none :none :none :none)
(defn squares [n] (case n 0 :zero 1 :one 4 :four 9 :nine 16 :sixteen 25 :twenty-five -1 :minus -100 :far 1000000000000 :big (3 5 7) :odd :other))
(map squares [-101 -100 -1 0 1 2 3 4 5 7 8 9 16 25 26 1000000000000 1000000000001]) ;=> (:other :far :minus :zero :one :other :odd :four :odd :odd :other :nine :sixteen :twenty-five :other :big :other)
(map squares [1.0 \1 "1" nil 9223372036854775807 -9223372036854775808]) ;=> (:other :other :other :other :other :other)
(defn letter [k] (case k :a 1 :b 2 :c 3 :d 4 :e 5 :f 6 :g 7 :h 8 :i 9 :j 10 :k 11 :l 12 :m 13 :n 14 :o 15 :p 16 :q 17 :r 18 7 :seven "x" :x 'y :y 0))
(map letter [:a :q :r :s 7 8 "x" 'y nil]) ;=> (1 17 18 0 :seven 0 :x :y 0)
(defn month [n] (case n 1 31 2 28 3 31 4 30 5 31 6 30 7 31 8 31 9 30 10 31 11 30 12 31))
(map month (range 1 13)) ;=> (31 28 31 30 31 30 31 31 30 31 30 31)
(month 13) ;!> IllegalArgumentException: No matching clause: 13
(month 0) ;!> IllegalArgumentException: No matching clause: 0
