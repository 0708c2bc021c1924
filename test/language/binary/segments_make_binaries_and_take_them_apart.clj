(require '[genera.binary :as b])
(b/pack) ;=> #binary[]
(b/pack [:u8 1] [:u16 513] [:u16-le 513] [:u24 1] [:u24-le 1]) ;=> #binary[1 2 1 1 2 0 0 1 1 0 0]
(b/pack [:uint 5 4] [:uint 10 4] [:i32 -2] [:i8 -1]) ;=> #binary[90 255 255 255 254 255]
(b/pack [:f32 1.5] [:f64-le -2]) ;=> #binary[63 192 0 0 0 0 0 0 0 0 0 192]
(b/pack [:utf8 "hé"] [:bytes [1 2]] [:bytes (b/binary "xyz") 2]) ;=> #binary[104 195 169 1 2 120 121]
(b/pack [:uint 1 1] [:uint 0 7] [:u64 18446744073709551615N]) ;=> #binary[128 255 255 255 255 255 255 255 255]
(b/pack [:uint 1 3]) ;!> java.lang.IllegalArgumentException: No whole bytes: 3 bits are left
(b/pack [:uint 1 3] [:utf8 "a"]) ;!> java.lang.IllegalArgumentException: A segment of bytes begins within a byte
(b/match (b/binary [1 2 3]) [[:u8 2] [:bytes _]] :no [[:u8 1] [:bytes r]] r) ;=> #binary[2 3]
(b/match (b/pack [:u16 3] [:utf8 "abcdef"]) [[:u16 n] [:bytes s n] [:bytes rest]] [n (b/text s) (b/text rest)]) ;=> [3 "abc" "def"]
(b/match (b/binary [90 255]) [[:uint a 4] [:uint b 4] [:i8 c]] [a b c]) ;=> [5 10 -1]
(b/match (b/binary [1]) [[:u16 a]] a :else :short) ;=> :short
(b/match (b/binary [1 2]) [[:u8 a]] a) ;!> java.lang.IllegalArgumentException: No matching clause: #binary[1 2]
(b/match (b/pack [:f32 0.5] [:f64 -1e300] [:f64-le 2.0]) [[:f32 a] [:f64 b] [:f64-le c]] [a b c]) ;=> [0.5 -1.0E300 2.0]
(b/match (b/binary [255 255 255 255 255 255 255 255]) [[:u64 a]] [a (b/match (b/pack [:u64 a]) [[:i64 b]] b)]) ;=> [18446744073709551615N -1]
(let [n 7] (b/match (b/binary [7]) [[:u8 x]] (= x n))) ;=> true
(b/match (b/binary "ab") [[:bytes "a" 1] [:bytes _]] 1 [[:u8 97] [:u8 98]] 2) ;=> 2
(every? true? (for [at (range 0 9) bits (range 1 57) :let [x (bit-and 0x5a5a5a5a5a5a5a (dec (bit-shift-left 1 bits)))]] (let [pad (- 8 (rem (+ at bits) 8)) made (if (zero? at) (b/pack [:uint x bits] [:uint 0 pad]) (b/pack [:uint 0 at] [:uint x bits] [:uint 0 pad]))] (= x (b/read-int made at bits 0))))) ;=> true
