test("grappe.funding.coverage counts the stages in order and names the gaps", function(t)
  local coverage = grappe.funding.coverage {
    { id = "a", stages = { "idea", "growth" } }, { id = "b", stages = { "idea" } }, { id = "c" },
  }
  t.equal(coverage.stages[1], { stage = "idea", count = 2, ids = { "a", "b" } })
  t.equal(coverage.unstated, { "c" })
  t.equal(#coverage.gaps, #coverage.stages - 2)
  t.raises(function() grappe.funding.coverage { "a" } end, "argument 1 (records)")
end)
