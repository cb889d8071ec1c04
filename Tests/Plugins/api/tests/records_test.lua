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
