test("every block of a document is rendered in its order", function(t)
  local text, last = t.report("blocks"), 0
  for _, words in ipairs { "Nouveau titre", "Sous-titre", "Titre de niveau 2", "Un paragraphe.", "Une remarque.", "Une source.",
    "premier", "second", "186", "Vitrine", "64", "Ligne à ligne", "acteur 3", "Par famille", "Réseau", "TRAKK", "Carte", "●", "Après le saut de page." } do
    local position = text:find(words, last + 1, true)
    t.ok(position, words .. " is missing after position " .. last)
    last = position
  end
end)

test("a document is there only while a report, a page or a card runs", function(t)
  t.raises(function() grappe.document() end, "no report, page or card is running")
end)

test("rows that come one by one are checked one by one", function(t)
  t.raises(function() t.report("long_row") end, ' 3 cell')
end)
