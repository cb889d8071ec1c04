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

local feedback = require "lib.feedback"

test("themes given in one text are split on semicolons, as in a file", function(t)
  t.equal(feedback.split { "a;b", " c ; ", "d\\;e" }, { "a", "b", "c", "d;e" })
  t.equal(feedback.split(nil), nil)
  local id = t.run("avis", { event = meeting, themes = { "Essai un;Essai deux" }, difficulties = { "x;y" } }).id
  local kept = grappe.feedbacks.get(id)
  t.equal({ kept.themes, kept.pain_points }, { { "Essai un", "Essai deux" }, { "x", "y" } })
end)

local function flat(text)
  return (text:gsub("%s+", " "))
end

local sector_name = require("europe.lib.labels").concepts

test("topics asked for stand against those planned, with the host or who could be one", function(t)
  local host = grappe.actors.add { name = "Hôte Essai", kind = "company", territory = "LU-LU", sectors = { "jeu-video" } }
  local theme = sector_name("sector")["jeu-video"]
  t.run("avis", { event = meeting, themes = { theme, "Essai sans suite" }, sectors = { "jeu-video" } })
  t.ok(flat(t.report("sessions")):find("0 " .. grappe.t("sessions.planned_themes"), 1, true))
  local session = grappe.sessions.add {
    event = meeting, title = "Atelier", start = "2027-02-01T09:00:00Z", ["end"] = "2027-02-01T11:00:00Z", themes = { "jeu-video" },
  }
  local text = flat(t.report("sessions"))
  t.ok(text:find("1 " .. grappe.t("sessions.planned_themes"), 1, true))
  t.ok(text:find(flat(grappe.t("sessions.host_candidates", { names = "Hôte Essai" })) .. " " .. theme, 1, true))
  grappe.sessions.set(session.id, { host = host.id })
  t.ok(flat(t.report("sessions")):find("Hôte Essai " .. theme, 1, true))
  grappe.sessions.set(session.id, { themes = { "xr" } })
  t.ok(flat(t.report("sessions")):find(grappe.t("sessions.not_asked"), 1, true))
end)

test("who could host is of any sector of the theme, each once by name, and those beyond four are counted", function(t)
  for number, sectors in ipairs { { "xr" }, { "xr", "jeu-video" }, { "jeu-video" }, { "jeu-video" }, { "xr" }, { "cinema" } } do
    grappe.actors.add { name = "Hôte " .. number, kind = "company", territory = "LU-LU", sectors = sectors }
  end
  t.run("avis", { event = meeting, themes = { "Essai de mondes" }, sectors = { "jeu-video", "xr" } })
  local named = "Hôte 1, Hôte 2, Hôte 3, Hôte 4, " .. grappe.t("sessions.others", { count = 1 })
  t.ok(flat(t.report("sessions")):find(named, 1, true))
end)
