local function actor(name, fields)
  local record = { name = name, kind = "company" }
  for field, value in pairs(fields or {}) do record[field] = value end
  return grappe.actors.add(record).id
end

local function tie(from, to, fields)
  local record = { from = from, to = to, type = "partner-of" }
  for field, value in pairs(fields or {}) do record[field] = value end
  grappe.relations.add(record)
end

--- Two triangles in two towns, joined by one tie; somebody alone in each.
local function towns()
  local ids = {}
  for _, town in ipairs { "Andenne", "Barvaux" } do
    for number = 1, 4 do
      ids[#ids + 1] = actor(town .. " " .. number, { city = town, territory = town == "Andenne" and "BE-WNA" or "BE-WLX" })
    end
    local first = #ids - 3
    tie(ids[first], ids[first + 1])
    tie(ids[first + 1], ids[first + 2])
    tie(ids[first + 2], ids[first])
  end
  tie(ids[3], ids[5], { type = "funds", weight = 4, start = "2024-05" })
  return ids, { city = { "Andenne", "Barvaux" } }
end

test("grappe.network.measures ranks actors by the measure asked for", function(t)
  local ids, filter = towns()
  local ranked = grappe.network.measures(filter, { measures = { "betweenness", "degree", "constraint" }, limit = 3 })
  t.equal(#ranked, 3)
  -- 3 and 5 lie between the 2 others of their triangle and the 3 beyond: 6 of the 21 pairs of others.
  t.equal(ranked[1].betweenness, 6 / 21)
  t.equal(ranked[1].degree, 3)
  t.equal({ [ranked[1].id] = true, [ranked[2].id] = true }, { [ids[3]] = true, [ids[5]] = true })
  t.equal(ranked[1].pagerank, nil)
  local alone = grappe.network.measures({ id = ids[4] })
  t.equal({ alone[1].degree, alone[1].constraint, alone[1].name }, { 0, nil, "Andenne 4" })
  local brokers = grappe.network.measures(filter, { order = "constraint" })
  t.equal(brokers[1].id == ids[3] or brokers[1].id == ids[5], true)
  local directed = grappe.network.measures(filter, { directed = true, mutual = { "funds" }, measures = { "degree" } })
  t.equal({ directed[1].in_degree, directed[1].out_degree }, { 2, 2 })
end)

test("grappe.network.structure looks at the relations that count", function(t)
  local _, filter = towns()
  local whole = grappe.network.structure(filter)
  t.equal({ whole.actors, whole.ties, whole.components, whole.isolated, whole.largest }, { 8, 7, 3, 2, 6 })
  t.equal(whole.fragmentation, 1 - 15 / 28)
  t.equal(grappe.network.structure(filter, { relations = { type = "partner-of" } }).components, 4)
  t.equal(grappe.network.structure(filter, { as_of = "2024-04" }).components, 4)
  t.equal(grappe.network.structure(filter, { as_of = "2024-05-31" }).components, 3)
end)

test("grappe.network.communities finds the towns, and the same with the same seed", function(t)
  local ids, filter = towns()
  local found = grappe.network.communities(filter, { seed = 7 })
  t.equal({ #found.communities, found.communities[1].size, found.communities[1].internal, found.communities[1].external }, { 4, 3, 3, 1 })
  t.equal(found, grappe.network.communities(filter, { seed = 7 }))
  t.equal(#grappe.network.communities(filter, { method = "louvain" }).communities, 4)
  t.equal(grappe.network.communities({ id = ids[4] }).modularity, nil)
end)

test("grappe.network.bridges names what the network would come apart without", function(t)
  local ids, filter = towns()
  local cuts = grappe.network.bridges(filter)
  t.equal(#cuts.bridges, 1)
  t.equal(cuts.bridges[1].cut_off, 3)
  t.equal({ cuts.bridges[1].from.id, cuts.bridges[1].to.id }, { ids[3], ids[5] })
  t.equal({ #cuts.actors, cuts.actors[1].parts, cuts.actors[1].cut_off }, { 2, 2, 2 })
end)

test("grappe.network.ei_index compares ties with chance, by field, territory or list", function(t)
  local ids, filter = towns()
  -- 6 ties within, 1 across; of 28 pairs 12 are within.
  local by_city = grappe.network.ei_index(filter, { groups = "city" })
  t.equal({ by_city.index, by_city.expected, by_city.internal, by_city.external }, { -5 / 7, 4 / 28, 6, 1 })
  t.equal(by_city.pairs[2], { first = "Andenne", second = "Barvaux", ties = 1, possible = 16, expected = 4 })
  local by_place = grappe.network.ei_index(filter, { groups = { territory = { "BE-WAL" } } })
  t.equal({ by_place.external, by_place.groups[1].size }, { 0, 8 })
  local by_hand = grappe.network.ei_index(filter, { groups = { ids = { [ids[3]] = "a", [ids[5]] = "b" } } })
  t.equal({ by_hand.index, by_hand.ungrouped }, { 1, 6 })
end)

test("grappe.network.introductions says who should meet, and why", function(t)
  local ids, filter = towns()
  grappe.actors.set(ids[4], { sectors = { "xr" } })
  grappe.actors.set(ids[8], { sectors = { "xr" } })
  local found = grappe.network.introductions(filter, { groups = "city", limit = 1 })
  t.equal({ found[1].first.id, found[1].second.id, found[1].sectors, found[1].distance }, { ids[4], ids[8], { "xr" }, nil })
  t.equal({ found[1].first.group, found[1].score }, { "Andenne", 1 / math.log(3) })
  local through = grappe.network.introductions({ id = { ids[2], ids[3], ids[5] } }, { groups = "city" })
  t.equal({ through[1].through[1].id, through[1].distance }, { ids[3], 2 })
end)

test("grappe.network.path leads from one to the other, or says why not", function(t)
  local ids, filter = towns()
  local path = grappe.network.path(ids[3], ids[5], filter)
  t.equal({ #path.actors, path.length, path.types }, { 2, 1.0, { { "funds" } } })
  t.equal(grappe.network.path(ids[3], ids[5], filter, { weighted = true }).length, 0.25)
  local none, problem = grappe.network.path(ids[4], ids[5], filter)
  t.equal(none, nil)
  t.equal(problem:find("no way leads", 1, true) ~= nil, true)
  t.equal(select(2, grappe.network.path("nobody", ids[5], filter)):find("nobody", 1, true) ~= nil, true)
end)

test("grappe.network refuses options it does not know, naming the right one", function(t)
  t.raises(function() grappe.network.measures({}, { measure = { "degree" } }) end, '"measures"')
  t.raises(function() grappe.network.measures({}, { measures = { "betweeness" } }) end, '"betweenness"')
  t.raises(function() grappe.network.measures({}, { measures = { "degree" }, order = "core" }) end, '"measures" leaves out')
  t.raises(function() grappe.network.structure({}, { as_of = "yesterday" }) end, "a date such as 2024-06-30")
  t.raises(function() grappe.network.structure({ nmae = "a" }) end, "name")
  t.raises(function() grappe.network.communities({}, { resolution = 0 }) end, "resolution")
  t.raises(function() grappe.network.ei_index({}) end, '"groups" must be')
  t.raises(function() grappe.network.ei_index({}, { groups = "sectors" }) end, "several values")
  t.raises(function() grappe.network.introductions({}, { groups = "kind", limit = 5000 }) end, "1…1000")
  t.raises(function() grappe.network.path("a") end, "argument 2 (to)")
end)
