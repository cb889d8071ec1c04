-- The vocabularies of persons and memberships: roles, purposes of consent, categories of members. A code that the admin has added
-- already stays as it is.
local rows = require "lib.rows"

local vocabularies = {
  { scheme = "role", file = "data/roles.csv" },
  { scheme = "purpose", file = "data/purposes.csv" },
  { scheme = "membership-category", file = "data/membership_categories.csv" },
}

for _, vocabulary in ipairs(vocabularies) do
  local missing = {}
  for _, record in ipairs(rows.csv(vocabulary.file)) do
    record.scheme = vocabulary.scheme
    if not grappe.concepts.get(("%s:%s"):format(record.scheme, record.code)) then
      missing[#missing + 1] = record
    end
  end
  rows.add(grappe.concepts, vocabulary.file, missing)
end
