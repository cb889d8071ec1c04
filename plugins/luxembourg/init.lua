-- What the Luxembourg plugin registers: its fields, the report of the network and a command.
grappe.field("actor", "family_basis", {
  type = "choice",
  values = { "map", "inferred", "none" },
  label = { fr = "Origine de la famille", en = "Basis of the family" },
})
grappe.field("actor", "ror_types", {
  type = "text",
  label = { fr = "Types selon ROR", en = "Types in ROR" },
})
grappe.field("actor", "ror_status", {
  type = "choice",
  values = { "active", "inactive", "withdrawn" },
  label = { fr = "Statut selon ROR", en = "Status in ROR" },
})

grappe.report {
  id = "reseau",
  title = { fr = "Réseau : les acteurs les plus reliés", en = "Network: the best-connected actors" },
  params = {
    limit = {
      type = "integer", min = 1, max = 100, default = 10,
      label = { fr = "Nombre d'acteurs", en = "Number of actors" },
    },
    territory = {
      type = "reference", entity = "territory", optional = true,
      label = { fr = "Territoire", en = "Territory" },
    },
  },
  run = function(params, doc)
    require("lib.reseau").run(params, doc)
  end,
}

grappe.command {
  id = "isoles",
  summary = { fr = "Acteurs luxembourgeois qu'aucun lien ne touche.", en = "Luxembourg actors that no tie touches." },
  run = function()
    return require("lib.reseau").isolated()
  end,
}
