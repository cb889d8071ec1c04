-- The local hour of an event, from its moment in universal time and the zone of its place.
local hours = {}

local t = grappe.t

--- Zones with Central European Time: one hour ahead of universal time, two in summer.
local central = {
  ["Europe/Brussels"] = true, ["Europe/Paris"] = true, ["Europe/Luxembourg"] = true, ["Europe/Berlin"] = true,
  ["Europe/Amsterdam"] = true,
}

--- The day of the week, 0 for Sunday (Sakamoto's method).
local function weekday(year, month, day)
  local offsets = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 }
  if month < 3 then
    year = year - 1
  end
  return (year + year // 4 - year // 100 + year // 400 + offsets[month] + day) % 7
end

--- The moment, as "MM-DDTHH", at which summer time begins (March) or ends (October): the last Sunday, 01:00 universal time.
local function change(year, month)
  return ("%02d-%02dT01"):format(month, 31 - weekday(year, month, 31))
end

--- Returns the local hour of an instant ("2026-05-16T07:30:00Z") in `zone`, such as "09:30"; universal time, marked as such, where the
--- rule of the zone is not known here; nil without an instant.
function hours.text(instant, zone)
  local year, moment, minute = (instant or ""):match("^(%d%d%d%d)%-(%d%d%-%d%dT%d%d):(%d%d)")
  if not year then
    return nil
  end
  local hour = tonumber(moment:sub(-2))
  if not central[zone] then
    return t("agenda.universal", { hour = ("%02d:%s"):format(hour, minute) })
  end
  local is_summer = moment >= change(tonumber(year), 3) and moment < change(tonumber(year), 10)
  return ("%02d:%s"):format((hour + (is_summer and 2 or 1)) % 24, minute)
end

return hours
