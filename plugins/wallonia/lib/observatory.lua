-- Public money year by year: the aid awarded, and the spending in the territory, announced and verified apart.
local scope = require "europe.lib.scope"

local observatoire = {}

local function add(years, year, column, amount)
  years[year] = years[year] or { awards = 0, aid = 0, announced = 0, verified = 0 }
  years[year][column] = years[year][column] + amount
end

--- Whether a record concerns the call that the report is about; every call without one.
local function concerns(params, id)
  return not params.call or params.call == id
end

--- Counts the planned awards not at all, and other currencies apart: their number is the second result.
local function awards(params, years)
  local others, calls = 0, {}
  for award in grappe.awards.each(scope.real { call = { present = true }, standing = "existing" }) do
    calls[award.id] = award.call
    if concerns(params, award.call) then
      local is_euro = award.amount_awarded.currency == "EUR"
      others = others + (is_euro and 0 or 1)
      add(years, award.award_date:sub(1, 4), "awards", 1)
      add(years, award.award_date:sub(1, 4), "aid", is_euro and award.amount_awarded.amount / 100 or 0)
    end
  end
  return calls, others
end

--- Adds the spending in the territory to the year in which it ends, or begins; spending without a date belongs to no year.
local function spending(params, years, calls)
  local others, undated = 0, 0
  for item in grappe.expenditures.each(scope.real { territory = params.territory, standing = "existing" }) do
    local day = item["end"] or item.start
    if concerns(params, calls[item.subject] or item.subject) then
      local is_counted = day and item.amount.currency == "EUR"
      undated = undated + (day and 0 or 1)
      others = others + (item.amount.currency == "EUR" and 0 or 1)
      if is_counted then
        add(years, day:sub(1, 4), item.status or "announced", item.amount.amount / 100)
      end
    end
  end
  return others, undated
end

--- Returns one entry a year, the earliest first, and the numbers of records left out: other currencies, and without a date.
function observatoire.by_year(params)
  local years, list = {}, {}
  local calls, foreign_awards = awards(params, years)
  local foreign_items, undated = spending(params, years, calls)
  for year, entry in pairs(years) do
    entry.year = year
    list[#list + 1] = entry
  end
  table.sort(list, function(a, b) return a.year < b.year end)
  return list, foreign_awards + foreign_items, undated
end

return observatoire
