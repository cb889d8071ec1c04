local sheet = [[
Organisation;BCE;Ville;Contact;Email;Rôle;Catégorie;Début;Numéro;Cotisation;Échéance;Payé le
Studio Exemple;0403170701;Namur;Ada Exemple;ada@example.org;Facturation;Entreprise;15/02/2024;17;250,00;31/03/2026;
Atelier Exemple;;Liège;Ben Exemple;ben@example.org;;Association;2025;18;100;;15/01/2026
]]

local function import(t, text)
  grappe.actors.add { id = "essai-pole", name = "Pôle d'essai", kind = "cluster" }
  return function(again)
    return t.import("membres", again or text, { body = "essai-pole", year = 2026, source = "essai" })
  end
end

test("a row is an actor with its person, affiliation, membership and dues", function(t)
  local counts = import(t, sheet)()
  t.equal({ counts.rows, counts.actors_added, counts.persons_added }, { 2, 2, 2 })
  t.equal({ counts.affiliations_added, counts.memberships_added, counts.dues_periods_added }, { 2, 2, 2 })
  local membership = grappe.memberships.find({ number = "17" })[1]
  t.equal({ membership.start, membership.category, membership.status }, { "2024-02-15", "company", "active" })
  t.equal(grappe.actors.get(membership.member).city, "Namur")
  t.equal(grappe.identifiers.count { actor = membership.member, scheme = "BE-BCE_KBO" }, 1)
  local affiliation = grappe.affiliations.find({ actor = membership.member })[1]
  t.equal({ affiliation.role, affiliation.primary, grappe.persons.get(affiliation.person).email }, { "billing", true, "ada@example.org" })
  local dues = grappe.dues_periods.find({ membership = membership.id })[1]
  t.equal({ dues.amount.amount, dues.due_on, dues.paid_on, dues.reference }, { 25000, "2026-03-31", nil, "2026-0001" })
  t.equal(grappe.dues_periods.find({ paid_on = "2026-01-15" })[1].amount.amount, 10000)
end)

test("the same sheet again changes nothing, a later one adds what is new", function(t)
  local run = import(t, sheet)
  run()
  t.equal(run(), { rows = 2 })
  local later = sheet:gsub("31/03/2026;\n", "31/03/2026;02/04/2026\n") .. "Troisième Exemple;;Mons;;;;;2026;19;50;;\n"
  local counts = run(later)
  t.equal({ counts.actors_added, counts.persons_added, counts.dues_periods_changed, counts.dues_periods_added }, { 1, nil, 1, 1 })
  t.equal(grappe.dues_periods.find({ reference = "2026-0001" })[1].paid_on, "2026-04-02")
end)

test("a member that is there already is not entered twice", function(t)
  grappe.actors.add { id = "essai-studio", name = "Studio exemple", kind = "company" }
  local person = grappe.persons.add { name = "Ada Exemple", email = "ADA@example.org" }
  import(t, sheet)()
  t.equal(grappe.memberships.find({ number = "17" })[1].member, "essai-studio")
  t.equal(grappe.affiliations.find({ actor = "essai-studio" })[1].person, person.id)
  t.equal(grappe.actors.get("essai-studio").city, "Namur")
end)

test("words, dates and amounts are read as people write them", function(t)
  local text = sheet:gsub("Organisation;BCE", "Organisation;Type;BCE"):gsub("Studio Exemple;", "Studio Exemple;Entreprise;")
    :gsub("Atelier Exemple;", "Atelier Exemple;A.S.B.L.;"):gsub("15/02/2024", "15 février 2024"):gsub("250,00", "1 250,50 €")
  import(t, text)()
  t.equal(grappe.actors.find({ name = "Atelier Exemple" })[1].kind, "association")
  local membership = grappe.memberships.find({ number = "17" })[1]
  t.equal(membership.start, "2024-02-15")
  t.equal(grappe.dues_periods.find({ membership = membership.id })[1].amount.amount, 125050)
end)

test("a cell that cannot be read is refused with its line and column", function(t)
  local run = import(t, sheet)
  t.raises(function() run((sheet:gsub("15/02/2024", "hier"))) end, "2, Début")
  t.raises(function() run((sheet:gsub("250,00", "gratuit"))) end, "2, Cotisation")
end)
