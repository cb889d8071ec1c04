-- The years that dates of reduced precision and periods in words touch.
local years = {}

--- Whether a start and an end, or a period such as "2024", "2024-S1" or "2023-12/2024-12", touch the year.
function years.touches(year, start, finish, period)
  local first = tonumber((start or period or ""):match("^(%d%d%d%d)"))
  local last = tonumber((finish or ""):match("^(%d%d%d%d)") or (not start and period or ""):match("[/-](%d%d%d%d)"))
  return first ~= nil and first <= year and year <= (last or first)
end

--- Whether a start or a period says a year.
function years.has_year(start, period)
  return (start or period or ""):find("^%d%d%d%d") ~= nil
end

--- A start and an end as one word: "2022–2024", "2022" or nothing.
function years.range(start, finish)
  if not start or not finish or start == finish then
    return start or finish or ""
  end
  return ("%s–%s"):format(start, finish)
end

--- A day as the language writes it: "2026-11-29" → "29/11/2026".
function years.day(date)
  local year, month, day = date:match("^(%d+)-(%d+)-(%d+)")
  return grappe.t("rapport.date", { year = year, month = month, day = day })
end

return years
