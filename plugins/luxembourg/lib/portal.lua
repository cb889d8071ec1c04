-- The portal: the themed sessions, the form to propose a theme or to host one, and the card of possible hosts.
local sessions = require "lib.sessions"

local portal = {}

local t = grappe.t
local region = "LU"
--- Maximum number of themes on a card.
local themes_max = 5

--- Builds the page of the sessions: the themes asked for, each with its state, and what is planned.
function portal.sessions(_, doc)
  local themes, held = sessions.overview()
  doc:text(t("portail.intro"))
  local cards = {}
  for position, theme in ipairs(themes) do
    cards[position] = {
      title = theme.name, text = theme.state, note = t("portail.asked", { count = theme.mentions }),
    }
  end
  doc:heading(t("sessions.backlog"))
  if #cards > 0 then
    doc:cards(cards)
  else
    doc:text(t("portail.no_theme"))
  end
  if #held > 0 then
    doc:heading(t("sessions.programme"))
    local links = {}
    for position, session in ipairs(held) do
      links[position] = { text = session.title, entity = "session", id = session.id, note = session.start:sub(1, 10) }
    end
    doc:links(links)
  end
  doc:links { { text = t("portail.report"), report = "sessions" } }
  doc:form("proposer")
end

--- Records a draft of a session. What the public sends waits as a proposal.
function portal.propose(values)
  local host = values.host and grappe.actors.first { name = values.host, territory = region }
  if values.host and not host then
    return { errors = { host = t("portail.host_unknown") } }
  end
  grappe.events.add {
    name = values.theme, kind = "themed-session", territory = region, status = "draft", source = t("portail.source"),
    description = values.description, themes = values.sectors, format = values.format, venue = host and host.id,
  }
  return { to = "sessions" }
end

--- Names on the page of an actor that can host the themes waiting that are of its sectors.
function portal.card(actor, doc)
  local links = {}
  for _, theme in ipairs(sessions.waiting_for(actor)) do
    if #links < themes_max then
      links[#links + 1] = { text = theme.name, page = "sessions", note = t("portail.asked", { count = theme.mentions }) }
    end
  end
  if #links == 0 then
    return false
  end
  doc:text(t("portail.could_host"))
  doc:links(links)
end

return portal
