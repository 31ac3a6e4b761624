//! One row of a list. It changes in place, part by part; what is not there any more stays, muted, until the list is read again.

use crate::{
    lang::{Lang, lang, t},
    routes,
    staff::{
        due_tag::DueTag,
        marks::marks,
        queue::{
            claim::claim_button,
            columns,
            follow::Followed,
            pick::pick_box,
            present,
            sheet::{Away, Line, Shown, part},
        },
    },
    ui::{choices, plain, when},
};
use clearway::case::CaseHead;
use jiff::Timestamp;
use leptos::prelude::*;

/// The row.
pub fn row(line: Line, followed: Followed) -> AnyView {
    let Line { id, shown } = line;
    let sheet = followed.sheet;
    let (class, inner) = (shown.clone(), shown);
    let class = move || class_of(&class.read(), sheet.now.get());
    let lang = lang();
    let cells = move || cells(lang, &inner.read(), followed);
    view! { <tr class=class id=format!("row-{id}") role="row">{plain::live_list(cells)}</tr> }.into_any()
}

fn class_of(shown: &Shown, now: Timestamp) -> &'static str {
    match (&shown.away, now > shown.head.next.map_or(shown.head.due, |(_, due)| due).at) {
        (Some(_), _) => "case-row case-row--away",
        (None, true) => "case-row case-row--overdue",
        (None, false) => "case-row",
    }
}

fn cells(lang: Lang, shown: &Shown, followed: Followed) -> Vec<AnyView> {
    let Shown { head, away, changed } = shown;
    let (sheet, picks, now) = (followed.sheet, followed.picks, followed.sheet.now.get());
    let label = t::row_pick(lang, head.number.grouped());
    let pick = pick_box(picks, head.id, label, move || sheet.ids());
    let due = view! { <DueTag head=head.clone() now/> }.into_any();
    let first = [
        cell("pick", "", pick, 0),
        cell("due", t::col_due(lang), due, changed & part::DUE),
        cell("marks", "", marks(head).into_any(), changed & part::MARKS),
        what(lang, head, away.as_ref(), present::words(lang, sheet, head.id)),
    ];
    let settings = followed.settings.read();
    let chosen = settings.columns.iter().map(|column| {
        let content = columns::content(lang, *column, head, now);
        cell(column.as_str(), columns::name(lang, *column), content, changed & columns::part_of(*column))
    });
    let act = cell("act", "", claim_button(followed, shown).into_any(), 0);
    first.into_iter().chain(chosen).chain([act]).collect()
}

fn cell(name: &'static str, label: &'static str, content: AnyView, changed: u8) -> AnyView {
    let mark = if changed == 0 { "" } else { " case-row__cell--changed" };
    let class = format!("case-row__cell case-row__cell--{name}{mark}");
    view! { <td class=class role="cell" data-label=label>{content}</td> }.into_any()
}

/// The words of the person, which lead to the case; below them what sets it apart, or why the row is not there any more.
fn what(lang: Lang, head: &CaseHead, away: Option<&Away>, present: AnyView) -> AnyView {
    let href = routes::case(head.number.as_str());
    let facts = [head.number.grouped(), head.region_name.clone(), choices::channel(lang, head.channel).to_owned()];
    let below = match away {
        None => view! { <span class="case-row__facts">{present}{facts.join(" · ")}</span> }.into_any(),
        // the number stays: it is what people say on the telephone
        Some(away) => plain::span("case-row__away", [why_away(lang, away), head.number.grouped()].join(" · ")),
    };
    let (opening, whole) = (head.opening.clone(), head.opening.clone());
    view! {
        <th class="case-row__what" role="rowheader" scope="row">
            <a class="case-row__link" id=format!("open-{}", head.id) href=href title=whole>{opening}</a>
            {below}
        </th>
    }
    .into_any()
}

fn why_away(lang: Lang, away: &Away) -> String {
    match away {
        Away::Taken(holder) => t::row_taken(lang, &holder.name, when::time(holder.since)),
        Away::Left => t::row_left(lang).to_owned(),
    }
}
