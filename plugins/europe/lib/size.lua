-- Reports at size: a limit of records above which a report says what to narrow, and the ties of some actors without reading the others.
local size = {}

--- Number of actors above which a report that lists or compares them one by one says nothing useful.
size.actors_max = 20000

--- The same for a report that only counts them.
size.counted_max = 200000

--- Number of ids in one query.
local batch = 500

--- Returns whether `filter` (of `grappe.actors`) selects more actors than a report goes through, `most` or `size.actors_max`; writes
--- then in one sentence what to narrow: `options`, such as "--territory, --sector".
function size.is_too_large(doc, filter, options, most)
  local number = grappe.actors.count(filter)
  most = most or size.actors_max
  if number <= most then
    return false
  end
  doc:note(grappe.t("size.too_large", { count = number, most = most, options = options }))
  return true
end

--- Iterates over `ids` in lists short enough for one query.
local function batches(ids)
  local first = 1
  return function()
    if first > #ids then
      return nil
    end
    local some = table.move(ids, first, math.min(first + batch - 1, #ids), 1, {})
    first = first + batch
    return some
  end
end

--- Returns the real relations of `filter` that touch one of the actors at one end at least, in the order of their ids.
--- `ids` is a list, `scoped` what makes the filter of the relations: `scope.ties` or `scope.real`.
function size.relations_of(ids, scoped, filter)
  local found, list = {}, {}
  for some in batches(ids) do
    for _, side in ipairs { "from", "to" } do
      local wanted = scoped(filter)
      wanted[side] = some
      for relation in grappe.relations.each(wanted) do
        if not found[relation.id] then
          found[relation.id], list[#list + 1] = true, relation
        end
      end
    end
  end
  table.sort(list, function(a, b) return a.id < b.id end)
  return list
end

--- Returns `filter` limited to the records that name one of `ids` in `field`.
local function naming(field, ids, filter)
  local wanted = { [field] = ids }
  for name, value in pairs(filter or {}) do
    wanted[name] = value
  end
  return wanted
end

--- Returns the fields of the records of `ids` in a collection that `filter` selects, by id.
function size.by_id(collection, ids, fields, filter)
  local records = {}
  for some in batches(ids) do
    for record in collection.each(naming("id", some, filter), { fields = fields }) do
      records[record.id] = record
    end
  end
  return records
end

--- Counts the records of a collection by the id that they name in `field`: id → number, absent where there is none.
--- `filter` selects among them.
function size.counts(collection, field, ids, filter)
  local counts = {}
  for some in batches(ids) do
    for _, group in ipairs(collection.group(naming(field, some, filter), { by = { field } })) do
      counts[group[field]] = group.count
    end
  end
  return counts
end

--- Returns for each of `ids` the record of a collection that names it in `field` and comes last in the order of `last`; absent
--- where there is none.
function size.latest(collection, field, ids, last)
  local found = {}
  for some in batches(ids) do
    for record in collection.each({ [field] = some }, { order = { last } }) do
      found[record[field]] = record
    end
  end
  return found
end

return size
