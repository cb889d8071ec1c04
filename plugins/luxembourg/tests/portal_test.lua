--- A meeting of the region whose participants asked for a theme.
local function ask_for(theme, sectors)
  local event = grappe.events.add { name = "Rencontre d'essai", kind = "networking", territory = "LU" }
  grappe.feedbacks.add { event = event.id, themes = { theme }, sectors = sectors }
  return event
end

test("the page shows the themes asked for, and what becomes of them", function(t)
  local event = ask_for("Contrats d'auteur", { "jeu-video" })
  local text = t.page("sessions", { audience = "staff" })
  t.contains(text, "Contrats d'auteur")
  t.contains(text, grappe.t("sessions.waiting"))
  t.contains(text, "luxembourg:proposer")
  local session = grappe.sessions.add {
    event = event.id, title = "Les contrats d'auteur", start = "2031-05-06T08:00:00Z", ["end"] = "2031-05-06T10:00:00Z",
  }
  text = t.page("sessions", { audience = "staff" })
  t.contains(text, "(session " .. session.id .. ")")
  t.contains(text, "2031-05-06")
end)

test("a theme is proposed with its host, for the staff to read", function(t)
  local host = grappe.actors.add { name = "Studio Essai", kind = "company", territory = "LU" }
  local before = t.page("sessions")
  local result = t.form("proposer", {
    theme = "Contrats d'auteur", sectors = { "jeu-video" }, format = "onsite", host = "studio essai", description = "<i>Voir</i>",
  })
  t.equal(result.to, "sessions")
  local event = result.proposed[1].fields
  t.equal(
    { event.name, event.kind, event.status, event.venue, event.format, event.themes, event.description },
    { "Contrats d'auteur", "themed-session", "draft", host.id, "onsite", { "jeu-video" }, "<i>Voir</i>" })
  t.equal(grappe.events.count { name = "Contrats d'auteur" }, 0)
  t.equal(t.page("sessions"), before)
end)

test("a host that is not in the directory, and an unknown sector, are refused", function(t)
  t.ok(t.form("proposer", { theme = "Essai", host = "Nulle Part" }).errors.host)
  t.ok(t.form("proposer", { theme = "Essai", sectors = { "nothing" } }).errors.sectors)
  t.ok(t.form("proposer", { theme = ("x"):rep(121) }).errors.theme)
  t.equal(grappe.events.count { name = "Essai" }, 0)
end)

test("the card of an actor names the themes waiting of its sectors", function(t)
  local host = grappe.actors.add { name = "Studio Essai", kind = "company", territory = "LU", sectors = { "jeu-video" } }
  t.equal(t.card("actor", host, { audience = "staff" }), nil)
  ask_for("Contrats d'auteur", { "jeu-video" })
  t.contains(t.card("actor", host, { audience = "staff" }), "Contrats d'auteur")
  local other = grappe.actors.add { name = "Autre", kind = "company", territory = "LU", sectors = { "musique" } }
  t.equal(t.card("actor", other, { audience = "staff" }), nil)
end)
