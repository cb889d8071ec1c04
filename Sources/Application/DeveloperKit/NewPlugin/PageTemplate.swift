import Localization

/// The files of a new plugin with pages, a form, a card and an item of the menu, with tests.
struct PageTemplate {
  let base: PluginTemplate

  var files: [String: String] {
    [
      "plugin.toml": manifest, "init.lua": initLua, "lib/places.lua": library, "tests/places_test.lua": tests,
      "locales/fr.toml": french, "locales/en.toml": english, "locales/de.toml": german,
    ]
  }

  private var manifest: String {
    base.manifest(
      """
      [dependencies]
      europe = ">=1.0, <2.0"

      # \(base.said("engine.plugin-template.nothing-granted-not-asked"))
      [permissions]
      actors = { access = "write", reason = { fr = "montrer les lieux et en recevoir", en = "show places and receive new ones" } }
      """, schema: 0)
  }

  private var initLua: String {
    """
    -- \(base.said("engine.plugin-template.registers-what-plugin-brings"))
    local places = require "lib.places"

    grappe.page {
      path = "/",
      title = { fr = "Lieux par ville", en = "Places by city", de = "Orte nach Stadt" },
      run = places.list,
    }

    grappe.page {
      path = "city/:city",
      title = { fr = "Lieux d'une ville", en = "Places of a city", de = "Orte einer Stadt" },
      run = places.city,
    }

    grappe.form {
      id = "propose",
      title = { fr = "Proposer un lieu", en = "Propose a place", de = "Einen Ort vorschlagen" },
      audience = "public",
      fields = {
        { name = "name", type = "text", label = { fr = "Nom", en = "Name", de = "Name" } },
        { name = "city", type = "text", label = { fr = "Ville", en = "City", de = "Stadt" } },
        { name = "website", type = "text", format = "url", optional = true, label = { fr = "Site", en = "Website", de = "Website" } },
      },
      submit = places.propose,
    }

    grappe.card {
      on = "actor",
      title = { fr = "Dans la même ville", en = "In the same city", de = "In derselben Stadt" },
      run = places.card,
    }

    grappe.menu { label = { fr = "Lieux", en = "Places", de = "Orte" }, path = "/" }

    """
  }

  private var library: String {
    """
    -- \(base.said("engine.plugin-template.pages-of-places"))
    local M = {}

    function M.list(request, doc)
      local groups = grappe.actors.group({ city = { present = true } }, { by = { "city" }, order = "-count" })
      local links = {}
      for _, group in ipairs(groups) do
        links[#links + 1] = { text = group.city, page = "city/" .. group.city, note = grappe.t("count", { count = group.count }) }
      end
      if #links == 0 then doc:text(grappe.t("none")) else doc:links(links) end
      doc:form("propose")
    end

    -- \(base.said("engine.plugin-template.no-page"))
    function M.city(request, doc)
      local cards = {}
      for actor in grappe.actors.each({ city = request.params.city }, { order = "name", limit = 200 }) do
        cards[#cards + 1] = { title = actor.name, entity = "actor", id = actor.id }
      end
      if #cards == 0 then return false end
      doc:title(request.params.city)
      doc:cards(cards)
      doc:form("propose", { city = request.params.city })
    end

    -- \(base.said("engine.plugin-template.proposal"))
    function M.propose(values, request)
      if grappe.actors.count { name = values.name, city = values.city } > 0 then
        return { errors = { name = grappe.t("known") } }
      end
      grappe.actors.add { name = values.name, city = values.city, website = values.website, kind = "company", territory = "BE" }
      return { to = "/" }
    end

    function M.card(actor, doc)
      if not actor.city then return false end
      local others = grappe.actors.count { city = actor.city } - 1
      if others < 1 then return false end
      doc:links { { text = grappe.t("count", { count = others }), page = "city/" .. actor.city } }
    end

    return M

    """
  }

  private let french = """
    none = "Aucun lieu pour l'instant."
    count = ["{count} lieu", "{count} lieux"]
    known = "Ce lieu est déjà connu."

    """
  private let english = """
    none = "No place yet."
    count = ["{count} place", "{count} places"]
    known = "This place is known already."

    """
  private let german = """
    none = "Noch kein Ort."
    count = ["{count} Ort", "{count} Orte"]
    known = "Dieser Ort ist schon bekannt."

    """

  private var tests: String {
    """
    local function add(name, city)
      return grappe.actors.add { name = name, city = city, kind = "company", territory = "BE" }
    end

    test("the list leads to the page of each city", function(t)
      add("Studio Essai", "Essaiville")
      t.contains(t.page("/"), "\(base.name)/city/Essaiville")
      t.contains(t.page("city/Essaiville"), "Studio Essai")
      t.equal(t.page("city/Nulle-Part"), nil)
    end)

    test("what the public sends waits for the staff, what the staff sends is there", function(t)
      local values = { name = "Atelier Essai", city = "Essaiville" }
      local sent = t.form("propose", values)
      t.equal(sent.to, "/")
      t.equal(sent.proposed[1].fields.name, "Atelier Essai")
      t.equal(t.page("city/Essaiville"), nil)
      t.equal(t.form("propose", values, { audience = "staff" }).proposed, nil)
      t.contains(t.page("city/Essaiville"), "Atelier Essai")
      t.ok(t.form("propose", values).errors.name)
      t.ok(t.form("propose", { name = "Autre", city = "Essaiville", website = "javascript:alert(1)" }).errors.website)
    end)

    test("the card counts the others of the city", function(t)
      local first = add("Studio Essai", "Essaiville")
      t.equal(t.card("actor", first), nil)
      add("Atelier Essai", "Essaiville")
      t.contains(t.card("actor", first), "\(base.name)/city/Essaiville")
    end)

    test("what the public may not see is on no page", function(t)
      grappe.actors.add { name = "Studio Caché", city = "Essaiville", kind = "company", territory = "BE", visibility = "members" }
      t.equal(t.page("city/Essaiville"), nil)
      t.contains(t.page("city/Essaiville", { audience = "members" }), "Studio Caché")
    end)

    """
  }
}
