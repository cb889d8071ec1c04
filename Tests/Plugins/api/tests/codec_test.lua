test("grappe.json.decode reads values, and says where a text is malformed", function(t)
  t.equal(grappe.json.decode('{"a": [1, 2.5, "x", true, null]}'), { a = { 1, 2.5, "x", true } })
  local value, problem = grappe.json.decode("[1,")
  t.equal(value, nil)
  t.ok(problem)
end)

test("grappe.json.encode writes what grappe.json.decode reads", function(t)
  local value = { name = "Liège", list = { 1, 2 }, deep = { yes = true } }
  t.equal(grappe.json.decode(grappe.json.encode(value)), value)
  t.ok(grappe.json.encode(value, { pretty = true }):find("\n"))
  t.raises(function() grappe.json.encode(print) end, "function")
  t.raises(function() grappe.json.encode(value, { prety = true }) end, "pretty")
end)

test("grappe.csv.decode reads what grappe.csv.encode writes", function(t)
  local rows = { { id = "a", name = 'with "quotes", and commas' }, { id = "b" } }
  local text = grappe.csv.encode(rows, { "id", "name" })
  t.equal(grappe.csv.decode(text), rows)
  local nothing, problem = grappe.csv.decode('a,b\n"open')
  t.equal(nothing, nil)
  t.ok(problem)
  t.raises(function() grappe.csv.encode({ 1 }, { "id" }) end, "row 1")
end)
