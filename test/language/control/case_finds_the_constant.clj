(defn kind [x]
  (case x 1 :one (2 3) :few "text" :string :key :keyword \c :char sym :symbol [1 2] :vector
    nil :nil :other))
(map kind [1 3 "text" :key \c 'sym [1 2] nil 1.5]) ;=> (:one :few :string :keyword :char :symbol :vector :nil :other)
(case 5 1 :one) ;!> IllegalArgumentException: No matching clause: 5
