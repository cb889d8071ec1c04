test("grappe.log writes a line at every level, and only of a text", function(t)
  for _, level in ipairs { grappe.log.debug, grappe.log.info, grappe.log.warn, grappe.log.error } do
    t.equal(level("a line"), nil)
    t.raises(function() level(7) end, "argument 1 (message)")
  end
end)

test("grappe.t fills in the text of a key, and names the nearest key", function(t)
  t.ok(grappe.t("hello", { name = "KIKK" }):find("KIKK"))
  t.raises(function() grappe.t("helo") end, '"hello"')
end)

test("grappe.now and grappe.today give the date that t.as sets", function(t)
  t.as("2024-01-30")
  t.equal(grappe.today(), "2024-01-30")
  t.equal(grappe.now():sub(1, 10), "2024-01-30")
end)

test("grappe.sql reads the public views with arguments", function(t)
  local rows = grappe.sql("SELECT id FROM actors WHERE id = ?", { "dg-connect" })
  t.equal(rows, { { id = "dg-connect" } })
  t.raises(function() grappe.sql("DELETE FROM actors") end, "grappe.sql")
end)

test("what init.lua registers with cannot be called later", function(t)
  t.raises(function() grappe.field("actor", "late", { type = "text" }) end, "init.lua")
  t.raises(function() grappe.report {} end)
  t.raises(function() grappe.command {} end)
end)
