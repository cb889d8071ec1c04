local function studio(fields)
  local record = { name = "Studio Essai", kind = "company", territory = "BE", city = "Andenne" }
  for name, value in pairs(fields or {}) do record[name] = value end
  return grappe.actors.add(record)
end

test("a record that is added is found by every verb", function(t)
  local added = studio()
  t.equal(grappe.actors.get(added.id).name, "Studio Essai")
  t.equal(grappe.actors.count { city = "Andenne" }, 1)
  t.equal(grappe.actors.find({ city = "Andenne" }, { fields = { "name" } }), { { id = added.id, name = "Studio Essai" } })
  t.equal(grappe.actors.search("studio essai")[1].id, added.id)
  for actor in grappe.actors.each { city = "Andenne" } do t.equal(actor.id, added.id) end
end)

test("a record is changed and deleted by its owner", function(t)
  local added = studio()
  grappe.actors.set(added.id, { founded = "2019", ["api.certified"] = true })
  t.equal(grappe.actors.get(added.id)["api.certified"], true)
  t.equal(grappe.actors.del(added.id), true)
  t.equal(grappe.actors.del(added.id), false)
  t.equal(grappe.actors.get(added.id), nil)
end)

test("a record of another owner is neither changed nor deleted", function(t)
  t.denied(function() grappe.actors.set("dg-connect", { city = "Namur" }) end)
  t.denied(function() grappe.actors.del("dg-connect") end)
end)

test("get gives the records of a list in its order, and names the first that is missing", function(t)
  local one, two = studio { name = "Un" }, studio { name = "Deux" }
  local records, problem = grappe.actors.get({ two.id, "nobody", one.id }, { fields = { "name", "kind.label" } })
  t.equal(#records, 2)
  t.equal(records[1].name, "Deux")
  t.equal(records[2]["kind.label"], grappe.concepts.get("actor-kind:company").label)
  t.equal(problem, 'no actor has the id "nobody"')
  t.equal(select("#", grappe.actors.get { one.id }), 1)
  t.equal(grappe.actors.get {}, {})
  t.equal(grappe.actors.get(one.id, { fields = { "name" } }), { id = one.id, name = "Un" })
  t.raises(function() grappe.actors.get { one.id, 1 } end)
  t.raises(function() grappe.actors.get(one.id, { order = "name" }) end)
end)

test("first gives the first record of an order, or nil and the problem", function(t)
  studio { name = "Écluse" }
  studio { name = "eau" }
  studio { name = "Zoé" }
  t.equal(grappe.actors.first({ city = "Andenne" }, { order = "name" }).name, "eau")
  t.equal(grappe.actors.first({ city = "Andenne" }, { order = "name", offset = 1, fields = { "name" } }).name, "Écluse")
  local found, problem = grappe.actors.first { city = "Nulle part" }
  t.equal(found, nil)
  t.equal(problem, "no actor matches the filter")
  t.equal(grappe.actors.first({ city = "Andenne" }, { limit = 0 }), nil)
end)

test("group counts and adds up the records of a filter", function(t)
  local one = studio { territory = "BE-WNA", categories = { "entrepreneuriat", "vitrine-veille" }, founded = "2019-05" }
  studio { territory = "BE-WNA", categories = { "entrepreneuriat" }, founded = "2019" }
  studio { territory = "BE-WAL", kind = "association" }
  local here = { city = "Andenne" }
  t.equal(grappe.actors.group(here, { by = { "kind", "territory:province" } }), {
    { kind = "association", count = 1 }, { kind = "company", ["territory:province"] = "BE-WNA", count = 2 },
  })
  t.equal(grappe.actors.group(here, { by = { family = "categories" }, order = "-count", limit = 1 }),
    { { family = "entrepreneuriat", count = 2 } })
  t.equal(grappe.actors.group(here, { by = "founded:month", count = false }), { { ["founded:month"] = "2019-05" }, {} })
  t.equal(grappe.actors.group { city = "Nulle part" }, { { count = 0 } })
  t.equal(grappe.actors.group(here, { by = "territory.name", distinct = "kind", order = "-count" })[1],
    { ["territory.name"] = grappe.label(grappe.territories.get("BE-WNA").name), count = 2, distinct = { kind = 1 } })
  for year, staff in pairs { [2022] = 4, [2023] = 6 } do
    grappe.figures.add { actor = one.id, year = year, staff = staff, turnover = { amount = staff * 100, currency = "EUR" } }
  end
  t.equal(grappe.figures.group({ actor = one.id }, { by = "turnover:currency", sum = { "staff", "turnover" }, max = "year" }), {
    {
      ["turnover:currency"] = "EUR", count = 2, sum = { staff = 10.0, turnover = { amount = 1000, currency = "EUR" } },
      max = { year = 2023 },
    },
  })
  t.raises(function() grappe.figures.group({}, { sum = "turnover" }) end)
  t.raises(function() grappe.actors.group({}, { by = "territory:provinc" }) end)
end)
