-- expect: killed cpu
table.move({}, 1, math.maxinteger - 2, 2)
