{-# LANGUAGE BangPatterns #-}
-- Anchor benchmarks, GHC (STM, green threads, persistent maps). ghc -O2 -threaded -rtsopts
module Main (main) where
import Control.Concurrent
import Control.Concurrent.STM hiding (check)
import Control.Exception
import Control.Monad
import Data.IORef
import qualified Data.IntMap.Strict as IM
import qualified Data.Map.Strict as M
import qualified Data.Sequence as S
import Data.List (intercalate, foldl')
import GHC.Clock (getMonotonicTime)
import System.Environment
import System.IO
import System.Mem
import Text.Printf
import qualified Data.List as L

now :: IO Double
now = (* 1000) <$> getMonotonicTime

emit :: String -> String -> [Double] -> String -> String -> IO ()
emit p u rs c note = do
  putStrLn $ "@@{\"p\":\"" ++ p ++ "\",\"unit\":\"" ++ u ++ "\",\"runs\":[" ++ intercalate ","
      (map (printf "%.4f") rs)
    ++ "],\"check\":\"" ++ c ++ "\",\"note\":\"" ++ note ++ "\"}"
  hFlush stdout

-- the action receives a fresh 0 so that GHC cannot share one run's result with the next
measure :: Bool -> String -> (Int -> IO String) -> IO ()
measure once p f = do
  z <- newIORef 0
  let one = do
        { performMajorGC; v <- readIORef z; t0 <- now; c <- f v; _ <- evaluate (length c); t1 <-
        now; return (t1 - t0, c) }
  if once then do { (t, c) <- one; emit p "ms" [t] c "" } else do
    _ <- one
    s <- now
    let go ts c | length ts == 5 = return (ts, c)
                | otherwise = do
                    t <- now
                    if length ts >= 3 && t - s > 20000 then return (ts, c) else do
                        { (d, c') <- one; go (ts ++ [d]) c' }
    (ts, c) <- go [] ""
    emit p "ms" ts c ""

minstd :: Int -> Int
minstd x = (x * 16807) `rem` 2147483647
lcg :: Int -> [Int]
lcg n = take n (tail (iterate minstd 42))

fibI :: Integer -> Integer
fibI n = if n < 2 then n else fibI (n - 1) + fibI (n - 2)
{-# NOINLINE fibI #-}
fibT :: Int -> Int
fibT n = if n < 2 then n else fibT (n - 1) + fibT (n - 2)
{-# NOINLINE fibT #-}
takI :: Integer -> Integer -> Integer -> Integer
takI x y z = if not (y < x) then z else takI (takI (x - 1) y z) (takI (y - 1) z x)
    (takI (z - 1) x y)
{-# NOINLINE takI #-}
takT :: Int -> Int -> Int -> Int
takT x y z = if not (y < x) then z else takT (takT (x - 1) y z) (takT (y - 1) z x)
    (takT (z - 1) x y)
{-# NOINLINE takT #-}

data Tree = Nil | Node Tree Tree
tree :: Int -> Tree
tree 0 = Node Nil Nil
tree d = Node (tree (d - 1)) (tree (d - 1))
{-# NOINLINE tree #-}
check :: Tree -> Int
check Nil = 0
check (Node l r) = 1 + check l + check r
{-# NOINLINE check #-}

bank :: Int -> IO String
bank n = do
  accts <- S.fromList <$> replicateM n (newTVarIO (1000 :: Int))
  dones <- forM [0, 1 :: Int] $ \t -> do
    d <- newEmptyMVar
    _ <- forkOn t $ do
      let go :: Int -> Int -> IO ()
          go 0 _ = return ()
          go k x = do
            let x1 = minstd x; i = x1 `rem` n; x2 = minstd x1; j = x2 `rem` n
            atomically $ do
                { modifyTVar' (S.index accts i) (subtract 1); modifyTVar' (S.index accts j) (+ 1) }
            go (k - 1) x2
      go 500000 (42 + 1000 * t)
      putMVar d ()
    return d
  mapM_ takeMVar dones
  show . sum <$> mapM readTVarIO (foldr (:) [] accts)

-- The rows of transactions, as in bench/genera/stm.clj: by one or two threads, each on a core.
atOnce :: Int -> IO () -> IO ()
atOnce n act = do
  setNumCapabilities (max 2 n)
  dones <- forM [0 .. n - 1] $ \t -> do
    d <- newEmptyMVar
    _ <- forkOn t (act >> putMVar d ())
    return d
  mapM_ takeMVar dones

transfers :: Int -> Int -> IO String
transfers n workers = do
  accts <- S.fromList <$> replicateM n (newTVarIO (1000 :: Int))
  let go :: Int -> Int -> IO ()
      go 0 _ = return ()
      go k x = do
        let x1 = minstd x
            from = S.index accts (x1 `rem` n)
            to = S.index accts ((x1 `quot` 65536) `rem` n)
        atomically $ modifyTVar' from (subtract 1) >> modifyTVar' to (+ 1)
        go (k - 1) x1
  atOnce workers (go (100000 `div` workers) 42)
  show . sum <$> atomically (mapM readTVar (foldr (:) [] accts))

readers :: IO String
readers = do
  refs <- replicateM 1000 (newTVarIO (1 :: Int))
  stop <- newIORef False
  done <- newEmptyMVar
  setNumCapabilities 2
  let ring = S.fromList refs
      write :: Int -> IO ()
      write i = do
        s <- readIORef stop
        unless s $ do
          atomically (modifyTVar' (S.index ring (i `rem` 1000)) (+ 1))
          atomically (modifyTVar' (S.index ring (i `rem` 1000)) (subtract 1))
          write (i + 1)
      total :: Int -> TVar Int -> STM Int
      total a r = do { x <- readTVar r; return $! a + x }
  _ <- forkOn 1 (write 0 >> putMVar done ())
  sums <- replicateM 200 (atomically (foldM total 0 refs))
  writeIORef stop True
  takeMVar done
  return (show (minimum sums))

swaps :: Int -> IO String
swaps workers = do
  r <- newIORef (0 :: Int)
  let once_ = atomicModifyIORef' r (\v -> (v + 1, ()))
  atOnce workers (replicateM_ (400000 `div` workers) once_)
  show <$> readIORef r

sky :: MVar Int -> Int -> Int -> IO ()
sky out num 1 = putMVar out num
sky out num size = do
  let sub = size `div` 10
  ms <- forM [0 .. 9] $ \i -> do
      { m <- newEmptyMVar; _ <- forkIO (sky m (num + i * sub) sub); return m }
  s <- foldM (\a m -> (a +) <$> takeMVar m) 0 ms
  putMVar out $! s

pct :: [Double] -> Double -> Double
pct v q = v !! max 0 (min (length v - 1) (ceiling (q * fromIntegral (length v)) - 1))
lateness :: IO [Double]
lateness = do
  e <- (+ 5000) <$> now
  let go p acc = do
        { threadDelay 1000; t <- now; let { !x = (t - p - 1) * 1000; acc' = x : acc }; if t > e then
        return (L.sort acc') else go t acc' }
  p <- now
  go p []
report :: String -> [Double] -> String -> IO ()
report p v = emit p "us_p50_p99_p999_max" [pct v 0.5, pct v 0.99, pct v 0.999, last v]
    (show (length v))

benches :: Bool -> [(String, IO ())]
benches once =
  [ b "fib30" $ \z -> return (show (fibI (30 + fromIntegral z)))
  , b "fib" $ \z -> return (show (fibI (35 + fromIntegral z)))
  , b "fib_typed" $ \z -> return (show (fibT (35 + z)))
  , b "tak" $ \z -> return
      (show (sum [takI (24 + fromIntegral (i * z)) 16 8 | i <- [1 .. 20 :: Int]]))
  , b "tak_typed" $ \z -> show <$> foldM (\a i -> evaluate (a + takT (24 + i * z) 16 8)) 0
      [1 .. 20 :: Int]
  , b "bintrees" $ \z -> do
      let m = 16 + z; t0 = check (tree (m + 1)); long = tree m
          s = sum [foldl' (\a i -> a + check (tree (d + i * z))) 0 [1 .. 2 ^ (m - d + 4) :: Int] | d
              <- [4, 6 .. m]]
      return (show (t0 + s + check long))
  , b "vec_conj" $ \z -> return (show (S.length (foldl' (S.|>) S.empty [z .. 999999])))
  , (,) "vec_nth" $ do
      { v <- evaluate (S.fromList [0 .. 999999 :: Int]); measure once "vec_nth" $ \z ->
      return (show
          (sum [foldl' (\a i -> a + S.index v i) 0 [z * r .. 999999] | r <- [1 .. 5 :: Int]])) }
  , (,) "vec_assoc" $ do
      { v0 <- evaluate (S.fromList [0 .. 999999 :: Int]); measure once "vec_assoc" $ \z -> do
      let go :: Int -> Int -> S.Seq Int -> S.Seq Int
          go 0 _ v = v
          go k x v = let x' = minstd x in go (k - 1) x' (S.update (x' `rem` 1000000) k v)
      return (show (sum (go 1000000 (42 + z) v0))) }
  , (,) "map_assoc" $ do
      { ks <- return (lcg 1000000); _ <- evaluate (sum ks); measure once "map_assoc" $ \z ->
      return (show (IM.size (foldl' (\m (k, i) -> IM.insert k i m) IM.empty (zip ks [z ..])))) }
  , (,) "map_get" $ do
      { ks <- return (lcg 1000000); m <- evaluate (IM.fromList (zip ks [0 :: Int ..])); measure once
      "map_get" $ \z ->
      return (show (foldl' (\a k -> a + m IM.! k) z ks)) }
  , (,) "map_str_assoc" $ do
      { ks <- return (map (\k -> "key-" ++ show k) (lcg 200000)); _ <- evaluate
      (sum (map length ks)); measure once "map_str_assoc" $ \z ->
      return (show (M.size (foldl' (\m (k, i) -> M.insert k i m) M.empty (zip ks [z ..])))) }
  , b "seq_lazy" $ \z -> return (show (sum (map (+ 1) (filter even [z .. 2999999]))))
  , (,) "sort1m" $ do
      { ks <- return (lcg 1000000); _ <- evaluate (sum ks); measure once "sort1m" $ \z -> return
      (show (L.sort (map (+ z) ks) !! 500000)) }
  , b "tx1000_1" $ \_ -> transfers 1000 1
  , b "tx1000_2" $ \_ -> transfers 1000 2
  , b "tx10_1" $ \_ -> transfers 10 1
  , b "tx10_2" $ \_ -> transfers 10 2
  , b "tx_reader" $ \_ -> readers
  , b "swap_1" $ \_ -> swaps 1
  , b "swap_2" $ \_ -> swaps 2
  , b "stm_bank_low" $ \_ -> bank 1000
  , b "stm_bank_high" $ \_ -> bank 10
  , b "atom_swap" $ \_ -> do
      r <- newIORef (0 :: Int)
      ds <- forM [0, 1] $ \t -> do
          { d <- newEmptyMVar; _ <- forkOn t
          (replicateM_ 1000000 (atomicModifyIORef' r (\v -> (v + 1, ()))) >> putMVar d ()); return d
          }
      mapM_ takeMVar ds
      show <$> readIORef r
  , b "spawn1m" $ \_ -> do
      { q <- newTQueueIO; replicateM_ 1000000 (forkIO (atomically (writeTQueue q ()))); replicateM_
      1000000 (atomically (readTQueue q)); return "1000000" }
  , (,) "mem_idle" $ do
      let n = 200000; rss = (readFile "/proc/self/statm" >>= evaluate . read . (!! 1) . words) :: IO
            Int
      performMajorGC; r0 <- rss
      ms <- replicateM n newEmptyMVar
      forM_ ms $ \m -> forkIO (takeMVar m)
      threadDelay 500000; performMajorGC; r1 <- rss
      emit "mem_idle" "bytes" [fromIntegral (r1 - r0) * 4096 / fromIntegral n] (show n)
          "RSS delta / 200000 forkIO threads blocked on their own MVar"
      mapM_ (`putMVar` ()) ms
  , b "pingpong_same" $ \_ -> pp 0 0 1000000
  , b "pingpong_cross_100k" $ \_ -> pp 0 1 100000
  , b "ring" $ \_ -> do
      let n = 1000
      first <- newEmptyMVar
      fin <- newEmptyMVar
      let fwd i o = forever (takeMVar i >>= \v -> putMVar o $! (v :: Int) - 1)
      lastM <- foldM
          (\i _ -> do
          { o <- newEmptyMVar; _ <- forkIO
          (fwd i o `catch` \e -> const (return ()) (e :: SomeException)); return o }) first [2 .. n]
      _ <- forkIO
          (let lp = do
                 { v <- takeMVar lastM; if v <= 1 then putMVar fin v else putMVar first (v - 1) >>
                 lp } in lp)
      putMVar first (1000000 :: Int)
      _ <- takeMVar fin
      return "1000000"
  , b "skynet_100k" $ \_ -> do
      { m <- newEmptyMVar; _ <- forkIO (sky m 0 100000); show <$> takeMVar m }
  , b "fanin" $ \_ -> do
      { q <- newTQueueIO; replicateM_ 1000
      (forkIO (forM_ [1 .. 1000 :: Int] (atomically . writeTQueue q))); replicateM_ 1000000
      (atomically (readTQueue q)); return "1000000" }
  , (,) "latency" $ do
      lateness >>= \v -> report "latency_idle" v "threadDelay 1000, -N2"
      stop <- newIORef False
      let spin :: Int -> IO ()
          spin n = do { s <- readIORef stop; unless s (spin ((n * 7 + 1) `rem` 16777216)) }
          alloc = do { s <- readIORef stop; _ <- evaluate (length (L.sort (lcg 5000))); unless s
              alloc }
      _ <- forkIO (spin 0); _ <- forkIO (spin 1); _ <- forkIO alloc
      lateness >>= \v -> report "latency_load" v
          "threadDelay 1000; 2 spin + 1 allocating forkIO threads, -N2"
      writeIORef stop True
  , b "restarts_raw" $ \_ -> do
      let loop :: Int -> IO ()
          loop 0 = return ()
          loop k = do
              { d <- newEmptyMVar; _ <- forkFinally (throwIO (userError "crash") :: IO ())
              (\_ -> putMVar d ()); takeMVar d; loop (k - 1) }
      loop 100000 >> return "100000"
  , (,) "gc_pause" $ do
      let n = 1000000
          el :: Int -> (Int, Double, [Int])
          el i = let { !f = fromIntegral i; !l = [i, i] } in (i, f, l)
          ins m k v = IM.insert k v m
      m0 <- evaluate (foldl' (\m i -> ins m i $! el i) IM.empty [0 .. n - 1])
      performMajorGC
      e <- (+ 5000) <$> now
      let go !p !x !m !it gaps = do
            t <- now
            let gaps' = if t - p > 0.5 then (t - p) : gaps else gaps
            if t > e then return (gaps', it) else do
              let step :: Int -> Int -> IM.IntMap (Int, Double, [Int]) ->
                    (Int, IM.IntMap (Int, Double, [Int]))
                  step 0 a b' = (a, b')
                  step k a b' = let { a' = minstd a; !b'' = IM.insert (a' `rem` n) (el a') b' } in
                      step (k - 1 :: Int) a' b''
                  (x', m') = step 20 x m
              m'' <- evaluate m'
              go t x' m'' (it + 20 :: Int) gaps'
      p <- now
      (gaps, it) <- go p 42 m0 0 []
      let s = L.sort gaps
      emit "gc_pause_max" "ms" [if null s then 0 else last s] (show it)
        (printf "1M-entry IntMap; %d gaps>0.5ms in 5 s (gap p50 %.2f ms); %d updates"
            (length s) (if null s then 0 else pct s 0.5) it)
  ]
  where b n f = (n, measure once n f)

pp :: Int -> Int -> Int -> IO String
pp ca cb n = do
  a <- newEmptyMVar; c <- newEmptyMVar; fin <- newEmptyMVar
  _ <- forkOn cb (replicateM_ n (takeMVar a >>= putMVar c))
  _ <- forkOn ca (forM_ [1 .. n] (\i -> putMVar a i >> takeMVar c) >> putMVar fin ())
  takeMVar fin
  return (show n)

main :: IO ()
main = do
  (mode : names) <- getArgs
  if mode == "list" then mapM_ (putStrLn . fst) (benches True)
    else forM_ names $ \n -> maybe (fail n) id (lookup n (benches (mode == "once")))
