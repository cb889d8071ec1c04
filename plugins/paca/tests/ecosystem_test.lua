local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

test("a département lists its own actors only", function(t)
  grappe.actors.add { name = "Essai alpin", kind = "company", territory = "FR-04" }
  t.equal(has(t.report("ecosysteme", { departement = "FR-04" }), "Essai alpin"), true)
  t.equal(has(t.report("ecosysteme", { departement = "FR-05" }), "Essai alpin"), false)
end)

test("a département without actors says so", function(t)
  t.equal(has(t.report("ecosysteme", { departement = "FR-04" }), grappe.t("ecosysteme.nobody")), true)
end)

test("an organisation the registry calls inactive is marked", function(t)
  t.equal(has(t.report("ecosysteme", { departement = "FR-13" }), grappe.t("ecosysteme.inactive_name", { name = "" })), true)
end)

test("an actor outside the region is refused", function(t)
  t.denied(function()
    grappe.actors.add { name = "Essai", kind = "company", territory = "FR" }
  end)
end)

test("the poles are concluded from the sector's actors, and from a handful nothing is", function(t)
  local function words() return t.report("ecosysteme"):gsub("%s+", " ") end
  t.equal(has(words(), grappe.label {
    de = "zu wenig, um daraus auf die Verteilung", fr = "trop peu pour en tirer une répartition", en = "Too few for a distribution",
  }), true)
  for position = 1, 10 do
    grappe.actors.add { name = "Essai " .. position, kind = "company", territory = "FR-13", sectors = { "animation" } }
    grappe.actors.add { name = "Pharma " .. position, kind = "company", territory = "FR-06", sectors = { "biotech" } }
  end
  t.equal(has(words(), grappe.label {
    de = "Alpes-Maritimes (2), vereinen 100 % der 13 bekannten Akteure",
    fr = "Alpes-Maritimes (2), réunissent 100 % des 13 acteurs", en = "Alpes-Maritimes (2), hold 100% of the 13 known actors",
  }), true)
end)

test("an invented or a planned actor is in no count", function(t)
  local before = t.report("ecosysteme")
  grappe.actors.add { name = "Essai", kind = "company", territory = "FR-13", sectors = { "xr" }, source = "illustratif" }
  grappe.actors.add { name = "Essai", kind = "company", territory = "FR-13", sectors = { "xr" }, standing = "proposed" }
  t.equal(t.report("ecosysteme"), before)
end)

test("an actor filed under a NUTS code counts in its département", function(t)
  local function figures() return t.report("ecosysteme"):match("Bouches%-du%-Rhône %(13%)%s+(%d+)%s+(%d+)") end
  local of_sector, all = figures()
  grappe.actors.add { name = "Essai", kind = "company", territory = "FRL04", sectors = { "animation" } }
  t.equal({ figures() }, { tostring(of_sector + 1), tostring(all + 1) })
end)
