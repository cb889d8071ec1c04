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

local function flat(text)
  return (text:gsub("%s+", " "))
end

test("a public body or a training centre carries a need only when it is asked for", function(t)
  local function add(name, kind)
    grappe.actors.add { name = name, kind = kind, territory = "LU-LU", skills = { "sound-designer" } }
  end
  add("Agence Essai", "public-agency")
  add("École Essai", "training-provider")
  local asked = { skills = { "sound-designer" } }
  local text = t.report("consortium", asked)
  t.ok(not text:find("Agence Essai", 1, true))
  t.ok(flat(text):find(flat(grappe.t("consortium.apart")), 1, true))
  t.ok(flat(text):find("--kinds public-agency,training-provider", 1, true)
    or flat(text):find("--kinds training-provider,public-agency", 1, true))
  asked.kinds = { "public-agency" }
  text = t.report("consortium", asked)
  t.ok(text:find("Agence Essai", 1, true))
  t.ok(not text:find("École Essai", 1, true))
end)

test("a team whose members met or work together stands first, with the reasons, and each run gives the same", function(t)
  local function add(name, skill)
    return grappe.actors.add { name = name, kind = "company", territory = "LU-LU", skills = { skill } }.id
  end
  local coder, first, second = add("Codeur Essai", "game-designer"), add("Son Aaa", "sound-designer"), add("Son Zzz", "sound-designer")
  local asked = { skills = { "game-designer", "sound-designer" }, limit = 1 }
  t.ok(t.report("consortium", asked):find("Son Aaa", 1, true))
  local meeting = "ev-lcic-cocktail-reseautage"
  for position, id in ipairs { coder, second } do
    grappe.registrations.add { event = meeting, participant = id, status = "attended", position = position }
  end
  local text = t.report("consortium", asked)
  t.ok(text:find("Son Zzz", 1, true) and not text:find("Son Aaa", 1, true))
  t.ok(flat(text):find(flat(grappe.t("consortium.met_pairs", { count = 1 })), 1, true))
  grappe.relations.add { from = first, type = "partner-of", to = coder }
  text = t.report("consortium", asked)
  t.ok(text:find("Son Aaa", 1, true) and not text:find("Son Zzz", 1, true))
  t.ok(flat(text):find(flat(grappe.t("consortium.linked_pairs", { count = 1 })), 1, true))
  t.equal(t.report("consortium", asked), text)
end)

test("the holder of the project is in the team and carries what it brings itself", function(t)
  local holder = grappe.actors.add {
    name = "Porteur Essai", kind = "public-agency", territory = "LU-LU", skills = { "game-designer" },
  }
  grappe.actors.add { name = "Son Essai", kind = "company", territory = "LU-LU", skills = { "sound-designer" } }
  local project = grappe.projects.add {
    name = "Projet d'essai", holder = holder.id, skills_needed = { "game-designer", "sound-designer" },
  }
  local text = flat(t.report("consortium", { project = project.id }))
  t.ok(text:find("2 " .. grappe.t("consortium.size"), 1, true))
  t.ok(text:find("Porteur Essai", 1, true) and text:find("Son Essai", 1, true))
  local alone = grappe.projects.add { name = "Projet seul", holder = holder.id, skills_needed = { "game-designer" } }
  t.ok(flat(t.report("consortium", { project = alone.id })):find("1 " .. grappe.t("consortium.size"), 1, true))
end)

test("a need that nobody carries says how to enter the members", function(t)
  local text = flat(t.report("consortium", { skills = { "sound-designer" } }))
  t.ok(text:find("grappe import", 1, true))
  t.ok(text:find("0 " .. grappe.t("consortium.covered", { count = 0 }), 1, true))
end)
