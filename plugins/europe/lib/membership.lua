-- The states of memberships and dues on a day. They follow from the dates, so that nothing has to be changed at midnight; a date that
-- is known to the year or the month holds for all of it.
local membership = {}

--- Whether all of `date` lies before `day`.
local function is_past(date, day)
  return date ~= nil and date < day:sub(1, #date)
end

--- Whether all of `date` lies after `day`.
local function is_coming(date, day)
  return date ~= nil and date > day:sub(1, #date)
end

--- Returns the state of a membership on `day`: `applied`, `coming`, `active`, `suspended` or `ended`.
function membership.state(record, day)
  if record.status == "applied" then
    return "applied"
  elseif record.status == "ended" and not is_coming(record["end"], day) or is_past(record["end"], day) then
    return "ended"
  elseif is_coming(record.start, day) then
    return "coming"
  end
  return record.status == "suspended" and "suspended" or "active"
end

--- Returns the state of dues on `day`: `cancelled`, `paid`, `overdue` or `open`.
function membership.dues_state(dues, day)
  if dues.cancelled_on and not is_coming(dues.cancelled_on, day) then
    return "cancelled"
  elseif dues.paid_on and not is_coming(dues.paid_on, day) then
    return "paid"
  end
  return is_past(dues.due_on, day) and "overdue" or "open"
end

--- Whether a membership holds on `day`, suspended or not. An ended one without a last day is taken to have ended on its first.
function membership.holds(record, day)
  if record.status == "applied" or record.status == "ended" and not record["end"] then
    return false
  end
  return not is_coming(record.start, day) and not is_past(record["end"], day)
end

--- Returns the number of the day since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
local function day_number(date)
  local year, month, day = tonumber(date:sub(1, 4)), tonumber(date:sub(6, 7)), tonumber(date:sub(9, 10))
  if month <= 2 then
    year = year - 1
  end
  local era = year // 400
  local of_era = year - era * 400
  local of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
  return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
end

--- Returns the number of days from `first` to `last`, both YYYY-MM-DD.
function membership.days_between(first, last)
  return day_number(last) - day_number(first)
end

--- Returns the first and the last day of a date that may be known to the year or the month.
function membership.range(date)
  if #date == 4 then
    return date .. "-01-01", date .. "-12-31"
  elseif #date == 7 then
    local lengths = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
    local year, month = tonumber(date:sub(1, 4)), tonumber(date:sub(6, 7))
    local is_leap = year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
    return date .. "-01", ("%s-%02d"):format(date, month == 2 and is_leap and 29 or lengths[month])
  end
  return date, date
end

--- Whether one membership follows the other without a day between them: the member has changed category, not joined.
function membership.follows(later, earlier)
  if earlier.status == "applied" or earlier.start >= later.start then
    return false
  elseif not earlier["end"] then
    return earlier.status ~= "ended"
  end
  local _, last = membership.range(earlier["end"])
  return membership.days_between(last, (membership.range(later.start))) <= 1
end

return membership
