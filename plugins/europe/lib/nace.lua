-- NACE in both revisions: the name of a code, and the codes of its activities in the other revision.
local nace = {}

local function row(concept)
  local label = concept.label
  return { revision = concept.version, code = concept.code, label_de = label.de, label_en = label.en, label_fr = label.fr }
end

--- The code first, then its counterparts. A code with a letter of a section before it ("J58.11") or without the point ("5811") is
--- found too.
function nace.lookup(code, revision)
  local bare = code:upper():gsub("^%a(%d)", "%1"):gsub("^(%d%d)(%d%d)$", "%1.%2")
  local concept = grappe.concepts.get(("nace-%s:%s"):format(revision, bare))
  if not concept then
    error(grappe.t("nace.unknown", { code = code, revision = revision }), 0)
  end
  local rows = { row(concept) }
  for _, id in ipairs(concept["europe.counterparts"] or {}) do
    rows[#rows + 1] = row(grappe.concepts.get(id))
  end
  return rows
end

return nace
