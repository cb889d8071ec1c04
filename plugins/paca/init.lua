-- What the plugin of Provence-Alpes-Côte d'Azur registers: its fields, its report and a command.
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
  id = "ecosysteme",
  title = { fr = "Écosystème de Provence-Alpes-Côte d'Azur", en = "Ecosystem of Provence-Alpes-Côte d'Azur" },
  params = {
    departement = {
      type = "choice", optional = true,
      values = { "FR-04", "FR-05", "FR-06", "FR-13", "FR-83", "FR-84" },
      label = { fr = "Département", en = "Département" },
    },
    kind = {
      type = "concept", scheme = "actor-kind", optional = true,
      label = { fr = "Genre", en = "Kind" },
    },
  },
  run = function(params, doc)
    require("lib.ecosysteme").run(params, doc)
  end,
}
