-- Pages, forms, actions and cards, as the portal asks for them.

local function actor(fields)
  local record = { name = "Studio", kind = "company", territory = "BE" }
  for name, value in pairs(fields or {}) do record[name] = value end
  return grappe.actors.add(record)
end

test("a page shows links, cards and the forms that are for its readers", function(t)
  local text = t.page("")
  for _, words in ipairs { "→ Actor (api/actors/kikk?words=3) — remark", "(https://example.org/)", "(api:blocks)", "(actor kikk)" } do
    t.contains(text, words)
  end
  t.contains(text, "Alone")
  t.contains(text, "Namur")
  t.ok(not text:find("Internal", 1, true), "a form for the staff shows to the public")
  t.contains(t.page("", { audience = "staff" }), "Internal")
end)

test("a page gets its variables, its parameters and its reader", function(t)
  local a = actor()
  local path = "actors/" .. a.id
  t.contains(t.page(path, { audience = "members" }), path .. " " .. a.id .. " 2 members")
  t.contains(t.page(path, { audience = "staff", params = { words = 5 } }), a.id .. " 5 staff")
  t.raises(function() t.page(path, { audience = "staff", params = { words = 0 } }) end, "words")
end)

test("a page is not there for other readers, for a record that is hidden, and where it says so", function(t)
  local a = actor()
  t.equal(t.page("actors/" .. a.id), nil)
  t.equal(t.page("actors/" .. actor({ visibility = "staff" }).id, { audience = "members" }), nil)
  t.equal(t.page("actors/nobody", { audience = "staff" }), nil)
  t.equal(t.page("gone"), nil)
  t.equal(t.page("nothing/at/all"), nil)
end)

test("a page writes nothing", function(t)
  t.raises(function() t.page("writes") end, "storage")
  t.equal(grappe.storage.get("page"), nil)
end)

test("a form is checked, and its refusals name the fields", function(t)
  t.ok(t.form("suggest", {}).errors.name)
  t.ok(t.form("suggest", { name = "Studio", how = "c" }).errors.how)
  t.ok(t.form("suggest", { name = ("x"):rep(201), how = "a" }).errors.name)
  t.equal(t.form("suggest", { name = "Double", how = "a" }), { errors = { name = "known" } })
  t.equal(grappe.actors.count { standing = "proposed" }, 0)
end)

test("a form files a proposal below the staff, and writes for the staff", function(t)
  local values = { name = "<b>Studio</b>", how = "b" }
  local filed = t.form("suggest", values, { audience = "members" })
  t.equal(filed.message, "b members")
  t.equal({ #filed.proposed, filed.proposed[1].entity, filed.proposed[1].fields.name }, { 1, "actor", "<b>Studio</b>" })
  t.equal(grappe.actors.count { name = values.name }, 0)
  local written = t.form("suggest", values, { audience = "staff" })
  t.equal(written.proposed, nil)
  t.equal(grappe.actors.get(written.to.id).name, "<b>Studio</b>")
end)

test("a form that refuses as a whole keeps nothing, and is not there for other readers", function(t)
  t.equal(t.form("suggest", { name = "Nowhere", how = "a" }), { errors = { [""] = "as a whole" } })
  t.equal(grappe.actors.count { name = "Nowhere" }, 0)
  t.equal(t.form("internal", { a = "x" }), nil)
  t.equal(t.form("internal", { a = "x" }, { audience = "staff" }), {})
  t.raises(function() t.form("sugest", {}) end, "suggest")
end)

test("an action changes a record that its person finds", function(t)
  local a = actor()
  t.equal(t.action("certify", a), nil)
  t.equal(t.action("certify", a.id, { audience = "staff" }), { message = "Studio", to = "actors/" .. a.id })
  t.equal(grappe.actors.get(a.id)["api.certified"], true)
  t.equal(t.action("certify", "nobody", { audience = "staff" }), nil)
end)

test("a card sees what its reader may see", function(t)
  local a = actor { email = "private@example.org" }
  t.contains(t.card("actor", a), "Studio nil")
  t.contains(t.card("actor", a.id, { audience = "staff" }), "private@example.org")
  t.ok(not t.card("actor", a):find("for the staff", 1, true))
  t.equal(t.card("event", a.id), nil)
end)
