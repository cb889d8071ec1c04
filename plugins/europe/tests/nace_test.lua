test("every NACE code has a parent in its own revision, or is a section", function(t)
  for _, scheme in ipairs { "nace-2", "nace-2.1" } do
    for concept in grappe.concepts.each { scheme = scheme } do
      if concept.code:find("^%u$") then
        t.equal(concept.parent, nil)
      else
        t.equal(grappe.concepts.get(concept.parent).scheme, scheme)
      end
    end
  end
end)

test("correspondences lead to codes of the other revision, and back", function(t)
  local count = 0
  for _, scheme in ipairs { "nace-2", "nace-2.1" } do
    for concept in grappe.concepts.each { scheme = scheme } do
      for _, id in ipairs(concept["europe.counterparts"] or {}) do
        local other, leads_back = grappe.concepts.get(id), false
        t.equal(other.scheme ~= scheme, true)
        for _, back in ipairs(other["europe.counterparts"]) do leads_back = leads_back or back == concept.id end
        t.equal({ concept.id, id, leads_back }, { concept.id, id, true })
        count = count + 1
      end
    end
  end
  t.equal(count > 100, true)
end)

test("a code is found as registers write it, with its counterparts", function(t)
  local rows = t.run("nace", { code = "74.10" })
  t.equal({ rows[1].label_en, #rows, rows[2].code }, { "Specialised design activities", 5, "74.11" })
  t.equal(t.run("nace", { code = "M7410" })[1].code, "74.10")
  t.equal(t.run("nace", { code = "62.10", revision = "2.1" })[2].code, "62.01")
  t.raises(function() t.run("nace", { code = "99.99" }) end, "99.99")
end)
