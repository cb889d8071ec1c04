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

-- What it brings to the portal, for the tests of pages.
grappe.page {
  path = "/", title = { fr = "Accueil", en = "Start" },
  run = function(request, doc)
    doc:links {
      { text = "Actor", page = "actors/kikk", query = { words = 3 }, note = "remark" }, { text = "Web", url = "https://example.org/" },
      { text = "Report", report = "blocks" }, { text = "Record", entity = "actor", id = "kikk" },
    }
    doc:cards { { title = "Card", page = "/", text = "Text", figures = { { label = "n", value = 7 } }, note = "remark" }, { title = "Alone" } }
    doc:form("suggest", { city = "Namur" })
    doc:form("internal")
  end,
}
grappe.page {
  path = "actors/:id", title = "Actor", audience = "members",
  params = { id = { type = "reference", entity = "actor" }, words = { type = "integer", min = 1, default = 2 } },
  run = function(request, doc)
    doc:text(request.path .. " " .. request.params.id .. " " .. request.params.words .. " " .. request.audience .. " " .. request.language)
    doc:table { columns = { "Name" }, rows = { { { text = "Home", page = "/" } } } }
  end,
}
grappe.page { path = "gone", title = "Gone", run = function() return false end }
grappe.page { path = "writes", title = "Writes", run = function() grappe.storage.set("page", 1) end }
grappe.form {
  id = "suggest", title = { fr = "Proposer", en = "Suggest" }, text = "Text", button = "Go", audience = "public",
  fields = {
    { name = "name", type = "text", label = { fr = "Nom", en = "Name" }, hint = "Hint" },
    { name = "city", type = "text", optional = true },
    { name = "how", type = "choice", values = { "a", "b" }, labels = { a = { fr = "Un", en = "One" }, b = "Two" }, default = "a" },
  },
  submit = function(values, request)
    if values.name == "Double" then return { errors = { name = "known" } } end
    local actor = grappe.actors.add { name = values.name, kind = "company", territory = "BE", city = values.city, standing = "proposed" }
    if values.name == "Nowhere" then return { errors = { "as a whole" } } end
    return { message = values.how .. " " .. request.audience, to = { entity = "actor", id = actor.id } }
  end,
}
grappe.form { id = "internal", title = "Internal", audience = "staff", fields = { { name = "a", type = "text" } }, submit = function() end }
grappe.action {
  id = "certify", label = "Certify", on = "actor", audience = "staff",
  run = function(actor)
    grappe.actors.set(actor.id, { ["api.certified"] = true })
    return { message = actor.name, to = "actors/" .. actor.id }
  end,
}
grappe.card { on = "actor", title = "Mail", run = function(actor, doc) doc:text(actor.name .. " " .. tostring(actor.email)) end }
grappe.card { on = "actor", audience = "staff", run = function(actor, doc) doc:text("for the staff") end }
grappe.card { on = "actor", title = "Empty", run = function() end }
grappe.menu { label = { fr = "Accueil", en = "Start" }, path = "/", order = 10 }
