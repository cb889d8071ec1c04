-- Applications, from the draft to the award: their state, the decision, the next step and its date.
local applications = {}

local t = grappe.t

--- The states of an application, in order; the last four are decisions.
applications.states = { "draft", "submitted", "eligible", "ineligible", "awarded", "rejected", "withdrawn" }

local decided = { awarded = true, ineligible = true, rejected = true }
local over = { awarded = true, ineligible = true, rejected = true, withdrawn = true }

--- Whether nothing is to be done any more for an application in this state.
function applications.is_over(state)
  return over[state] == true
end

local function find(params, applicant)
  return grappe.applications.find({ call = params.call, applicant = applicant, project = params.project }, {
    order = { "-created_at" }, limit = 1,
  })[1]
end

local function applicant_of(params)
  local project = params.project and grappe.projects.get(params.project)
  local applicant = params.actor or project and project.holder
  if not applicant then
    error(t("dossier.who"), 0)
  end
  return applicant
end

local function check(params, application)
  if params.date > grappe.today() then
    error(t("dossier.future", { date = params.date }), 0)
  end
  if params.state == "awarded" and not params.amount and not (application and application["wallonia.award"]) then
    error(t("dossier.amount_needed"), 0)
  end
  if params.due and not (params.next_step or application and application["wallonia.next_step"]) then
    error(t("dossier.due_without_step"), 0)
  end
end

local function fields_of(params, application)
  local fields = {
    status = params.state, ["wallonia.next_step"] = params.next_step, ["wallonia.due"] = params.due, reasons = params.reasons,
  }
  if params.amount and params.state ~= "awarded" then
    fields.amount_requested = { amount = params.amount * 100, currency = "EUR" }
  end
  if params.state == "submitted" then
    fields.submitted_at = params.date .. "T12:00:00Z"
  end
  if params.state and decided[params.state] then
    fields.decided_on = params.date
  end
  if params.state and over[params.state] and application then
    -- An empty text clears the step: nothing is to be done any more.
    fields["wallonia.next_step"], fields["wallonia.due"] = params.next_step or "", params.due or ""
  end
  return fields
end

--- The Member State whose aid a call gives, where its territories tell.
local function member_state_of(call)
  for _, territory in ipairs(call.territories or {}) do
    if territory:find("^BE") then
      return "BE"
    end
  end
end

--- The source that a record must bear to count nowhere: that of an invented project or applicant.
local function invented_source(params, applicant)
  local project = params.project and grappe.projects.get(params.project)
  local actor = grappe.actors.get(applicant)
  local source = project and project.source or actor.source
  return source == "illustratif" and source or nil
end

--- Adds the award of an application, given by the operator of its call.
local function add_award(application, params)
  local call = grappe.calls.get(application.call)
  if not call.operator then
    error(t("dossier.no_operator", { call = call.name }), 0)
  end
  local award = grappe.awards.add {
    title = call.name, description = t("dossier.award_of", { call = call.name }),
    amount_awarded = { amount = params.amount * 100, currency = "EUR" }, award_date = params.date, funder = call.operator,
    recipient = application.applicant, call = call.id, project = application.project, application = application.id,
    instrument = call.instrument and #call.instrument == 1 and call.instrument[1] or nil, state_aid_regime = call.state_aid_regime,
    member_state = member_state_of(call), source = application.source,
  }
  return grappe.applications.set(application.id, { ["wallonia.award"] = award.id })
end

--- Adds an application, or changes the last one of the same applicant and project under the same call. `params` holds `call`, `project`
--- or `actor`, and perhaps `state`, `date` (of the fact; today without it), `amount` in euros, `next_step`, `due` and `reasons`. Raises for
--- a date to come, an award without its amount, or a due date without a step.
function applications.advance(params)
  params.date = params.date or grappe.today()
  local applicant = applicant_of(params)
  local application = find(params, applicant)
  check(params, application)
  local fields = fields_of(params, application)
  if application then
    application = grappe.applications.set(application.id, fields)
  else
    fields.call, fields.applicant, fields.project = params.call, applicant, params.project
    fields.source = invented_source(params, applicant)
    application = grappe.applications.add(fields)
  end
  return params.state == "awarded" and params.amount and add_award(application, params) or application
end

return applications
