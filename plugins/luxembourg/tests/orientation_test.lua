local function flat(text)
  return (text:gsub("%s+", " "))
end

test("a question tells its steps in order and how to enter what is missing", function(t)
  local text = flat(t.report("orientation"))
  t.ok(text:find(" 1 ", 1, true) < text:find(" 2 ", 1, true))
  local ids = "luxembourg-creative-industries-cluster, luxinnovation"
  t.ok(text:find(flat(grappe.t("orientation.no_document", { count = 2, all = 2, ids = ids })), 1, true))
end)

test("a document and a link are shown once the record of the institution has them", function(t)
  grappe.actors.set("luxinnovation", { website = "https://example.org", ["luxembourg.guide"] = "Guide d'essai" })
  local text = flat(t.report("orientation"))
  t.ok(text:find("Luxinnovation Guide d'essai https://example.org", 1, true))
  local ids = "luxembourg-creative-industries-cluster"
  t.ok(text:find(flat(grappe.t("orientation.no_document", { count = 1, all = 2, ids = ids })), 1, true))
end)

test("questions of which no text tells the steps are counted", function(t)
  local text = flat(t.report("orientation"))
  t.ok(text:find(flat(grappe.t("orientation.no_steps", { count = 4 })), 1, true))
end)

test("a word of the question finds it whatever the language of the report", function(t)
  for _, word in ipairs { "statut juridique", "legal status", "RECHTSSTATUS" } do
    local text = flat(t.report("orientation", { question = word }))
    t.ok(text:find("Luxinnovation", 1, true), word)
  end
  t.ok(flat(t.report("orientation", { question = "zzz" })):find(flat(grappe.t("orientation.nothing")), 1, true))
end)
