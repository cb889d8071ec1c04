local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

test("a département lists its own actors only", function(t)
  grappe.actors.add { name = "Essai alpin", kind = "company", territory = "FR-04" }
  t.equal(has(t.report("ecosysteme", { departement = "FR-04" }), "Essai alpin"), true)
  t.equal(has(t.report("ecosysteme", { departement = "FR-05" }), "Essai alpin"), false)
end)

test("a département without actors says so", function(t)
  t.equal(has(t.report("ecosysteme", { departement = "FR-04" }), "Aucun acteur"), true)
end)

test("an organisation the registry calls inactive is marked", function(t)
  t.equal(has(t.report("ecosysteme", { departement = "FR-13" }), "(inactif)"), true)
end)

test("an actor outside the region is refused", function(t)
  t.denied(function()
    grappe.actors.add { name = "Essai", kind = "company", territory = "FR" }
  end)
end)
