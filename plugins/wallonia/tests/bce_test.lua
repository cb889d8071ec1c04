local function known_actor()
  local actor = grappe.actors.add { name = "Essai SRL", kind = "company", territory = "BE-WNA" }
  grappe.identifiers.add { actor = actor.id, scheme = "BE-BCE_KBO", value = "1999.999.943", status = "verified" }
  return actor.id
end

test("the register fills what it knows of an actor, and passes over the others", function(t)
  local id = known_actor()
  local result = t.import("bce", table.concat({
    "EnterpriseNumber,Status,JuridicalSituation,TypeOfEnterprise,JuridicalForm,JuridicalFormCAC,StartDate",
    "1999.999.943,AC,000,2,610,,31-12-2019",
    "0403.019.261,AC,000,2,014,,01-01-1970",
  }, "\n"))
  t.equal(result, { rows = 2, known = 1, changed = 1, added = 0, file = "enterprise" })
  local actor = grappe.actors.get(id)
  t.equal(actor.legal_form, "srl")
  t.equal(actor.founded, "2019-12-31")
end)

test("reading the same file twice changes nothing", function(t)
  known_actor()
  local text = "EntityNumber,ActivityGroup,NaceVersion,NaceCode,Classification\n1999.999.943,001,2025,58210,MAIN\n"
  t.equal(t.import("bce", text).changed, 1)
  t.equal(t.import("bce", text).changed, 0)
end)

test("a name and a seat are taken where nobody knew them", function(t)
  local id = known_actor()
  t.import("bce", "EntityNumber,Language,TypeOfDenomination,Denomination\n1999.999.943,1,003,Studio Essai\n")
  t.import("bce", "EntityNumber,TypeOfAddress,Zipcode,MunicipalityFR\n1999.999.943,REGO,5300,Andenne\n")
  local actor = grappe.actors.get(id)
  t.equal(actor.aliases, { "Studio Essai" })
  t.equal(actor.city, "Andenne")
end)

test("another file is refused with its line", function(t)
  t.raises(function()
    t.import("bce", "a,b\n1,2\n")
  end, grappe.t("bce.unknown_file", { file = "rows.csv" }):sub(1, 20))
end)
