(ns sudoku
  "Solves sudoku puzzles by propagation and lazy search.

  A board maps each of the squares 0 to 80 to the vector of digits it may still hold. The
  solutions of a board are a lazy sequence: asking for one does no more work than finding one.

  usage: sudoku.clj"
  (:require [clojure.string :as str]))

(def puzzles
  [["Introduction"
    "..3.2.6..9..3.5..1..18.64....81.29..7.......8..67.82....26.95..8..2.3..9..5.1.3.."]
   ["Norvig's hard one"
    "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......"]
   ["Inkala 2010"
    "..53.....8......2..7..1.5..4....53...1..7...6..32...8..6.5....9..4....3......97.."]
   ["Inkala 2012"
    "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4.."]
   ["Easter Monster"
    "1.......2.9.4...5...6...7...5.9.3.......7.......85..4.7.....6...3...9.8...2.....1"]
   ["Golden Nugget"
    ".......39.....1..5..3.5.8....8.9...6.7...2...1..4.......9.8..5..2....6..4..7....."]
   ["Against brute force"
    "..............3.85..1.2.......5.7.....4...1...9.......5......73..2.1........4...9"]
   ["Sparse"
    "..5...987.4..5...1..7......2...48....9.1.....6..2.....3..6..2.......9.7.......5.."]
   ["One clue short"
    "................85..1.2.......5.7.....4...1...9.......5......73..2.1........4...9"]
   ["Two eights in a row"
    "8......8...36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4.."]])

(def digits [1 2 3 4 5 6 7 8 9])

(def squares (range 81))

(defn row [square] (quot square 9))
(defn column [square] (rem square 9))
(defn box [square] [(quot (row square) 3) (quot (column square) 3)])

(def units
  "The 27 groups of nine squares that hold each digit once."
  (vec (mapcat #(vals (group-by % squares)) [row column box])))

(def units-of
  "The three units of each square."
  (mapv (fn [square] (filterv #(some #{square} %) units)) squares))

(def peers-of
  "The twenty squares that may not hold the same digit as each square."
  (mapv (fn [square] (vec (sort (disj (set (apply concat (units-of square))) square)))) squares))

(declare assign)

(defn holds?
  "Whether a vector of digits contains a digit."
  [candidates digit]
  (some #(= digit %) candidates))

(defn place
  "Fills in a digit that fits only one square of a unit; nil if it fits none."
  [board unit digit]
  (let [[place & more] (filter #(holds? (board %) digit) unit)]
    (cond
      (nil? place) nil
      more         board
      :else        (assign board place digit))))

(defn eliminate
  "The board without a digit in a square, and all that follows; nil if that cannot be."
  [board square digit]
  (let [before (board square)]
    (if-not (holds? before digit)
      board
      (let [after (filterv #(not= digit %) before)
            board (assoc board square after)]
        (when (seq after)
          (let [board (if (= 1 (count after))
                        (reduce (fn [board peer]
                                  (or (eliminate board peer (first after)) (reduced nil)))
                                board
                                (peers-of square))
                        board)]
            (when board
              (reduce (fn [board unit] (or (place board unit digit) (reduced nil)))
                      board
                      (units-of square)))))))))

(defn assign
  "The board with a digit in a square, and all that follows; nil if that cannot be."
  [board square digit]
  (when (holds? (board square) digit)
    (reduce (fn [board other] (or (eliminate board square other) (reduced nil)))
            board
            (remove #{digit} (board square)))))

(def empty-board (vec (repeat 81 digits)))

(defn parse-digit [c]
  (str/index-of ".123456789" (str c)))

(defn read-board
  "The board of a puzzle's text, or nil if its clues contradict each other."
  [puzzle]
  (reduce (fn [board [square digit]] (or (assign board square digit) (reduced nil)))
          empty-board
          (remove (comp zero? second) (map-indexed (fn [i c] [i (parse-digit c)]) puzzle))))

(defn open-square
  "The square with fewest candidates, but more than one; nil if the board is solved."
  [board]
  (reduce (fn [best square]
            (let [n (count (board square))]
              (cond
                (= 1 n)                                best
                (and best (<= (count (board best)) n)) best
                :else                                  square)))
          nil
          squares))

(defn solutions
  "The solutions of a board, lazily."
  [board]
  (lazy-seq
    (when board
      (if-let [square (open-square board)]
        (letfn [(branch [candidates]
                  (lazy-seq
                    (when-let [[digit & more] (seq candidates)]
                      (concat (solutions (assign board square digit)) (branch more)))))]
          (branch (board square)))
        [board]))))

(defn solved?
  "Whether every unit of a board holds each digit once, and the clues are kept."
  [puzzle board]
  (and (every? (fn [unit] (= digits (sort (mapcat board unit)))) units)
       (every? true? (map (fn [clue [digit]] (contains? #{0 digit} (parse-digit clue)))
                          puzzle board))))

(defn board-rows
  "The lines that show a board."
  [board]
  (let [bands (->> (map first board)
                   (partition 9)
                   (map #(str/join " | " (map (partial str/join " ") (partition 3 %))))
                   (partition 3))]
    (apply concat (interpose ["------+-------+------"] bands))))

(defn print-puzzle [title puzzle]
  (let [found (take 2 (solutions (read-board puzzle)))]
    (println (format "%s (%d clues): %s"
                     title
                     (count (remove #{\.} puzzle))
                     (case (count found)
                       0 "no solution"
                       1 "one solution"
                       2 "several solutions")))
    (doseq [board (take 1 found)
            line  (board-rows board)]
      (println " " line))
    (println (if (every? #(solved? puzzle %) found) "  checked" "  WRONG"))
    (println)))

(defn print-samples
  "Shows a few of the many solutions of the empty board, which only a lazy search can do."
  [n]
  (println "The first rows of" n "solutions of the empty board:")
  (doseq [board (take n (solutions empty-board))]
    (println " " (str/join (map first board)))))

(defn -main []
  (doseq [[title puzzle] puzzles]
    (print-puzzle title puzzle))
  (print-samples 3))

(-main)
