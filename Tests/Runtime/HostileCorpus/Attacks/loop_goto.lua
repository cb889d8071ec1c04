-- expect: killed cpu
::again:: goto again
