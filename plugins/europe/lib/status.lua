-- Where a funding line stands on a given day, from its dates and its period as the source writes it.
local status = {}

--- Returns the last year or month of a period such as "2021-2027", "2021 – 2027", "2013-01/2015-07" or "2025-01"; nil without a year of
--- its own.
function status.end_of(period)
  local text = (period or ""):gsub("\u{2013}", "-"):gsub("\u{2014}", "-"):gsub("%s*([-/])%s*", "%1")
  return text:match("^%d%d%d%d%-?%d?%d?/(%d%d%d%d%-?%d?%d?)$") or text:match("^%d%d%d%d%-(%d%d%d%d)$")
    or text:match("^(%d%d%d%d%-%d%d)$") or text:match("^(%d%d%d%d)$")
end

--- Returns the date (of reduced precision) on which the line ends; nil when nothing tells.
function status.last_day(line)
  return line.closes or status.end_of(line.period)
end

--- Returns the standing of the line on `day`: "open", "undated" (it exists, nothing tells until when), "closed", "announced" (it
--- opens later), "proposed", or "lapsed" (proposed for a period that is over).
function status.of(line, day)
  local last = status.last_day(line)
  local is_over = last and last < day:sub(1, #last)
  if line.standing == "proposed" then
    return is_over and "lapsed" or "proposed"
  end
  if is_over then
    return "closed"
  end
  if line.opens and line.opens > day:sub(1, #line.opens) then
    return "announced"
  end
  return (last or line.recurrence) and "open" or "undated"
end

return status
