(let [r (java.util.SplittableRandom. 42) s (.split r)] [(.nextLong r) (.nextLong s) (.nextInt r)]) ;=> [5139283748462763858 -7511033593127921611 -1024560952]
(let [r (java.util.SplittableRandom. -7)] [(.nextInt r 10) (.nextInt r -5 20) (.nextLong r 1000000007)]) ;=> [1 17 375150850]
(let [r (java.util.SplittableRandom. 1)] [(.nextDouble r) (.nextBoolean r) (.nextLong r 10 30)]) ;=> [0.5665615751722809 true 25]
