-- expect: killed cpu
repeat until false
