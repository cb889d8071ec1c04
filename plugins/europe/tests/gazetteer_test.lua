local function rows()
  return assert(grappe.csv.decode(assert(grappe.bundle.read("data/gazetteer.csv"))))
end

test("every place of the gazetteer lies in a territory of its country, with a point in or near the territory's country", function(t)
  local bounds = { BE = { 49.4, 51.6, 2.5, 6.5 }, LU = { 49.4, 50.3, 5.7, 6.6 }, FR = { 42.9, 45.2, 4.2, 7.8 } }
  local territories, count = {}, 0
  for territory in grappe.territories.each({}, { fields = { "id" } }) do territories[territory.id] = true end
  for _, row in ipairs(rows()) do
    local box, lat, lon = bounds[row.country], tonumber(row.lat), tonumber(row.lon)
    t.equal({ row.names, territories[row.territory], row.territory:sub(1, 3) }, { row.names, true, row.country .. "-" })
    t.equal({ row.names, lat >= box[1] and lat <= box[2] and lon >= box[3] and lon <= box[4] }, { row.names, true })
    count = count + 1
  end
  t.ok(count > 2500)
end)

test("every province, canton and département has places, and postcodes have the form of their country", function(t)
  local seen, forms = {}, { BE = "^%d%d%d%d$", LU = "^%d%d%d%d$", FR = "^%d%d%d%d%d$" }
  for _, row in ipairs(rows()) do
    seen[row.territory] = true
    for postcode in (row.postcodes or ""):gmatch("[^;]+") do
      t.ok(postcode:find(forms[row.country]))
    end
  end
  for _, parent in ipairs { "BE-VLG", "BE-WAL", "LU", "FR-PAC" } do
    for territory in grappe.territories.each { parent = parent, scheme = "iso3166-2" } do
      t.equal({ territory.id, seen[territory.id] }, { territory.id, true })
    end
  end
end)

test("actors outside the territories of the report are counted", function(t)
  grappe.actors.add { name = "Essai sans lieu", kind = "company" }
  local before = grappe.actors.count { standing = "existing", none = { { territory = { present = true } }, { source = "illustratif" } } }
  t.ok(before > 0)
  t.ok(t.report("territoires"):find("grappe place", 1, true))
end)
