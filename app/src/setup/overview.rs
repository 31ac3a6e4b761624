//! `/admin`: what the installation has, and what it lacks before the first report can be answered.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    read::read,
    routes,
    setup::{frame::AdminFrame, vocabulary},
    ui::{heading::Heading, plain, trouble::Trouble},
};
use clearway::office::lists::{Checklist, List};
use leptos::prelude::*;

/// What the installation has.
///
/// # Errors
/// For whoever does not run the whole installation, or a fault.
#[server(endpoint = "lists/checklist")]
pub async fn read_checklist() -> Result<Checklist, Denied> {
    let Desk { staff, store, .. } = desk::desk_unasked().await?;
    Ok(store.read_checklist(&staff).await?)
}

/// The page.
#[component]
pub fn Overview() -> impl IntoView {
    let lang = lang();
    let checklist = read(|| (), |()| read_checklist());
    view! {
        <AdminFrame>
            <Transition>
                {move || checklist.get().map(|checklist| match checklist {
                    Ok(checklist) => show(lang, checklist),
                    Err(denied) => view! { <Trouble denied/> }.into_any(),
                })}
            </Transition>
        </AdminFrame>
    }
}

fn show(lang: Lang, checklist: Checklist) -> AnyView {
    let missing = missing(lang, &checklist);
    let state = match missing.is_empty() {
        true => plain::text("lead", t::admin_ready(lang)),
        false => view! {
            {plain::text("lead", t::admin_missing(lang))}
            {plain::list("admin-missing", missing.into_iter().map(|text| plain::item("", vec![plain::span("", text)])).collect())}
        }
        .into_any(),
    };
    let counts = [
        (List::Departments, checklist.departments),
        (List::Staff, checklist.staff),
        (List::Services, checklist.services),
        (List::DutyRules, checklist.duty_rules),
    ];
    let row = |(list, count): (List, i64)| {
        let way = plain::link("", routes::office_list(list), t::admin_list_change(lang));
        let count = plain::span("admin-count", t::admin_lines(lang, usize::try_from(count).unwrap_or_default()));
        (vocabulary::list(lang, list).to_owned(), plain::group("", vec![count, way]))
    };
    view! {
        <Heading text=t::lists_title(lang)/>
        {state}
        {plain::facts(counts.into_iter().map(row).collect())}
        {plain::text("", t::admin_desk_text(lang))}
        <p class="actions"><a class="button" href=routes::STAFF>{t::admin_to_work(lang)}</a></p>
    }
    .into_any()
}

/// What cannot be done yet, each in a sentence.
fn missing(lang: Lang, checklist: &Checklist) -> Vec<&'static str> {
    let Checklist { departments, services, duty_rules, dispatchers, officers, reviewers, .. } = checklist;
    let lacks = [
        (*departments, t::lacks_departments(lang)),
        (*dispatchers, t::lacks_dispatchers(lang)),
        (*officers, t::lacks_officers(lang)),
        (*reviewers, t::lacks_reviewers(lang)),
        (*services, t::lacks_services(lang)),
        (*duty_rules, t::lacks_duty_rules(lang)),
    ];
    let without = (checklist.without_password > 0).then(|| t::lacks_passwords(lang));
    lacks.into_iter().filter(|(count, _)| *count == 0).map(|(_, text)| text).chain(without).collect()
}
