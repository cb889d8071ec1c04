-- expect: error
os.time{year = math.maxinteger, month = 1, day = 1}
