(require '[genera.binary :as b] '[genera.actors :refer [! receive self spawn process-info]])
(b/binary [1 2 255 -1]) ;=> #binary[1 2 255 255]
(b/binary ["ab" 99 [100 (b/binary "e")]]) ;=> #binary[97 98 99 100 101]
[(b/binary) (b/binary nil) (b/binary []) (count (b/binary ""))] ;=> [#binary[] #binary[] #binary[] 0]
(= (b/binary "ab") (b/binary [97 98]) (b/slice (b/binary "xaby") 1 2)) ;=> true
[(= (b/binary "ab") "ab") (= (b/binary [1]) [1]) (= [1] (b/binary [1]))] ;=> [false false false]
(= (hash (b/binary "ab")) (hash (b/slice (b/binary "xaby") 1 2))) ;=> true
(get {(b/binary "k") 1} (b/slice (b/binary "kk") 1)) ;=> 1
(sort [(b/binary "b") (b/binary "ab") (b/binary "") (b/binary "a") (b/binary [255])]) ;=> (#binary[] #binary[97] #binary[97 98] #binary[98] #binary[255])
(class (b/binary)) ;=> genera.binary.Binary
(let [x (b/binary [5 6])] [(count x) (nth x 1) (nth x 2 :none) (get x 0) (get x 9) (seq x) (seq (b/binary)) (reduce + x) (vec x)]) ;=> [2 6 :none 5 nil (5 6) nil 11 [5 6]]
(nth (b/binary [1]) 1) ;!> java.lang.IndexOutOfBoundsException
(b/slice (b/binary [1 2]) 1 2) ;!> java.lang.IndexOutOfBoundsException
(b/slice (b/binary [1 2]) 3) ;!> java.lang.IndexOutOfBoundsException
(b/binary [256]) ;!> java.lang.IllegalArgumentException: Value out of range for byte: 256
(b/size "text") ;!> java.lang.ClassCastException
(b/text (b/binary "grüße €😀")) ;=> "grüße €😀"
(b/text (b/binary [97 255 98])) ;=> "a�b"
(seq (b/bytes-of (b/binary [200 1]))) ;=> (-56 1)
(b/split (b/binary "a,b,,c") (b/binary ",")) ;=> [#binary[97] #binary[98] #binary[] #binary[99]]
[(b/index-of (b/binary "abcab") (b/binary "ab") 1) (b/index-of (b/binary "abc") (b/binary "d")) (b/index-of (b/binary "a") (b/binary "ab"))] ;=> [3 nil nil]
(let [big (b/join (repeat 1000 (b/binary (vec (range 200)))))] [(count big) (nth big 199999) (b/index-of big (b/binary [199 0]) 300)]) ;=> [200000 199 399]
(= (b/binary (range 0)) (b/join [])) ;=> true
(count (b/binary (vec (repeat 70000 7)))) ;=> 70000
