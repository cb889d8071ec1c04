local eur = function(amount) return { amount = amount * 100, currency = "EUR" } end

for _, call in ipairs {
  { id = "tax-shelter", name = "Tax shelter", instrument = { "tax-shelter" }, stages = { "production" } },
  { id = "cheques", name = "Chèques-entreprises", instrument = { "voucher" }, stages = { "growth", "export" }, rate_max = 0.5, amount_max = eur(25000) },
  { id = "awex", name = "Aide à l'export", instrument = { "grant" }, stages = { "export" }, rate_max = 0.5 },
  {
    id = "games-fund", name = "Fonds jeux", instrument = { "grant" }, stages = { "prototype", "production" }, rate_max = 0.5,
    amount_min = eur(10000), amount_max = eur(200000), state_aid_regime = "de-minimis", territories = { "FR-PAC" },
  },
  { id = "closed-call", name = "Appel clos", stages = { "production" }, closes = "2023-12-31" },
  { id = "unruled", name = "Appel sans règles", stages = { "idea" } },
} do
  grappe.calls.add(call)
end

grappe.actors.add { id = "studio", name = "Studio", kind = "company", legal_form = "S.R.L.", territory = "BE-WNA", founded = "2020-05-01" }
grappe.identifiers.add { actor = "studio", scheme = "BE-BCE_KBO", value = "0403019261", status = "verified" }
grappe.actors.add { id = "collectif", name = "Collectif", kind = "association", legal_form = "ASBL", territory = "BE-WLG" }
grappe.actors.add { id = "independante", name = "Indépendante", kind = "freelancer", territory = "BE-WAL" }
