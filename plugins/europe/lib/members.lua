-- The members of a body: who joined, who left, who owes, by category and by month.
local labels = require "lib.labels"
local membership = require "lib.membership"

local members = {}

local t = grappe.t

--- Returns the body of the report: the one that is asked for, or the only one that has members.
function members.body(id)
  if id then
    return grappe.actors.get(id)
  end
  local bodies, first = {}, nil
  for record in grappe.memberships.each({}, { fields = { "body" } }) do
    first = first or record.body
    if not bodies[record.body] then
      bodies[record.body], bodies[#bodies + 1] = true, record.body
    end
  end
  if #bodies > 1 then
    table.sort(bodies)
    error(t("members.which_body", { bodies = table.concat(bodies, ", ") }), 0)
  end
  return first and grappe.actors.get(first)
end

--- Reads the memberships of a body, each with the name of its member and its dues.
local function read(body)
  local list, by_id = {}, {}
  for record in grappe.memberships.each({ body = body }, { order = "start" }) do
    record.dues, list[#list + 1], by_id[record.id] = {}, record, record
  end
  for dues in grappe.dues_periods.each({ body = body }, { order = { "start", "reference" } }) do
    local owner = by_id[dues.membership]
    if owner then
      table.insert(owner.dues, dues)
    end
  end
  members.name(list)
  return list
end

--- Gives each membership the name of its member, read in two queries.
function members.name(list)
  local ids, names = {}, {}
  for position, record in ipairs(list) do
    ids[position] = record.member
  end
  for _, collection in ipairs { "actors", "persons" } do
    if #ids > 0 then
      for record in grappe[collection].each({ id = ids }, { fields = { "name" } }) do
        names[record.id] = record.name
      end
    end
  end
  for _, record in ipairs(list) do
    record.name = names[record.member] or record.member
  end
end

local function copy_by_member(list)
  local by_member = {}
  for _, record in ipairs(list) do
    by_member[record.member] = by_member[record.member] or {}
    table.insert(by_member[record.member], record)
  end
  return by_member
end

local function any(list, test)
  for _, record in ipairs(list) do
    if test(record) then
      return true
    end
  end
  return false
end

local function lies_in(date, year)
  return date ~= nil and date:sub(1, 4) == year
end

--- Splits the memberships by what happened in a year: joined, left, and in force on its first and last days. A member that changes
--- category without a day between has neither joined nor left.
local function movements(list, year, day)
  local by_member, joined, left = copy_by_member(list), {}, {}
  for _, record in ipairs(list) do
    local others = by_member[record.member]
    if record.status ~= "applied" then
      if lies_in(record.start, year) and membership.state(record, day) ~= "coming"
        and not any(others, function(other) return membership.follows(record, other) end) then
        joined[#joined + 1] = record
      end
      if lies_in(record["end"], year) and membership.state(record, day) == "ended"
        and not any(others, function(other) return membership.follows(other, record) end) then
        left[#left + 1] = record
      end
    end
  end
  return joined, left
end

--- Returns the invoices of a membership that are due on `day`, with their states.
local function owed(record, day)
  local list = {}
  for _, dues in ipairs(record.dues) do
    local state = membership.dues_state(dues, day)
    if (state == "open" or state == "overdue") and dues.start <= day then
      list[#list + 1] = { dues = dues, state = state, membership = record }
    end
  end
  return list
end

local function owed_by_all(list, day)
  local all = {}
  for _, record in ipairs(list) do
    for _, item in ipairs(owed(record, day)) do
      all[#all + 1] = item
    end
  end
  return all
end

--- Returns the invoices of a body that are past due on `day`, the oldest first.
function members.overdue(body, day)
  local late = {}
  for _, item in ipairs(owed_by_all(read(body), day)) do
    if item.state == "overdue" then
      late[#late + 1] = item
    end
  end
  table.sort(late, function(one, other)
    if one.dues.due_on ~= other.dues.due_on then
      return one.dues.due_on < other.dues.due_on
    end
    return one.dues.reference < other.dues.reference
  end)
  return late
end

-- Sums by currency: amounts of different currencies are never added up.
local function add(sums, amount)
  sums[amount.currency] = (sums[amount.currency] or 0) + amount.amount
end

local function currencies(items)
  local list, seen = {}, {}
  for _, item in ipairs(items) do
    local currency = item.dues.amount.currency
    if not seen[currency] then
      seen[currency], list[#list + 1] = true, currency
    end
  end
  table.sort(list)
  return list
end

local function count(list, of, group)
  local number = 0
  for _, record in ipairs(list) do
    number = number + (of(record) == group and 1 or 0)
  end
  return number
end

local function category_of(record)
  return record.category or ""
end

local function categories(list)
  local codes, seen = {}, {}
  for _, record in ipairs(list) do
    local code = category_of(record)
    if not seen[code] then
      seen[code], codes[#codes + 1] = true, code
    end
  end
  local texts = labels.concepts("membership-category")
  texts[""] = t("members.no_category")
  return labels.sort(codes, function(code) return texts[code] or code end), texts
end

local function holding(list, day)
  local found = {}
  for _, record in ipairs(list) do
    if membership.holds(record, day) then
      found[#found + 1] = record
    end
  end
  return found
end

local function by_category(doc, about)
  local codes, texts = categories(about.list)
  local columns = {
    t("members.category"), { t("members.before"), kind = "integer", align = "right" },
    { t("members.joined"), kind = "integer", align = "right" }, { t("members.left"), kind = "integer", align = "right" },
    { t("members.after"), kind = "integer", align = "right" }, { t("members.owing"), kind = "integer", align = "right" },
  }
  local known = currencies(about.owed)
  for _, currency in ipairs(known) do
    columns[#columns + 1] = { t("members.owed", { currency = currency }), kind = "money", align = "right" }
  end
  local rows = {}
  for position, code in ipairs(codes) do
    local sums, owing = {}, {}
    for _, item in ipairs(about.owed) do
      if category_of(item.membership) == code then
        owing[item.membership.member] = true
        add(sums, item.dues.amount)
      end
    end
    local debtors = 0
    for _ in pairs(owing) do
      debtors = debtors + 1
    end
    rows[position] = {
      texts[code] or code, count(about.before, category_of, code), count(about.joined, category_of, code),
      count(about.left, category_of, code), count(about.after, category_of, code), debtors,
    }
    for _, currency in ipairs(known) do
      table.insert(rows[position], { amount = sums[currency] or 0, currency = currency })
    end
  end
  doc:heading(t("members.by_category"), 2)
  doc:table { columns = columns, rows = rows, totals = true, empty = t("members.nobody") }
end

local function month_of(date)
  return #date >= 7 and date:sub(1, 7) or ""
end

local function by_month(doc, about)
  local rows = {}
  local function row(month, label)
    local joined = count(about.joined, function(record) return month_of(record.start) end, month)
    local left = count(about.left, function(record) return month_of(record["end"]) end, month)
    local _, last = membership.range(month == "" and about.year or month)
    local present = last <= about.day and #holding(about.list, last) or ""
    return { label, joined, left, month == "" and "" or present }
  end
  for number = 1, 12 do
    local month = ("%s-%02d"):format(about.year, number)
    if month <= about.day:sub(1, 7) then
      rows[#rows + 1] = row(month, month)
    end
  end
  local vague = row("", t("members.no_month"))
  if vague[2] + vague[3] > 0 then
    rows[#rows + 1] = vague
  end
  doc:heading(t("members.by_month"), 2)
  doc:table {
    columns = {
      t("members.month"), { t("members.joined"), kind = "integer", align = "right" },
      { t("members.left"), kind = "integer", align = "right" },
      { t("members.present"), kind = "integer", align = "right", summed = false },
    },
    rows = rows,
  }
end

local function listed(doc, about, key, date)
  local rows = {}
  for position, record in ipairs(about[key]) do
    rows[position] = { record.name, record.category and about.texts[record.category] or "", labels.date(record[date]), record.number or "" }
  end
  doc:heading(t("members.who_" .. key), 2)
  doc:table {
    columns = { t("members.member"), t("members.category"), t("members.date"), t("members.number") },
    rows = rows, empty = t("members.none_" .. key),
  }
end

local function debts(doc, about)
  local rows = {}
  for position, item in ipairs(about.owed) do
    rows[position] = {
      item.membership.name, item.membership.category and about.texts[item.membership.category] or "", item.dues.reference,
      { amount = item.dues.amount.amount, currency = item.dues.amount.currency }, item.dues.due_on or "",
      t("members." .. item.state),
    }
  end
  doc:heading(t("members.who_owes"), 2)
  doc:table {
    columns = {
      t("members.member"), t("members.category"), t("members.invoice"), { t("members.amount"), kind = "money", align = "right" },
      t("members.due"), t("members.state"),
    },
    rows = rows, empty = t("members.none_owes"),
  }
end

--- Writes the report; `params` may hold `body` and `year`.
function members.run(params, doc)
  local body = members.body(params.body)
  if not body then
    doc:note(t("members.no_body"))
    return
  end
  local today = grappe.today()
  local year = ("%d"):format(params.year or tonumber(today:sub(1, 4)))
  local last = year .. "-12-31"
  local about = { body = body, year = year, day = last < today and last or today, list = read(body.id) }
  about.joined, about.left = movements(about.list, year, about.day)
  about.before = holding(about.list, ("%d-12-31"):format(tonumber(year) - 1))
  about.after, about.owed = holding(about.list, about.day), owed_by_all(about.list, about.day)
  about.texts = labels.concepts("membership-category")
  doc:title(t("members.title", { name = body.name, year = year }))
  doc:subtitle(t("members.as_of", { day = about.day }))
  doc:figures {
    { label = t("members.after"), value = #about.after }, { label = t("members.joined"), value = #about.joined },
    { label = t("members.left"), value = #about.left }, { label = t("members.invoices_owed"), value = #about.owed },
  }
  by_category(doc, about)
  by_month(doc, about)
  listed(doc, about, "joined", "start")
  listed(doc, about, "left", "end")
  debts(doc, about)
  doc:note(t("members.method"))
end

return members
