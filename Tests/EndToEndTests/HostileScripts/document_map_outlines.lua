-- tries: adds maps of a GeoJSON text of many positions
-- expect: stop
-- with: --memory 16MiB --cpu 1s
local doc = grappe.document { title = "x" }
local ring = ("[1,2],"):rep(20000) .. "[1,2]"
local text = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"c":"a"},"geometry":{"type":"Polygon","coordinates":[[' .. ring .. "]]}}]}"
while true do doc:map { title = "t", regions = { geojson = text, code = "c" } } end
