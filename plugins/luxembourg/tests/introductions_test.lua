local meeting = "ev-lcic-cocktail-reseautage"

local function flat(text)
  return (text:gsub("%s+", " "))
end

local function add(name)
  return grappe.actors.add { name = name, kind = "company", territory = "LU-LU", sectors = { "jeu-video" } }.id
end

test("actors that came to the same meeting stand apart from those to introduce", function(t)
  local first, second = add("Essai Aaa"), add("Essai Bbb")
  add("Essai Ccc")
  local text = flat(t.report("presentations"))
  t.ok(text:find(grappe.t("introductions.strangers"), 1, true))
  t.ok(not text:find(grappe.t("introductions.acquainted"), 1, true))
  t.ok(text:find(flat(grappe.t("introductions.no_attendance")), 1, true))
  for position, id in ipairs { first, second } do
    grappe.registrations.add { event = meeting, participant = id, status = "attended", position = position }
  end
  text = flat(t.report("presentations"))
  local strangers, acquainted = text:find(grappe.t("introductions.strangers"), 1, true),
    text:find(grappe.t("introductions.acquainted"), 1, true)
  t.ok(text:find("Essai Aaa Essai Bbb", acquainted))
  t.ok(text:find("Essai Aaa Essai Ccc", strangers) < acquainted)
  t.ok(text:find(flat(grappe.t("introductions.explained")), 1, true))
end)

test("a registration without attendance is no meeting", function(t)
  for position, id in ipairs { add("Essai Aaa"), add("Essai Bbb") } do
    grappe.registrations.add { event = meeting, participant = id, status = "no-show", position = position }
  end
  t.ok(not flat(t.report("presentations")):find(grappe.t("introductions.acquainted"), 1, true))
end)

test("equal scores stand by name, the same on every run", function(t)
  for _, name in ipairs { "Essai Ccc", "Essai Aaa", "Essai Bbb" } do
    add(name)
  end
  local text = flat(t.report("presentations"))
  local ab, ac = text:find("Essai Aaa Essai Bbb", 1, true), text:find("Essai Ccc Essai Aaa", 1, true)
  t.ok(ab and ac and ab < ac)
  t.equal(flat(t.report("presentations")), text)
end)

test("without members the report says how to enter them", function(t)
  t.ok(t.report("presentations"):find("grappe import", 1, true))
end)
