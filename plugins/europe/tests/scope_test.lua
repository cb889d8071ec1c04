local scope = require "lib.scope"

--- The notes that `scope.note` writes for a filter.
local function notes_for(filter)
  local notes = {}
  scope.note({ note = function(_, text) notes[#notes + 1] = text end }, filter)
  return notes
end

test("a report on a territory says how many actors have none", function(t)
  local here = { territory = "BE-WAL", standing = "existing" }
  local count = grappe.actors.count { territory = { present = false }, standing = "existing" }
  t.equal(notes_for(here)[2], grappe.t("scope.unplaced", { count = count }))
  grappe.actors.add { name = "Sans lieu", kind = "company" }
  t.equal(notes_for(here)[2], grappe.t("scope.unplaced", { count = count + 1 }))
  t.equal(#notes_for { standing = "existing" }, 1)
end)
