local teams = require "lib.teams"

local function candidate(id, ...)
  local brings = {}
  for _, need in ipairs { ... } do
    brings[need] = true
  end
  return { id = id, brings = brings }
end

--- The size of the smallest cover by trying every subset.
local function brute_force(needs, candidates)
  local best
  for mask = 1, (1 << #candidates) - 1 do
    local covered, size = {}, 0
    for position, one in ipairs(candidates) do
      if mask & 1 << (position - 1) ~= 0 then
        size = size + 1
        for need in pairs(one.brings) do
          covered[need] = true
        end
      end
    end
    local all = true
    for _, need in ipairs(needs) do
      all = all and covered[need]
    end
    if all and (not best or size < best) then
      best = size
    end
  end
  return best
end

test("the smallest team wins over the first that fits", function(t)
  local found = teams.smallest({ "a", "b", "c" }, {
    candidate("x", "a", "b"), candidate("y", "b", "c"), candidate("z", "a", "b", "c"),
  }, 5)
  t.equal(found, { { 3 } })
end)

test("all teams of the smallest size are found once", function(t)
  local found = teams.smallest({ "a", "b" }, { candidate("x", "a"), candidate("y", "b"), candidate("z", "b") }, 5)
  t.equal(#found, 2)
end)

test("a need that nobody brings is named, the rest is covered", function(t)
  local found, missing, is_possible = teams.smallest({ "a", "q" }, { candidate("x", "a") }, 5)
  t.equal(found, { { 1 } })
  t.equal(missing, { "q" })
  t.equal(is_possible, true)
end)

test("the size is the one that trying everything finds", function(t)
  local names = { "a", "b", "c", "d", "e", "f" }
  for _ = 1, 200 do
    local candidates = {}
    for position = 1, math.random(1, 8) do
      local one = candidate("x" .. position)
      for _, need in ipairs(names) do
        if math.random() < 0.3 then
          one.brings[need] = true
        end
      end
      candidates[position] = one
    end
    local found, missing = teams.smallest(names, candidates, 1)
    local open = {}
    for _, need in ipairs(names) do
      local is_missing = false
      for _, other in ipairs(missing) do
        is_missing = is_missing or other == need
      end
      if not is_missing then
        open[#open + 1] = need
      end
    end
    if #open > 0 then
      t.equal(#found[1], brute_force(open, candidates))
    end
  end
end)

test("a project's needs make its team, and who is too small is left out with the reason", function(t)
  local holder = grappe.actors.add { name = "Porteur", kind = "company", territory = "LU-LU" }
  local coder = grappe.actors.add { name = "Codeur Essai", kind = "company", territory = "LU-LU", skills = { "game-designer" } }
  grappe.actors.add { name = "Son Essai", kind = "freelancer", territory = "LU-ES", skills = { "sound-designer" } }
  grappe.figures.add { actor = coder.id, year = 2025, staff = 2 }
  local project = grappe.projects.add {
    name = "Jeu d'essai", holder = holder.id, skills_needed = { "game-designer", "sound-designer" },
  }
  local text = t.report("consortium", { project = project.id })
  t.ok(text:find("Codeur Essai", 1, true))
  t.ok(text:find("Son Essai", 1, true))
  text = t.report("consortium", { project = project.id, staff_min = 5 })
  t.ok(text:find(grappe.t("consortium.staff_low", { staff = 2 }), 1, true))
  t.ok(text:find(grappe.t("consortium.staff_unknown"), 1, true))
end)
