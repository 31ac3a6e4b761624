//! Giving a case to a department, with what the duty rules say of it.

use crate::{
    denied::Denied,
    lang::{lang, t},
    staff::forms::Seen,
    ui::{field::Field, send::Send as SendButton, trouble::Refused},
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, Desk},
    routes,
};
#[cfg(feature = "ssr")]
use clearway::refusal::Refusal;
use clearway::{
    department::Department,
    duty::{DutyRule, Proposal},
    id::CaseId,
};
use leptos::{form::ActionForm, prelude::*};

/// Gives a case to a department.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/dispatch")]
pub async fn dispatch(
    number: String,
    case: CaseId,
    seen: i64,
    #[server(default)] department: String,
) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let to = department.parse().map_err(|_| Refusal::OtherRegion)?;
    store.dispatch(&staff, case, seen, to, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// The form. One rule that fits is chosen already; of several the dispatcher chooses.
#[component]
pub fn DispatchForm(
    action: ServerAction<Dispatch>,
    seen: Seen,
    departments: Vec<Department>,
    proposal: Proposal,
    again: Callback<()>,
) -> impl IntoView {
    let lang = lang();
    let proposed: Vec<_> = proposal.rules.iter().map(|rule| rule.department.id).collect();
    let chosen = match proposed.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let option = move |department: Department| {
        view! { <option value=department.id.to_string() selected={chosen == Some(department.id)}>{department.name}</option> }
    };
    let (first, others): (Vec<_>, Vec<_>) =
        departments.into_iter().partition(|department| proposed.contains(&department.id));
    let first = (!first.is_empty()).then(|| {
        view! { <optgroup label=t::dispatch_proposed(lang)>{first.into_iter().map(option).collect_view()}</optgroup> }
    });
    view! {
        <div class="form">
            <h3 class="form__title">{t::act_dispatch(lang)}</h3>
            <Refused answer=action.value() again/>
            <Reasons rules=proposal.rules/>
            <ActionForm action>
                {seen.fields()}
                <Field name="department" label=t::dispatch_to(lang)>
                    <select class="input" id="department" name="department" required=true>
                        <option value="">{t::dispatch_choose(lang)}</option>
                        {first}
                        <optgroup label=t::dispatch_others(lang)>{others.into_iter().map(option).collect_view()}</optgroup>
                    </select>
                </Field>
                <SendButton text=t::dispatch_send(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}

/// Why these departments are proposed.
#[component]
fn Reasons(rules: Vec<DutyRule>) -> impl IntoView {
    let lang = lang();
    let title = match rules.len() {
        0 => return view! { <p class="form__note">{t::dispatch_no_rule(lang)}</p> }.into_any(),
        1 => t::dispatch_one_rule(lang),
        _ => t::dispatch_many_rules(lang),
    };
    let reason = |rule: DutyRule| view! { <li><strong>{rule.department.name}</strong>" · "{rule.basis}</li> };
    view! {
        <div class="form__note">
            <p>{title}</p>
            <ul>{rules.into_iter().map(reason).collect_view()}</ul>
        </div>
    }
    .into_any()
}
