-- tries: coordinates nested far too deeply
-- expect: error
local doc = grappe.document { title = "x" }
local deep = ("["):rep(300000) .. ("]"):rep(300000)
doc:map { title = "t", regions = { code = "c", geojson =
  '{"type":"FeatureCollection","features":[{"properties":{"c":"A"},"geometry":{"type":"Polygon","coordinates":' .. deep .. '}}]}' } }
