local words = {
  de = { one = "1 Akt", many = "2 Akte", share = "0,5 von KIKK", company = "Unternehmen", wallonia = "Wallonie", yes = "ja" },
  en = { one = "1 act", many = "2 acts", share = "0.5 of KIKK", company = "Company", wallonia = "Wallonia", yes = "yes" },
  fr = { one = "1 acte", many = "2 actes", share = "0,5 de KIKK", company = "Entreprise", wallonia = "Wallonie", yes = "oui" },
}

test("grappe.language is the language of the invocation, and cannot be set", function(t)
  t.ok(words[grappe.language])
  t.raises(function() grappe.language = "nl" end, "cannot be given")
  t.raises(function() return grappe.langage end, "language")
end)

test("grappe.t selects the plural form by count, and writes decimals as the language does", function(t)
  local said = words[grappe.language]
  t.equal({ grappe.t("acts", { count = 1 }), grappe.t("acts", { count = 2.0 }) }, { said.one, said.many })
  t.equal(grappe.t("share", { share = 0.5, name = "KIKK" }), said.share)
end)

test("a text with plural forms needs a whole number as count", function(t)
  for _, args in ipairs { {}, { count = "2" }, { count = 1.5 }, { count = 0 / 0 } } do
    t.raises(function() grappe.t("acts", args) end, "count")
  end
end)

test("grappe.label gives the label of a code by its field or scheme, and of an id by its entity", function(t)
  local said = words[grappe.language]
  t.equal(grappe.label("company", "actor.kind"), said.company)
  t.equal(grappe.label("company", "actor-kind"), said.company)
  t.equal(grappe.label("BE-WAL", "territory"), said.wallonia)
  t.equal(grappe.label("BE-WAL", "actor.territory"), said.wallonia)
  t.equal(grappe.label({ "company", "company" }, "actor-kind"), said.company .. ", " .. said.company)
  t.equal(grappe.label(true, "actor.founded"), said.yes)
end)

test("a code or an id without a record is its own label, and nil has none", function(t)
  t.equal(grappe.label("xyzzy", "sector"), "xyzzy")
  t.equal(grappe.label("xyzzy", "territory"), "xyzzy")
  t.equal(grappe.label(nil, "sector"), nil)
end)

test("grappe.label gives the name of a record, also of one that another record names", function(t)
  local actor = grappe.actors.add { name = "Essai", kind = "company" }
  t.equal({ grappe.label(actor), grappe.label(actor, "actor") }, { "Essai", "Essai" })
  t.equal(grappe.label(grappe.territories.get("BE-WAL")), words[grappe.language].wallonia)
  local event = grappe.events.add { name = "Fête", kind = "festival" }
  local feedback = grappe.feedbacks.add { event = event.id, score = 5 }
  t.equal(grappe.label(feedback, "feedback"), "Fête")
  t.equal(grappe.label(feedback), feedback.id)
end)

test("a text by language is read in the order of preference, whatever languages it has", function(t)
  t.equal(grappe.label { de = "de", en = "en", fr = "fr", nl = "nl" }, grappe.language)
  t.equal(grappe.label { en = "en", nl = "nl" }, "en")
  t.equal(grappe.label { nl = "nl", pl = "pl" }, "nl")
end)

test("a value without a name, and an unknown entity or field, are refused", function(t)
  t.raises(function() grappe.label { 1, function() end } end, "grappe.label")
  t.raises(function() grappe.label { kind = "company" } end, "grappe.label")
  t.raises(function() grappe.label("x", "actr.kind") end, "actor")
  t.raises(function() grappe.label("x", "actor.knd") end, "kind")
end)
