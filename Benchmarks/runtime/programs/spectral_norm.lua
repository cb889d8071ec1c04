local n = 450
local function entry(i, j) local k = i + j - 1 return 1 / (k * (k - 1) * 0.5 + i) end
local function multiply(x, y, transposed)
  for i = 1, n do
    local sum = 0
    for j = 1, n do sum = sum + x[j] * (transposed and entry(j, i) or entry(i, j)) end
    y[i] = sum
  end
end
local u, v, w = {}, {}, {}
for i = 1, n do u[i] = 1 end
for _ = 1, 10 do
  multiply(u, w) multiply(w, v, true)
  multiply(v, w) multiply(w, u, true)
end
