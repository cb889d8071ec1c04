-- The reminders to send: invoices past due, with the days since and the person to write to. Their ground is the membership, not a
-- consent.
local members = require "lib.members"
local membership = require "lib.membership"

local reminders = {}

local t = grappe.t

--- The roles to write to, the first that a member has.
local roles = { "billing", "contact", "director", "self" }

local function rank(affiliation)
  for position, role in ipairs(roles) do
    if affiliation.role == role then
      return position
    end
  end
  return #roles + (affiliation.primary and 1 or 2)
end

local function is_current(affiliation, day)
  return not (affiliation["end"] and affiliation["end"] < day:sub(1, #affiliation["end"]))
end

--- Returns the person to write to for a member: the member herself, or the one with the nearest role in the actor.
local function contact(member, day)
  local person = grappe.persons.get(member)
  if person then
    return person
  end
  local best
  for affiliation in grappe.affiliations.each({ actor = member }, { order = "id" }) do
    if is_current(affiliation, day) and (not best or rank(affiliation) < rank(best)) then
      best = affiliation
    end
  end
  return best and grappe.persons.get(best.person)
end

--- Writes the report; `params` may hold `body` and `date`.
function reminders.run(params, doc)
  local body = members.body(params.body)
  if not body then
    doc:note(t("members.no_body"))
    return
  end
  local day, rows = params.date or grappe.today(), {}
  for position, item in ipairs(members.overdue(body.id, day)) do
    local _, due = membership.range(item.dues.due_on)
    local person = contact(item.membership.member, day) or {}
    rows[position] = {
      item.membership.name, item.dues.reference,
      { amount = item.dues.amount.amount, currency = item.dues.amount.currency }, item.dues.due_on,
      membership.days_between(due, day), person.name or "", person.email or "",
    }
  end
  doc:title(t("reminders.title", { name = body.name }))
  doc:subtitle(t("members.as_of", { day = day }))
  doc:table {
    columns = {
      t("members.member"), t("members.invoice"), { t("members.amount"), kind = "money", align = "right" }, t("members.due"),
      { t("reminders.days"), kind = "integer", align = "right", summed = false }, t("reminders.contact"), t("reminders.email"),
    },
    rows = rows, empty = t("reminders.none"),
  }
  doc:note(t("reminders.method"))
end

return reminders
