-- Dates as people read them: "16 mai 2024", "janv. – juin 2024".
local dates = {}

local lengths = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function parts(date)
  local year, month, day = date:match("^(%d%d%d%d)-?(%d?%d?)-?(%d?%d?)$")
  return year, tonumber(month), tonumber(day)
end

local function month_name(month)
  return grappe.t("months.m" .. month)
end

local function last_day(year, month)
  local is_leap = year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
  return month == 2 and is_leap and 29 or lengths[month]
end

--- A calendar date of reduced or full precision ("2024", "2024-05", "2024-05-16") in words.
function dates.text(date)
  local year, month, day = parts(date)
  if not month then
    return year or date
  end
  local of_month = ("%s %s"):format(month_name(month), year)
  return day and grappe.t("months.day", { day = day, month = of_month }) or of_month
end

local function is_whole_months(start, finish)
  local _, _, first = parts(start)
  local year, month, last = parts(finish)
  return first == 1 and month and last == last_day(tonumber(year), month)
end

--- A start and an end in words; days are left out where they are the first and the last of months.
function dates.range(start, finish)
  if not finish or finish == start then
    return dates.text(start)
  end
  if not is_whole_months(start, finish) then
    return ("%s – %s"):format(dates.text(start), dates.text(finish))
  end
  local from, to = start:sub(1, 7), finish:sub(1, 7)
  if from == to then
    return dates.text(to)
  end
  if from:sub(1, 4) == to:sub(1, 4) then
    local _, month = parts(from)
    return ("%s – %s"):format(month_name(month), dates.text(to))
  end
  return ("%s – %s"):format(dates.text(from), dates.text(to))
end

return dates
