-- expect: error cannot be represented
os.date('*t', math.maxinteger)
