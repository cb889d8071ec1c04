local bodies = {
  {0, 0, 0, 0, 0, 0, 39.47}, {4.84, -1.16, -0.10, 0.60, 2.81, -0.02, 0.037}, {8.34, 4.12, -0.40, -1.01, 1.82, 0.008, 0.011},
  {12.89, -15.11, -0.22, 1.08, 0.86, -0.01, 0.0017}, {15.37, -25.9, 0.17, 0.97, 0.59, -0.034, 0.002}}
local function advance(dt)
  for i = 1, #bodies do
    local a = bodies[i]
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a[1] - b[1], a[2] - b[2], a[3] - b[3]
      local d2 = dx * dx + dy * dy + dz * dz
      local f = dt / (d2 * d2 ^ 0.5)
      a[4], a[5], a[6] = a[4] - dx * b[7] * f, a[5] - dy * b[7] * f, a[6] - dz * b[7] * f
      b[4], b[5], b[6] = b[4] + dx * a[7] * f, b[5] + dy * a[7] * f, b[6] + dz * a[7] * f
    end
  end
  for i = 1, #bodies do
    local a = bodies[i]
    a[1], a[2], a[3] = a[1] + dt * a[4], a[2] + dt * a[5], a[3] + dt * a[6]
  end
end
for _ = 1, 300000 do advance(0.01) end
