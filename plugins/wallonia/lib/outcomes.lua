-- Returns of public money: outcomes and return rates, announced and verified separately.
local labels = require "europe.lib.labels"
local observatoire = require "lib.observatory"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"

local retombees = {}

local t = grappe.t
local rate_indicator = "ind-jeu-video-taux-retombees"

--- Every call and programme of which an outcome, an expenditure or an award is recorded.
local function subjects(params)
  local seen, ids, list = {}, {}, {}
  local function add(id)
    if not seen[id] and (not params.call or params.call == id) then
      seen[id], ids[#ids + 1] = true, id
    end
  end
  for outcome in grappe.outcomes.each(scope.real(), { fields = { "id", "subject" } }) do
    add(outcome.subject)
  end
  for expenditure in grappe.expenditures.each(scope.real(), { fields = { "id", "subject" } }) do
    add(expenditure.subject)
  end
  for award in grappe.awards.each(scope.real { call = { present = true } }, { fields = { "id", "call" } }) do
    add(award.call)
  end
  for _, collection in ipairs { grappe.calls, grappe.programmes } do
    for _, record in pairs(size.by_id(collection, ids)) do
      list[#list + 1] = record
    end
  end
  return labels.sort(list, function(record) return record.name end)
end

local function indicator_names()
  local names = {}
  for indicator in grappe.indicators.each() do
    names[indicator.id] = { text = labels.text(indicator.label), unit = indicator.unit }
  end
  return names
end

local function currency(amount)
  return amount.currency == "EUR" and "€" or amount.currency
end

--- One account (announced or verified) as rows: the outcomes, then the money and the rate.
local function account_rows(rows, subject, status, account, names)
  local function row(label, value, unit)
    rows[#rows + 1] = { subject.name, t("retombees." .. status), label, value, unit or "" }
  end
  local ids = {}
  for id in pairs(account.outcomes or {}) do
    ids[#ids + 1] = id
  end
  labels.sort(ids, function(id) return names[id] and names[id].text or id end)
  for _, id in ipairs(ids) do
    row(names[id] and names[id].text or id, account.outcomes[id], names[id] and labels.unit(names[id].unit))
  end
  if account.regional_spend then
    row(t("retombees.spend"), account.regional_spend.amount / 100, currency(account.regional_spend))
  end
  if account.aid then
    row(t("retombees.aid"), account.aid.amount / 100, currency(account.aid))
  end
  if account.rate then
    row(t("retombees.rate"), 100 * account.rate, labels.unit("percent"))
  end
end

--- When the aid is not recorded, the aid that the announced spending and rate imply.
local function implied(doc, subject, account)
  local rate = account.outcomes and account.outcomes[rate_indicator]
  if not account.aid and account.regional_spend and rate then
    local aid = grappe.funding.implied_aid(account.regional_spend, rate / 100)
    doc:text(t("retombees.implied", {
      name = subject.name, aid = (aid.amount + 500000) // 1000000 * 10000, rate = ("%g"):format(rate):gsub("%.", t("number.decimal")),
    }))
  end
end

--- The aid and the spending of each year, and lines when there are several.
local function years_table(doc, params)
  local years, foreign, undated = observatoire.by_year(params)
  local rows, names, series = {}, {}, {
    { name = t("retombees.aid"), values = {} }, { name = t("retombees.spend_announced"), values = {} },
    { name = t("retombees.spend_verified"), values = {} },
  }
  for position, entry in ipairs(years) do
    rows[position] = { entry.year, entry.awards, entry.aid, entry.announced, entry.verified }
    names[position] = entry.year
    series[1].values[position], series[2].values[position] = entry.aid, entry.announced
    series[3].values[position] = entry.verified
  end
  local function euros(title)
    return { t("retombees.in_euros", { title = title }), align = "right", kind = "number", decimals = 0 }
  end
  doc:heading(t("retombees.by_year"), 2)
  doc:table {
    columns = {
      t("retombees.year"), { t("retombees.awards"), align = "right", kind = "integer" }, euros(t("retombees.aid")),
      euros(t("retombees.spend_announced")), euros(t("retombees.spend_verified")),
    },
    rows = rows, empty = t("retombees.no_year"),
  }
  if #rows > 1 then
    doc:chart { kind = "line", title = t("retombees.chart"), labels = names, series = series }
  end
  if foreign + undated > 0 then
    doc:note(t("retombees.left_out", { foreign = foreign, undated = undated }))
  end
end

--- Writes the report; `params` may hold `call` and `territory`.
function retombees.run(params, doc)
  local list, names, rows = subjects(params), indicator_names(), {}
  local accounts = {}
  for position, subject in ipairs(list) do
    local returns = grappe.funding.returns { subject = subject.id, territory = params.territory }
    accounts[position] = returns
    account_rows(rows, subject, "announced", returns.announced, names)
    account_rows(rows, subject, "verified", returns.verified, names)
  end
  doc:figures {
    labels.figure("retombees.lines", #list),
    labels.figure("retombees.outcomes", grappe.outcomes.count(scope.real { subject = params.call })),
    labels.figure("retombees.awards_count", grappe.awards.count(scope.real { call = params.call, standing = "existing" })),
  }
  if #rows == 0 then
    doc:note(t("retombees.nothing"))
    return
  end
  doc:table {
    columns = {
      t("retombees.line"), t("retombees.status"), t("retombees.indicator"), { t("retombees.value"), align = "right" },
      t("retombees.unit"),
    },
    rows = rows, group = 1,
  }
  years_table(doc, params)
  for position, subject in ipairs(list) do
    implied(doc, subject, accounts[position].announced)
  end
  doc:note(t("retombees.note"))
  sources.cite(doc, list)
end

return retombees
