-- tries: a map of 8,000 regions with a value and a name each: every code used to be looked for in the list of all
-- expect: ok
local doc = grappe.document { title = "x" }
local features, values, names = {}, {}, {}
for i = 1, 8000 do
  features[i] = '{"properties":{"c":"R' .. i .. '"},"geometry":{"type":"Polygon","coordinates":[[[4,50],[5,50],[5,51]]]}}'
  values["R" .. i], names["R" .. i] = i, "region " .. i
end
doc:map { title = "t", regions = { code = "c", values = values, names = names, geojson =
  '{"type":"FeatureCollection","features":[' .. table.concat(features, ",") .. ']}' } }
