-- The portal: who could accompany a project, the form to ask for it, and the card of those who accompany.
local labels = require "europe.lib.labels"
local missing_link = require "lib.missing_link"
local status = require "europe.lib.status"

local portal = {}

local t = grappe.t
local region = "FR-PAC"

--- The lines of funding of the region that one can still ask for.
local function open_calls()
  local links, day = {}, grappe.today()
  for _, call in ipairs(missing_link.calls()) do
    local standing = status.of(call, day)
    if standing == "open" or standing == "undated" then
      links[#links + 1] = { text = grappe.label(call), entity = "call", id = call.id }
    end
  end
  return links
end

--- Builds the page: those who accompany, of one kind where the request names it, and the funding.
function portal.accompany(request, doc)
  local kinds, providers, chosen = labels.concepts("actor-kind"), missing_link.providers(), request.params.kind
  local counts, cards = {}, {}
  for _, actor in ipairs(providers) do
    counts[actor.kind] = (counts[actor.kind] or 0) + 1
    if not chosen or actor.kind == chosen then
      cards[#cards + 1] = {
        title = actor.name, entity = "actor", id = actor.id, text = actor.description,
        note = actor.city and kinds[actor.kind] .. ", " .. actor.city or kinds[actor.kind],
      }
    end
  end
  doc:text(t("portail.intro"))
  portal.filters(doc, kinds, counts, chosen)
  doc:heading(chosen and kinds[chosen] or t("maillon.providers"))
  if #cards > 0 then
    doc:cards(cards)
  else
    doc:text(t("portail.nobody"))
  end
  local calls = open_calls()
  if #calls > 0 then
    doc:heading(t("maillon.calls"))
    doc:links(calls)
  end
  doc:links { { text = t("portail.report"), report = "maillon" } }
  doc:form("demander")
end

--- Writes one link for each kind of those who accompany, and one for all.
function portal.filters(doc, kinds, counts, chosen)
  local codes, links = {}, {}
  for code in pairs(counts) do
    codes[#codes + 1] = code
  end
  labels.sort(codes, function(code) return kinds[code] end)
  if chosen then
    links[1] = { text = t("portail.all"), page = "accompagnement" }
  end
  for _, code in ipairs(codes) do
    links[#links + 1] = {
      text = kinds[code], page = "accompagnement", query = { kind = code }, note = tostring(counts[code]),
    }
  end
  if #links > 0 then
    doc:links(links)
  end
end

--- Records a project to be supported, whose holder must be in the directory. What the public sends waits as a proposal.
function portal.ask(values)
  local holder = grappe.actors.first { name = values.holder, territory = region }
  if not holder then
    return { errors = { holder = t("portail.holder_unknown") } }
  end
  grappe.projects.add {
    name = values.project, holder = holder.id, stage = values.stage, description = values.need, territory = region,
    source = t("portail.source"),
  }
  return { message = t("portail.thanks"), to = "accompagnement" }
end

--- Says on the page of an actor that accompanies how often it is known to have done so.
function portal.card(actor, doc)
  if not missing_link.accompanies(actor) then
    return false
  end
  local count = grappe.support_actions.count { provider = actor.id }
  doc:text(count > 0 and t("portail.accompanied", { count = count }) or t("portail.could"))
  doc:links { { text = t("portail.ask"), page = "accompagnement" } }
end

return portal
