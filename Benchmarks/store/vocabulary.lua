-- The words that the actors of the benchmark use.
for _, code in ipairs { "company", "association", "school" } do
  concepts.add { scheme = "actor-kind", code = code, label = { en = code } }
end
for _, code in ipairs { "BE-WAL", "LU", "FR-PAC" } do
  territories.add { scheme = "plugin", code = code, name = { en = code } }
end
