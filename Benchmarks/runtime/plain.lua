-- Runs a program under plain Lua and prints its processor seconds.
local program = assert(loadfile(arg[1]))
local start = os.clock()
program()
print(string.format("%.4f", os.clock() - start))
