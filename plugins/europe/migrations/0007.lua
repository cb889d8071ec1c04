-- Kinds of actors that the definition of small enterprises distinguishes (Recommendation 2003/361/EC, annex, article 3(2)).
local kinds = {
  {
    code = "business-angel",
    label = { fr = "Investisseur providentiel", en = "Business angel", de = "Business Angel", nl = "Business angel" },
  },
  {
    code = "small-municipality",
    label = {
      fr = "Petite commune (moins de 5 000 habitants, budget de moins de 10 millions d'euros)",
      en = "Small municipality (fewer than 5,000 inhabitants, budget under 10 million euros)",
      de = "Kleine Gemeinde (weniger als 5.000 Einwohner, Haushalt unter 10 Millionen Euro)",
      nl = "Kleine gemeente (minder dan 5.000 inwoners, begroting onder 10 miljoen euro)",
    },
  },
}

for _, kind in ipairs(kinds) do
  if not grappe.concepts.get("actor-kind:" .. kind.code) then
    grappe.concepts.add { scheme = "actor-kind", code = kind.code, label = kind.label }
  end
end
