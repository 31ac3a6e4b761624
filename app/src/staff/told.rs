//! What the person says, and who they are as far as staff need it.

use crate::{
    lang::{Lang, lang, t},
    routes,
    ui::{choices, file_list::FileList, plain, when::When},
};
use clearway::{
    case::{Act, CaseFile, CaseHead, ShownContact, Stage},
    queue::Column,
    report::{Facts as Told, Who},
};
use jiff::Timestamp;
use leptos::prelude::*;

/// The part of the page.
#[component]
pub fn Report(
    /// The case.
    file: CaseFile,
    /// When the page was read.
    now: Timestamp,
    /// What stands first of the facts, in this order, as in the list beside it.
    #[prop(optional)]
    columns: Vec<Column>,
) -> impl IntoView {
    let lang = lang();
    let wish = file
        .wish
        .clone()
        .map(|wish| view! { <h3 class="section__title">{t::part_asked(lang)}</h3><p class="words">{wish}</p> });
    let folder = routes::case_files(file.head.number.as_str());
    let files = (!file.files.is_empty()).then(|| {
        view! {
            <h3 class="section__title">{t::part_files(lang)}</h3>
            <FileList files=file.files.clone() folder/>
        }
    });
    view! {
        <section class="case-page__report" aria-labelledby="told">
            <h2 class="section__title" id="told">{t::part_report(lang)}</h2>
            <p class="words">{file.what.clone()}</p>
            {wish}
            {files}
            <Matter file=file.clone() now columns/>
            {answers(lang, file)}
        </section>
    }
}

/// What it is about, when and where it was, and who tells it.
#[component]
fn Matter(file: CaseFile, now: Timestamp, columns: Vec<Column>) -> impl IntoView {
    let lang = lang();
    let CaseHead { kind, service_name, region_name, department_name, filed_at, channel, .. } = file.head;
    let who = file.who;
    let contact = contact(lang, file.contact, who);
    let tried = file.tried_at.map(|tried| {
        let at = choices::tried_at(lang, tried);
        file.site.map_or_else(|| at.to_owned(), |site| format!("{at} · {site}"))
    });
    let first = [(None, t::contact(lang), say(contact)), (None, t::who_they_are(lang), say(choices::who(lang, who)))];
    let lines = [
        (Some(Column::Channel), t::col_channel(lang), say(choices::channel(lang, channel))),
        (None, t::kind(lang), say(choices::kind(lang, kind))),
        (
            Some(Column::Service),
            t::check_service(lang),
            say(service_name.as_deref().unwrap_or(t::service_unsure(lang))),
        ),
        (None, t::check_obstacle(lang), file.obstacle.and_then(|obstacle| say(choices::obstacle(lang, obstacle)))),
        (None, t::check_tried(lang), tried.and_then(say)),
        (Some(Column::Region), t::col_region(lang), say(region_name)),
    ];
    let facts = facts(lang, file.facts).map(|(name, value)| (None, name, value.and_then(say)));
    let filed = view! { <When at=filed_at now/> }.into_any();
    let followers = (file.followers > 0).then(|| t::followers_count(lang, file.followers));
    let department = department_name.as_deref().unwrap_or(t::no_department(lang));
    let more = [
        (None, t::check_visibility(lang), say(choices::visibility(lang, file.visibility))),
        (None, t::followers(lang), followers.and_then(say)),
        (Some(Column::Department), t::col_department(lang), say(department)),
        (Some(Column::Filed), t::col_filed(lang), Some(filed)),
    ];
    let mut rest: Vec<Line> = lines.into_iter().chain(facts).chain(more).collect();
    let place = |column| columns.iter().position(|chosen| Some(*chosen) == column).unwrap_or(columns.len());
    rest.sort_by_key(|(column, ..)| place(*column));
    plain::facts(first.into_iter().chain(rest).filter_map(|(_, name, value)| Some((name.to_owned(), value?))).collect())
}

/// A fact, with the column that says the same.
type Line = (Option<Column>, &'static str, Option<AnyView>);

fn say(text: impl Into<String>) -> Option<AnyView> {
    Some(text.into().into_any())
}

fn facts(lang: Lang, facts: Told) -> [(&'static str, Option<String>); 4] {
    let Told { happened_on, reference, address, position } = facts;
    let position = position.map(|(north, east)| format!("{north:.5}, {east:.5}"));
    [
        (t::check_date(lang), happened_on.map(|day| day.to_string())),
        (t::check_reference(lang), reference),
        (t::check_address(lang), address),
        (t::where_position(lang), position),
    ]
}

/// How they can be reached, or why not.
fn contact(lang: Lang, contact: ShownContact, who: Who) -> String {
    let ShownContact { name, phone, organisation, credit_code } = contact;
    let known: Vec<_> = [organisation, credit_code, name, phone].into_iter().flatten().collect();
    match (known.is_empty(), who) {
        (false, _) => known.join(" "),
        (true, Who::Anonymous) => t::contact_none(lang).to_owned(),
        (true, _) => t::contact_hidden(lang).to_owned(),
    }
}

/// The words to the person and to everybody, as far as there are any.
fn answers(lang: Lang, file: CaseFile) -> impl IntoView + use<> {
    let CaseFile { head, reply, published, acts, .. } = file;
    let title = if matches!(head.stage, Stage::Written | Stage::Replied) {
        t::reply_waiting(lang)
    } else {
        t::answer_title(lang)
    };
    // whoever is to sign or release it reads it there
    let reply = reply
        .filter(|_| !acts.iter().any(|act| matches!(act, Act::Sign | Act::Release)))
        .map(|reply| view! { <h3 class="section__title">{title}</h3><p class="words">{reply}</p> });
    let published = published.map(|text| {
        view! {
            <h3 class="section__title">{t::published(lang)}</h3>
            <p class="words"><strong>{text.title}</strong></p>
            <p class="words">{text.answer}</p>
        }
    });
    view! { {reply}{published} }
}
