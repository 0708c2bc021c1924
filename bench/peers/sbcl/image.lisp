;;; Build ~100 MB of state, announce, save. usage: sbcl --script-less: sbcl --non-interactive
;;; --load image.lisp OUT N
(defvar *h* (make-hash-table))
(let* ((args (member "--end" sb-ext:*posix-argv* :test #'string=)) (out (second args))
        (n (parse-integer (third args))))
  (dotimes (i n) (setf (gethash i *h*) (list i (float i 1d0) (list i i) (cons i i))))
  (format t "@@SAVE~%") (finish-output)
  (sb-ext:save-lisp-and-die out :executable nil))
