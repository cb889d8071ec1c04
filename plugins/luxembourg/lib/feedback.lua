-- Feedback of participants: lists given as one text are split on ";", as in CSV.
local feedback = {}

local function trimmed(text)
  return text:match("^%s*(.-)%s*$")
end

--- Splits each text of a list on ";" and leaves out the empty ones; nil without a list. A "\\;" is a semicolon of the text itself.
function feedback.split(list)
  if not list then
    return nil
  end
  local parts = {}
  for _, text in ipairs(list) do
    for part in text:gsub("\\;", "\0"):gmatch("[^;]+") do
      part = trimmed(part):gsub("%z", ";")
      if part ~= "" then
        parts[#parts + 1] = part
      end
    end
  end
  return parts
end

--- Adds the feedback of a participant on an event; `params` holds `event`, `score`, `themes`, `formats`, `sectors` and `difficulties`.
function feedback.add(params)
  return grappe.feedbacks.add {
    event = params.event, score = params.score, sectors = params.sectors, themes = feedback.split(params.themes),
    formats = feedback.split(params.formats), pain_points = feedback.split(params.difficulties),
  }
end

return feedback
