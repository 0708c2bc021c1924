(declare never)
(never 1) ;!> IllegalStateException: Attempting to call unbound fn
