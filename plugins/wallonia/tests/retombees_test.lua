test("the announced spending and rate imply the aid", function(t)
  local text = t.report("retombees")
  t.ok(text:find("3,85 M€", 1, true))
  t.ok(text:find("280", 1, true))
end)

test("verified figures stand apart from announced ones", function(t)
  grappe.outcomes.add {
    subject = "fi-wallimage-gaming", indicator = "ind-jeu-video-emplois-crees", value = 12, territory = "BE-WAL",
    status = "verified", start = "2022", ["end"] = "2024",
  }
  local text = t.report("retombees", { call = "fi-wallimage-gaming" })
  t.ok(text:find("vérifié.-12"))
  t.ok(text:find("annoncé.-280"))
  t.ok(not text:find("292", 1, true))
end)
