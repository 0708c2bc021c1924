;;;; Anchor benchmarks, SBCL.  usage: sbcl --script bench.fasl (warm|once) PROGRAM
;;;; Prints one line  @@{"p":..,"unit":..,"runs":[..],"check":".."}
(defpackage :peers (:use :cl))
(in-package :peers)

(defun now-ms ()
  (multiple-value-bind (s us) (sb-ext:get-time-of-day)
    (+ (* 1000d0 (- s 1700000000)) (/ us 1000d0))))

(defvar *benches* (make-hash-table :test 'equal))
(defvar *mode* "warm")

(defun emit (name unit runs check &optional (note ""))
  (format t
    "@@{\"p\":\"~A\",\"unit\":\"~A\",\"runs\":[~{~,3F~^,~}],\"check\":\"~A\",\"note\":\"~A\"}~%"
          name unit (mapcar (lambda (x) (coerce x 'double-float)) runs) check note)
  (finish-output))

(defun measure (name thunk)
  "Warm up, then time up to 5 runs (bounded to about 20 s)."
  (let ((check nil) (runs '()) (t-start (now-ms)))
    (if (string= *mode* "once")
        (let ((t0 (now-ms))) (setf check (funcall thunk)) (push (- (now-ms) t0) runs))
        (progn
          (setf check (funcall thunk))
          (loop for i below 5
                while (or (< i 3) (< (- (now-ms) t-start) 20000))
                do (let ((t0 (now-ms))) (setf check (funcall thunk)) (push (- (now-ms) t0) runs)))))
    (emit name "ms" (reverse runs) check)))

;; SETUP is evaluated once, untimed, and bound to the symbol IT.
(defmacro defbench (name (&optional (setup nil)) &body body)
  `(setf (gethash ,name *benches*)
         (lambda ()
           (let ((it ,setup)) (declare (ignorable it)) (measure ,name (lambda () ,@body))))))

(defun minstd (x) (mod (* x 16807) 2147483647))
(defun fmt9 (x) (format nil "~,9F" x))

;;; ---- 1 fib / 2 tak
(defun fib (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(declaim (ftype (function (fixnum) fixnum) fib-t))
(defun fib-t (n)
  (declare (optimize (speed 3) (safety 0)) (fixnum n))
  (if (< n 2) n (the fixnum (+ (the fixnum (fib-t (- n 1))) (the fixnum (fib-t (- n 2)))))))
(defun tak (x y z)
  (if (not (< y x)) z (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y))))
(declaim (ftype (function (fixnum fixnum fixnum) fixnum) tak-t))
(defun tak-t (x y z)
  (declare (optimize (speed 3) (safety 0)) (fixnum x y z))
  (if (not (< y x)) z (tak-t (tak-t (- x 1) y z) (tak-t (- y 1) z x) (tak-t (- z 1) x y))))
(defbench "fib30" () (fib 30))
(defbench "fib" () (fib 35))
(defbench "fib_typed" () (fib-t 35))
(defbench "tak" () (loop repeat 20 sum (tak 24 16 8)))
(defbench "tak_typed" () (loop repeat 20 sum (tak-t 24 16 8)))

;;; ---- 3 nbody
(defparameter *solar-mass* (* 4 pi pi))
(defparameter *dpy* 365.24d0)
(defun body-data ()
  "Seven lists: x y z vx vy vz m, momentum-corrected."
  (let* ((d *dpy*) (sm (coerce *solar-mass* 'double-float))
         (rows `((0d0 0d0 0d0 0d0 0d0 0d0 1d0)
                 (4.84143144246472090d0 -1.16032004402742839d0 -1.03622044471123109d-1
                  1.66007664274403694d-3 7.69901118419740425d-3 -6.90460016972063023d-5
                   9.54791938424326609d-4)
                 (8.34336671824457987d0 4.12479856412430479d0 -4.03523417114321381d-1
                  -2.76742510726411580d-3 4.99852801234917238d-3 2.30417297573763929d-5
                   2.85885980666130812d-4)
                 (1.28943695621391310d1 -1.51111514016986312d1 -2.23307578892655734d-1
                  2.96460137564761618d-3 2.37847173959480950d-3 -2.96589568540237556d-5
                   4.36624404335156298d-5)
                 (1.53796971148509165d1 -2.59193146099879641d1 1.79258772950371181d-1
                  2.68067772490389322d-3 1.62824170038242295d-3 -9.51592254519715870d-5
                   5.15138902046611451d-5)))
         (cols (apply #'mapcar #'list
                      (mapcar (lambda (r) (destructuring-bind (x y z vx vy vz m) r
                                            (list x y z (* vx d) (* vy d) (* vz d) (* m sm))))
                        rows))))
    (loop for k from 3 to 5
          do (setf (first (nth k cols))
                   (- (/ (loop for v in (nth k cols) for m in (nth 6 cols) sum (* v m)) sm))))
    cols))

(defmacro def-nbody (adv energy atype num decl)
  `(progn
     (defun ,adv (bs n)
       ,decl
       (destructuring-bind (x y z vx vy vz m) bs
         ,@(when atype `((declare (type ,atype x y z vx vy vz m))))
         (let ((dt 0.01d0))
           (dotimes (s n)
             (dotimes (i 5)
               (loop for j from (1+ i) below 5
                     do (let* ((dx (- (aref x i) (aref x j))) (dy (- (aref y i) (aref y j)))
                                (dz (- (aref z i) (aref z j)))
                               (d2 (+ (* dx dx) (* dy dy) (* dz dz)))
                               (mag (/ dt (* d2 (sqrt ,(if num `(the (double-float 0d0) d2) 'd2)))))
                               (mi (* (aref m i) mag)) (mj (* (aref m j) mag)))
                          (decf (aref vx i) (* dx mj)) (decf (aref vy i) (* dy mj))
                          (decf (aref vz i) (* dz mj))
                          (incf (aref vx j) (* dx mi)) (incf (aref vy j) (* dy mi))
                          (incf (aref vz j) (* dz mi)))))
             (dotimes (i 5)
               (incf (aref x i) (* dt (aref vx i))) (incf (aref y i) (* dt (aref vy i)))
               (incf (aref z i) (* dt (aref vz i))))))))
     (defun ,energy (bs)
       (destructuring-bind (x y z vx vy vz m) bs
         (let ((e 0d0))
           (dotimes (i 5)
             (incf e (* 0.5d0 (aref m i)
                       (+ (expt (aref vx i) 2) (expt (aref vy i) 2) (expt (aref vz i) 2))))
             (loop for j from (1+ i) below 5
                   do (decf e (/ (* (aref m i) (aref m j))
                                 (sqrt (+ (expt (- (aref x i) (aref x j)) 2)
                                         (expt (- (aref y i) (aref y j)) 2)
                                          (expt (- (aref z i) (aref z j)) 2)))))))
           e)))))
(def-nbody adv-t energy-t (simple-array double-float (5)) t
  (declare (optimize (speed 3) (safety 0)) (fixnum n)))
(def-nbody adv-g energy-g nil nil (declare (optimize (speed 1) (safety 1))))
(defbench "nbody_typed" ()
  (let ((bs
          (mapcar (lambda (c) (make-array 5 :element-type 'double-float :initial-contents c))
            (body-data))))
    (adv-t bs 1000000) (fmt9 (energy-t bs))))
(defbench "nbody_gen" ()
  (let ((bs (mapcar (lambda (c) (make-array 5 :initial-contents c)) (body-data))))
    (adv-g bs 200000) (fmt9 (energy-g bs))))

;;; ---- 4 binary trees (cons cells)
(defun make-tree (d) (if (zerop d) (cons nil nil) (cons (make-tree (1- d)) (make-tree (1- d)))))
(defun check-tree (tr) (if (null (car tr)) 1 (+ 1 (check-tree (car tr)) (check-tree (cdr tr)))))
(defbench "bintrees" ()
  (let* ((maxd 16) (total (check-tree (make-tree (1+ maxd)))) (long (make-tree maxd)))
    (loop for d from 4 to maxd by 2
          do (loop repeat (ash 1 (+ (- maxd d) 4)) do (incf total (check-tree (make-tree d)))))
    (+ total (check-tree long))))

;;; ---- 5 spectral norm n=500, mandelbrot 600x600x100
(defmacro def-spectral (name vtype decl)
  (let ((a (gensym)) (f (intern (format nil "~A-MUL" name))))
    `(progn
       (defun ,f (v out n transp)
         ,decl
         ,@(if vtype `((declare (type ,vtype v out) (fixnum n))) nil)
         (flet ((,a (i j) ,@(when vtype `((declare (type (integer 0 100000) i j))))
                  (/ 1d0 (+ (ash (* (+ i j) (+ i j 1)) -1) i 1))))
           (declare (inline ,a))
           (dotimes (i n)
             (let ((s 0d0)) ,@(when vtype `((declare (double-float s))))
               (if transp
                   (dotimes (j n) (incf s (* (,a j i) (aref v j))))
                   (dotimes (j n) (incf s (* (,a i j) (aref v j)))))
               (setf (aref out i) s)))))
       (defun ,name (n)
         (flet ((mk (x) ,(if vtype `(make-array n :element-type 'double-float :initial-element x)
                             `(make-array n :initial-element x))))
           (let ((u (mk 1d0)) (v (mk 0d0)) (w (mk 0d0)))
             (dotimes (i 10) (,f u w n nil) (,f w v n t) (,f v w n nil) (,f w u n t))
             (let ((vbv 0d0) (vv 0d0))
               (dotimes (i n) (incf vbv (* (aref u i) (aref v i)))
                 (incf vv (* (aref v i) (aref v i))))
               (fmt9 (sqrt (/ vbv vv))))))))))
(def-spectral spectral-t (simple-array double-float (*)) (declare (optimize (speed 3) (safety 0))))
(def-spectral spectral-g nil (declare (optimize (speed 1) (safety 1))))
(defbench "spectral_typed" () (spectral-t 500))
(defbench "spectral" () (spectral-g 500))
(defun mandel-point (cr ci)
  (let ((zr 0d0) (zi 0d0) (k 0))
    (loop (when (or (>= k 100) (> (+ (* zr zr) (* zi zi)) 4d0)) (return k))
          (let ((nr (+ (- (* zr zr) (* zi zi)) cr)))
            (setf zi (+ (* 2d0 zr zi) ci) zr nr) (incf k)))))
(defun mandel (n)
  (let ((c 0))
    (dotimes (y n c)
      (dotimes (x n) (incf c (mandel-point (- (/ (* 2d0 x) n) 1.5d0) (- (/ (* 2d0 y) n) 1d0)))))))
(declaim (inline mandel-point-t))
(defun mandel-point-t (cr ci)
  (declare (optimize (speed 3) (safety 0)) (double-float cr ci))
  (let ((zr 0d0) (zi 0d0) (k 0)) (declare (double-float zr zi) (fixnum k))
    (loop (when (or (>= k 100) (> (+ (* zr zr) (* zi zi)) 4d0)) (return k))
          (let ((nr (+ (- (* zr zr) (* zi zi)) cr)))
            (setf zi (+ (* 2d0 zr zi) ci) zr nr) (incf k)))))
(defun mandel-t (n)
  (declare (optimize (speed 3) (safety 0)) (fixnum n))
  (let ((c 0)) (declare (fixnum c))
    (dotimes (y n c) (dotimes (x n)
      (incf c (the fixnum (mandel-point-t (- (/ (* 2d0 x) n) 1.5d0) (- (/ (* 2d0 y) n) 1d0))))))))
(defbench "mandel" () (mandel 600))
(defbench "mandel_typed" () (mandel-t 600))

;;; ---- 6 SBCL has no persistent collections: mutable ceilings only
(defun lcg-keys (n) (let ((x 42)) (map-into (make-array n) (lambda () (setf x (minstd x))))))
(defbench "mut_hash_put" ((lcg-keys 1000000))
  (let ((h (make-hash-table))) (loop for k across it for i from 0 do (setf (gethash k h) i))
    (hash-table-count h)))
(defbench "mut_hash_get" ((let* ((ks (lcg-keys 1000000)) (h (make-hash-table)))
                            (loop for k across ks for i from 0 do (setf (gethash k h) i))
                            (cons ks h)))
  (let ((h (cdr it)) (s 0)) (loop for k across (car it) do (incf s (gethash k h))) s))
(defun str-keys (n) (map 'vector (lambda (k) (format nil "key-~D" k)) (lcg-keys n)))
(defbench "mut_hash_str_put" ((str-keys 200000))
  (let ((h (make-hash-table :test 'equal)))
    (loop for k across it for i from 0 do (setf (gethash k h) i)) (hash-table-count h)))
(defbench "mut_hash_str_get" ((let* ((ks (str-keys 200000)) (h (make-hash-table :test 'equal)))
                            (loop for k across ks for i from 0 do (setf (gethash k h) i))
                                (cons (str-keys 200000) h)))
  (let ((h (cdr it)) (s 0)) (dotimes (r 5) (loop for k across (car it) do (incf s (gethash k h))))
    s))

;;; ---- 7 sequences
(defbench "seq_eager" ()
  (reduce #'+ (mapcar #'1+ (remove-if-not #'evenp (loop for i below 3000000 collect i)))))
(defbench "seq_xf" () (loop for i below 3000000 when (evenp i) sum (1+ i)))
(defbench "sort1m" ((lcg-keys 1000000)) (aref (sort (copy-seq it) #'<) 500000))
(defbench "sort1m_list" ((coerce (lcg-keys 1000000) 'list)) (nth 500000 (sort (copy-list it) #'<)))
(defbench "freq1m" ((map 'vector (lambda (k) (mod k 1000)) (lcg-keys 1000000)))
  (let ((h (make-hash-table))) (loop for k across it do (incf (gethash k h 0))) (gethash 7 h)))
(defbench "group1m" ((lcg-keys 1000000))
  (let ((h (make-hash-table))) (loop for k across it do (push k (gethash (mod k 1000) h)))
    (length (gethash 7 h))))
(defbench "strjoin" ()
  (length (with-output-to-string (s)
    (dotimes (i 300000) (unless (zerop i) (write-char #\, s)) (princ i s)))))

;;; ---- 9 CAS on one cell, 2 threads x 1M
(defstruct cell (v 0))
(defbench "atom_swap" ()
  (let* ((c (make-cell))
         (ths (loop repeat 2 collect
                (sb-thread:make-thread
                  (lambda () (dotimes (i 1000000) (sb-ext:atomic-update (cell-v c) #'1+)))))))
    (mapc #'sb-thread:join-thread ths) (cell-v c)))

;;; ---- 8c OS-thread ping-pong (SBCL has no green threads): mutex+condvar mailboxes
(defstruct mbox (q nil) (m (sb-thread:make-mutex)) (c (sb-thread:make-waitqueue)))
(defun mb-put (b x)
  (sb-thread:with-mutex ((mbox-m b)) (push x (mbox-q b)) (sb-thread:condition-notify (mbox-c b))))
(defun mb-get (b) (sb-thread:with-mutex ((mbox-m b))
                    (loop until (mbox-q b) do (sb-thread:condition-wait (mbox-c b) (mbox-m b)))
                    (pop (mbox-q b))))
(defbench "pingpong_os_100k" ()
  (let* ((a (make-mbox)) (b (make-mbox)) (n 100000)
         (th (sb-thread:make-thread (lambda () (dotimes (i n) (mb-put b (mb-get a)))))))
    (dotimes (i n) (mb-put a i) (mb-get b)) (sb-thread:join-thread th) n))

;;; ---- 11 GC pause: ~200 MB live hash-of-lists, allocate for 5 s, gaps seen by the mutator
(defun gc-pause ()
  (let* ((h (make-hash-table)) (gaps '()) (n 1000000) (x 42) (hook-max 0d0) (last-rt 0)
         (ngc 0))
    (dotimes (i n) (setf (gethash i h) (list i (float i 1d0) (list i i) (cons i i))))
    (sb-ext:gc :full t)
    (setf last-rt sb-ext:*gc-run-time*)
    (push (lambda () (incf ngc)
            (let ((d (- sb-ext:*gc-run-time* last-rt))) (setf last-rt sb-ext:*gc-run-time*)
              (setf hook-max (max hook-max (/ d (/ internal-time-units-per-second 1000d0))))))
          sb-ext:*after-gc-hooks*)
    (let* ((live (sb-kernel:dynamic-usage)) (t-end (+ (now-ms) 5000)) (prev (now-ms)) (iters 0))
      (loop (let ((tn (now-ms)))
              (when (> (- tn prev) 0.5d0) (push (- tn prev) gaps))
              (setf prev tn)
              (when (> tn t-end) (return)))
            (loop repeat 20 do
              (setf x (minstd x))
              (setf (gethash (mod x n) h) (list x (float x 1d0) (list x x) (cons x x))))
            (incf iters 20))
      (setf gaps (sort gaps #'>))
      (let ((ng (length gaps)))
        (flet ((pct (p) (if (zerop ng) 0d0 (nth (min (1- ng) (floor (* ng (- 1 p)))) gaps))))
          (emit "gc_pause_max" "ms" (list (if gaps (first gaps) 0d0)) iters
                (format nil
                  "live ~D MB; ~D gaps>0.5ms in 5 s; gap p50 ~,2F p99 ~,2F ms; ~
                  after-gc-hooks saw ~D GCs; *gc-run-time* max step ~,1F ms; ~D updates"
                        (floor live 1000000) ng (pct 0.5) (pct 0.99) ngc hook-max iters)))))))
(setf (gethash "gc_pause" *benches*) #'gc-pause)

(defun main ()
  (let* ((args (cdr sb-ext:*posix-argv*))
          (args (if (string= (first args) "--script") (cddr args) args)))
    (setf *mode* (or (first args) "warm"))
    (if (string= *mode* "list")
        (loop for k being the hash-keys of *benches* do (format t "~A~%" k))
        (dolist (b (rest args)) (funcall (or (gethash b *benches*) (error "no bench ~A" b)))))))
(unless (member :peers-build *features*) (main))
