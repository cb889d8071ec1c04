grappe.field("actor", "family_basis", {type = "text",label = {}})
grappe.field("actor", "ror_types", {type = "text",label = {}})
grappe.field("actor", "ror_status", {type = "text",label = {}})
