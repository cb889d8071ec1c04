-- The pages that peers.py asks for: the actors of a town, and eight that do harm.
grappe.page {
  path = "actors/:city",
  title = "Actors",
  run = function(request, doc)
    local links = {}
    for actor in grappe.actors.each({ city = request.params.city }, { fields = { "name", "kind" }, limit = 20 }) do
      links[#links + 1] = { text = actor.name .. " (" .. actor.kind .. ")", entity = "actor", id = actor.id }
    end
    doc:links(links)
  end,
}

grappe.page { path = "loop", title = "Loop", run = function() while true do end end }
