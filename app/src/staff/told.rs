//! What the person says, and who they are as far as staff need it.

use crate::{
    lang::{Lang, lang, t},
    routes,
    ui::{
        choices,
        facts::{Fact, Facts},
        file_list::FileList,
        when::When,
    },
};
use clearway::{
    case::{Act, CaseFile, CaseHead, ShownContact, Stage},
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
            <Matter file=file.clone() now/>
            {answers(lang, file)}
        </section>
    }
}

/// What it is about, when and where it was, and who tells it.
#[component]
fn Matter(file: CaseFile, now: Timestamp) -> impl IntoView {
    let lang = lang();
    let CaseHead { kind, service_name, region_name, department_name, filed_at, channel, .. } = file.head;
    let who = file.who;
    let contact = contact(lang, file.contact, who);
    let tried = file.tried_at.map(|tried| {
        let at = choices::tried_at(lang, tried);
        file.site.map_or_else(|| at.to_owned(), |site| format!("{at} · {site}"))
    });
    let lines = [
        (t::contact(lang), Some(contact)),
        (t::who_they_are(lang), Some(choices::who(lang, who).to_owned())),
        (t::col_channel(lang), Some(choices::channel(lang, channel).to_owned())),
        (t::kind(lang), Some(choices::kind(lang, kind).to_owned())),
        (t::check_service(lang), Some(service_name.unwrap_or_else(|| t::service_unsure(lang).to_owned()))),
        (t::check_obstacle(lang), file.obstacle.map(|obstacle| choices::obstacle(lang, obstacle).to_owned())),
        (t::check_tried(lang), tried),
        (t::col_region(lang), Some(region_name)),
    ];
    let more = [
        (t::check_visibility(lang), Some(choices::visibility(lang, file.visibility).to_owned())),
        (t::followers(lang), (file.followers > 0).then(|| t::followers_count(lang, file.followers))),
        (t::col_department(lang), Some(department_name.unwrap_or_else(|| t::no_department(lang).to_owned()))),
    ];
    let lines = lines.into_iter().chain(facts(lang, file.facts)).chain(more);
    let line = |(name, value): (&'static str, Option<String>)| value.map(|value| view! { <Fact name>{value}</Fact> });
    view! {
        <Facts>
            {lines.map(line).collect_view()}
            <Fact name=t::col_filed(lang)><When at=filed_at now/></Fact>
        </Facts>
    }
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
