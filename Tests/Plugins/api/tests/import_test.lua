test("an importer walks through the rows of the file with their lines", function(t)
  t.raises(function() grappe.rows() end, "no file is being imported")
  t.equal(t.import("names", "name\nKIKK\nTwist\n"), { "2 KIKK", "3 Twist" })
end)
