local meeting = "ev-lcic-cocktail-reseautage"

test("a theme waits until a session takes it up", function(t)
  t.run("avis", { event = meeting, themes = { "Essai de thème" }, score = 4, sectors = { "jeu-video" } })
  local host = grappe.actors.add { name = "Hôte Essai", kind = "company", territory = "LU-LU", sectors = { "jeu-video" } }
  local text = t.report("sessions")
  t.ok(text:find("Essai de thème%s+1%s+" .. grappe.t("sessions.waiting") .. "%s+Hôte Essai"))
  grappe.sessions.add {
    event = meeting, title = "Table ronde : essai de thème", start = "2027-02-01T09:00:00Z", ["end"] = "2027-02-01T11:00:00Z",
    host = host.id,
  }
  t.ok(t.report("sessions"):find((grappe.t("sessions.taken_up", { title = "\0", date = "" }):match("^[^\0]*")), 1, true))
end)

test("the difficulties of the first meeting are shown with their source", function(t)
  local text = t.report("sessions")
  t.ok(text:find("répondre aux appels", 1, true))
  t.ok(text:find("003_8af08e0d365566ab.txt", 1, true))
end)

test("a question finds the institution, and what no text confirms is marked", function(t)
  local text = t.report("orientation", { question = "statu" })
  t.ok(text:find("Luxinnovation", 1, true))
  t.ok(text:find("Ministère de la Culture\u{A0}†", 1, true))
  t.ok(not text:find("Ministère de l'Économie", 1, true))
end)
