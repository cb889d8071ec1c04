test("the announced spending and rate imply the aid", function(t)
  local text = t.report("retombees")
  t.ok(text:gsub("%D", ""):find("3850000", 1, true))
  t.ok(text:find("280", 1, true))
end)

test("verified figures stand apart from announced ones", function(t)
  grappe.outcomes.add {
    subject = "fi-wallimage-gaming", indicator = "ind-jeu-video-emplois-crees", value = 12, territory = "BE-WAL",
    status = "verified", start = "2022", ["end"] = "2024",
  }
  local text = t.report("retombees", { call = "fi-wallimage-gaming" })
  t.ok(text:find(grappe.t("retombees.verified") .. ".-12"))
  t.ok(text:find(grappe.t("retombees.announced") .. ".-280"))
  t.ok(not text:find("292", 1, true))
end)

local function award(day, amount, fields)
  local record = {
    title = "Essai", description = "Essai", funder = "wallimage", recipient = "dreamwall", call = "fi-wallimage-gaming",
    award_date = day, amount_awarded = { amount = amount * 100, currency = "EUR" },
  }
  for key, value in pairs(fields or {}) do record[key] = value end
  grappe.awards.add(record)
end

local function spend(fields)
  fields.subject, fields.territory = fields.subject or "fi-wallimage-gaming", "BE-WAL"
  fields.amount = { amount = fields.amount * 100, currency = "EUR" }
  grappe.expenditures.add(fields)
end

test("each year has its awards and its spending, announced and verified apart", function(t)
  award("2022-05-01", 1000) award("2022-11-30", 500) award("2023-01-31", 700)
  award("2023-02-01", 9000, { source = "illustratif" }) award("2023-02-02", 9000, { standing = "proposed" })
  spend { amount = 4000, start = "2022", ["end"] = "2023", status = "verified" }
  local text = t.report("retombees"):gsub("\u{202F}", " "):gsub("\u{A0}", " ")
  t.ok(text:find("2022%s+2%s+1[ ,.]500%s+0%s+0"))
  t.ok(text:find("2023%s+1%s+700%s+0%s+4[ ,.]000"))
end)

test("another currency and spending without a date are told, not added", function(t)
  award("2022-05-01", 1000, { amount_awarded = { amount = 100000, currency = "CAD" } })
  spend { amount = 10, status = "announced" }
  t.ok(t.report("retombees"):gsub("%s+", " "):find(grappe.t("retombees.left_out", { foreign = 1, undated = 1 }), 1, true))
end)
