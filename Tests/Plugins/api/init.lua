-- A plugin that the tests of the API call: one report with a block of every kind.
grappe.field("actor", "certified", { type = "boolean", label = { fr = "Certifié", en = "Certified" } })

grappe.report {
  id = "blocks",
  title = "Blocs",
  run = function(params, doc)
    doc:title("Nouveau titre")
    doc:subtitle("Sous-titre")
    doc:heading("Titre de niveau 2", 2)
    doc:text("Un paragraphe.")
    doc:note("Une remarque.")
    doc:source("Une source.")
    doc:list { "premier", "second" }
    doc:figures { { label = "Acteurs", value = 186, unit = "fiches" } }
    doc:table { columns = { "Famille", { "Acteurs", align = "right" } }, rows = { { "Vitrine", 23 }, { "Culture", 41 } }, totals = true }
    local add = doc:rows { columns = { "Nom", "Rang" }, caption = "Ligne à ligne" }
    for rank = 1, 3 do add { "acteur " .. rank, rank } end
    doc:chart { kind = "bar", title = "Par famille", labels = { "Vitrine", "Culture" }, values = { 23, 41 } }
    doc:network {
      title = "Réseau", nodes = { { id = "kikk", label = "KIKK", group = "Lieu" }, { id = "trakk", label = "TRAKK" } },
      edges = { { from = "kikk", to = "trakk" } },
    }
    doc:map { title = "Carte", points = { { label = "KIKK", lat = 50.47, lon = 4.87 }, { label = "Mons", lat = 50.45, lon = 3.95 } } }
    doc:page_break()
    grappe.document():text("Après le saut de page.")
  end,
}

grappe.report {
  id = "long_row",
  title = "Une ligne trop longue",
  run = function(params, doc)
    local add = doc:rows { columns = { "Nom", "Rang" } }
    add { "un", 1 }
    add { "deux", 2, "trois" }
  end,
}

-- What it hears, for the tests of events.
local function note(line)
  local heard = grappe.storage.get("heard") or {}
  heard[#heard + 1] = line
  grappe.storage.set("heard", heard)
end

grappe.on("actor.created", function(actor) note("created " .. actor.name) end)
grappe.on("actor.updated", function(actor, event)
  note(event.before.name .. " -> " .. actor.name)
  grappe.emit("ping", { n = 7 })
end)
grappe.on("api:ping", function(payload, event) if event.depth == 2 then note("ping " .. payload.n) end end)

grappe.job {
  id = "nightly", cron = "0 3 * * *", zone = "Europe/Brussels",
  run = function(job) return job.id .. " " .. job.meant_at .. " " .. job.attempt end,
}

grappe.importer {
  id = "names",
  title = "Noms",
  run = function()
    local names = {}
    for row, line in grappe.rows() do names[#names + 1] = line .. " " .. row.name end
    return names
  end,
}
