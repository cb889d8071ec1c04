-- Imports members from one sheet: each row is an actor, its contact person, her affiliation, the membership and the dues of one
-- period. A row that is imported again changes nothing; what another plugin or the admin owns is found and left as it is.
local sheet = require "lib.sheet"

local import = {}

local t = grappe.t

local schemes = { bce = "BE-BCE_KBO", siren = "FR-SIREN", siret = "FR-SIRET", rcs = "LU-RCS" }

local function refuse(key, arguments)
  error(t("members_import." .. key, arguments), 0)
end

--- Writes what differs into a record of this plugin; counts what it did.
local function update(count, name, record, fields)
  local changes = {}
  for field, value in pairs(fields) do
    local stored = record[field]
    if type(value) == "table" and type(stored) == "table" then
      if value.amount ~= stored.amount or value.currency ~= stored.currency then
        changes[field] = value
      end
    elseif stored ~= value then
      changes[field] = value
    end
  end
  if not next(changes) then
    return record
  elseif record.owner ~= "europe" then
    count("kept")
    return record
  end
  count(name .. "_changed")
  return grappe[name].set(record.id, changes)
end

local function add(count, name, fields)
  count(name .. "_added")
  return grappe[name].add(fields)
end

-- Actors and persons by the plain form of their names, read once.
local function by_name(collection)
  local index = {}
  for record in grappe[collection].each({}, { fields = { "name" }, order = "id" }) do
    local key = sheet.plain(record.name)
    index[key] = index[key] or {}
    table.insert(index[key], record.id)
  end
  return index
end

local function actor_by_number(fields)
  for column, scheme in pairs(schemes) do
    local number = fields[column] and fields[column]:gsub("[%s.%-]", "")
    if number then
      local found = grappe.identifiers.find({ scheme = scheme, value = number }, { limit = 1 })[1]
      if found then
        return grappe.actors.get(found.actor)
      end
    end
  end
end

local function actor_by_name(index, fields)
  for _, id in ipairs(index[sheet.plain(fields.name)] or {}) do
    local actor = grappe.actors.get(id)
    if actor and (not fields.city or not actor.city or sheet.plain(actor.city) == sheet.plain(fields.city)) then
      return actor
    end
  end
end

local function number_actor(actor, fields)
  for column, scheme in pairs(schemes) do
    if fields[column] and grappe.identifiers.count { actor = actor.id, scheme = scheme } == 0 then
      grappe.identifiers.add { actor = actor.id, scheme = scheme, value = fields[column] }
    end
  end
end

local function actor_of(state, fields, line)
  local actor = fields.actor and grappe.actors.get(fields.actor) or actor_by_number(fields)
  if not actor and not fields.name then
    refuse("no_name", { line = line })
  end
  actor = actor or actor_by_name(state.actors, fields)
  local wanted = {
    website = fields.website, street = fields.street, postcode = fields.postcode, city = fields.city, country = fields.country,
  }
  if actor then
    actor = update(state.count, "actors", actor, wanted)
  else
    wanted.name, wanted.kind, wanted.source = fields.name, state.actor_kind(fields.kind) or state.kind, state.source
    actor = add(state.count, "actors", wanted)
    local key = sheet.plain(fields.name)
    state.actors[key] = state.actors[key] or {}
    table.insert(state.actors[key], actor.id)
  end
  number_actor(actor, fields)
  return actor
end

local function person_name(fields)
  if fields.contact_name then
    return fields.contact_name
  elseif fields.contact_given_name or fields.contact_family_name then
    return ((fields.contact_given_name or "") .. " " .. (fields.contact_family_name or "")):match("^%s*(.-)%s*$")
  end
end

--- Finds a person: of her name, with the same address or in the same actor; without a name, by the address.
local function find_person(state, fields, actor)
  local name = person_name(fields)
  if not name then
    return grappe.persons.find({ email = fields.contact_email }, { limit = 1 })[1]
  end
  for _, id in ipairs(state.persons[sheet.plain(name)] or {}) do
    local person = grappe.persons.get(id)
    local is_same = person and person.email and fields.contact_email and person.email:lower() == fields.contact_email:lower()
    if is_same or grappe.affiliations.count { person = id, actor = actor.id } > 0 then
      return person
    end
  end
end

local function person_of(state, fields, actor, line)
  if not person_name(fields) and not fields.contact_email then
    return nil
  end
  local person = find_person(state, fields, actor)
  local wanted = {
    given_name = fields.contact_given_name, family_name = fields.contact_family_name, email = fields.contact_email,
    phone = fields.contact_phone,
  }
  if person then
    return update(state.count, "persons", person, wanted)
  end
  wanted.name, wanted.source = person_name(fields), state.source
  if not wanted.name then
    refuse("no_contact_name", { line = line })
  end
  person = add(state.count, "persons", wanted)
  local key = sheet.plain(wanted.name)
  state.persons[key] = state.persons[key] or {}
  table.insert(state.persons[key], person.id)
  return person
end

local function affiliate(state, fields, person, actor)
  local role = state.role(fields.contact_role) or "contact"
  local known = grappe.affiliations.find({ person = person.id, actor = actor.id, role = role }, { limit = 1 })[1]
  if known then
    return update(state.count, "affiliations", known, { title = fields.contact_title })
  end
  local is_first = grappe.affiliations.count { person = person.id } == 0
  add(state.count, "affiliations", {
    person = person.id, actor = actor.id, role = role, title = fields.contact_title, primary = is_first, source = state.source,
  })
end

local function find_membership(state, member, fields, start)
  if fields.number then
    local found = grappe.memberships.find({ body = state.body, number = fields.number, member = member }, { limit = 1 })[1]
    if found then
      return found
    end
  end
  local filter = { body = state.body, member = member, start = start }
  return grappe.memberships.find(filter, { order = "-start", limit = 1 })[1]
end

local function membership_of(state, fields, member, line)
  local start = fields.start
  local known = find_membership(state, member.id, fields, start)
  local wanted = {
    start = start, ["end"] = fields["end"], category = state.category(fields.category), number = fields.number,
    status = sheet.status(fields.status) or (not known and (fields["end"] and "ended" or "active") or nil),
  }
  if known then
    return update(state.count, "memberships", known, wanted)
  elseif not start then
    refuse("no_start", { line = line })
  end
  wanted.member, wanted.body, wanted.source = member.id, state.body, state.source
  return add(state.count, "memberships", wanted)
end

local function bill(state, fields, membership, line)
  if not fields.dues then
    return
  end
  local year = fields.year or state.year
  if not year:match("^%d%d%d%d$") then
    refuse("bad_date", { line = line, column = "year", found = year })
  end
  local wanted = {
    amount = { amount = fields.dues.amount, currency = fields.currency or fields.dues.currency },
    due_on = fields.due_on, paid_on = fields.paid_on, reference = fields.reference,
  }
  local known = grappe.dues_periods.find({ membership = membership.id, start = year .. "-01-01" }, { limit = 1 })[1]
  if known then
    return update(state.count, "dues_periods", known, wanted)
  end
  wanted.membership, wanted.start, wanted["end"], wanted.source = membership.id, year .. "-01-01", year .. "-12-31", state.source
  return add(state.count, "dues_periods", wanted)
end

--- Imports the rows; `params` holds `body`, and perhaps `year`, `kind` and `source`. Returns what was added, changed and left as it is.
function import.run(rows, params)
  local counts = { rows = 0 }
  local function count(name)
    counts[name] = (counts[name] or 0) + 1
  end
  local state = {
    count = count, body = params.body, year = ("%d"):format(params.year or tonumber(grappe.today():sub(1, 4))),
    kind = params.kind, source = params.source, actors = by_name("actors"), persons = by_name("persons"),
    role = sheet.codes("role"), category = sheet.codes("membership-category"), actor_kind = sheet.codes("actor-kind"),
  }
  for row, line in rows do
    local fields = sheet.read(row)
    if next(fields) then
      count("rows")
      local actor = actor_of(state, fields, line)
      local person = person_of(state, fields, actor, line)
      if person then
        affiliate(state, fields, person, actor)
      end
      bill(state, fields, membership_of(state, fields, actor, line), line)
    end
  end
  return counts
end

return import
