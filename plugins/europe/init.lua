-- What the common ground registers: its own field, and a command that lists a vocabulary.
grappe.field("actor", "family_basis", {
  type = "choice",
  values = { "map", "inferred", "none" },
  label = { fr = "Origine de la famille", en = "Basis of the family" },
})

grappe.command {
  id = "vocabulaire",
  summary = { fr = "Les codes d'un vocabulaire et leurs libellés.", en = "The codes of a vocabulary and their labels." },
  params = {
    scheme = {
      type = "choice",
      values = { "actor-kind", "event-kind", "family", "relation-type", "sector", "skill", "skill-kind" },
      label = { fr = "Vocabulaire", en = "Vocabulary" },
    },
  },
  run = function(params)
    local rows = {}
    for concept in grappe.concepts.each({ scheme = params.scheme }, { order = "code" }) do
      rows[#rows + 1] = { code = concept.code, label_fr = concept.label.fr, label_en = concept.label.en }
    end
    return rows
  end,
}
