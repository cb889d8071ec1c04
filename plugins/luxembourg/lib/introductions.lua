-- Introductions within a territory: actors of the sector that do the work and have no tie yet.
local introductions = require "europe.lib.introductions"
local labels = require "europe.lib.labels"
local roles = require "lib.roles"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"

local report = {}

local t = grappe.t

--- Writes the report; `params` holds `territory`, `kinds` and `limit`.
function report.run(params, doc)
  local filter = scope.sector { territory = params.territory, kind = params.kinds or roles.kinds, standing = "existing" }
  if size.is_too_large(doc, filter, "--territory, --kinds") then
    return
  end
  local actors, groups = grappe.actors.find(filter, { fields = { "id", "source" } }), {}
  for _, actor in ipairs(actors) do
    groups[actor.id] = actor.id
  end
  doc:figures { labels.figure("introductions.actors", #actors) }
  if #actors < 2 then
    doc:note(t("introductions.few"))
    doc:note(t("consortium.enter"))
    return
  end
  local options = { groups = { ids = groups }, relations = scope.ties { standing = "existing" } }
  introductions.write(doc, filter, options, params.limit)
  doc:note(t("introductions.contact"))
  sources.cite(doc, actors)
end

return report
