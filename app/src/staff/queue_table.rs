//! The rows of a queue: a table, and cards on a telephone. The roles are written out because cards take them away.

use crate::{
    lang::{lang, t},
    routes,
    staff::{due_tag::DueTag, marks::marks},
    ui::when::When,
};
use clearway::case::CaseHead;
use jiff::Timestamp;
use leptos::prelude::*;

/// The table.
#[component]
pub fn QueueTable(
    /// Its rows, in the order of the queue.
    rows: Vec<CaseHead>,
    /// When the page was read.
    now: Timestamp,
) -> impl IntoView {
    let lang = lang();
    let columns = [
        t::col_due(lang),
        t::col_what(lang),
        t::col_region(lang),
        t::col_department(lang),
        t::col_filed(lang),
        t::col_number(lang),
    ];
    let head = |text| view! { <th class="case-table__head" role="columnheader" scope="col">{text}</th> };
    view! {
        <table class="case-table" role="table">
            <caption class="unseen">{t::queue_caption(lang)}</caption>
            <thead class="case-table__top" role="rowgroup"><tr role="row">{columns.map(head).into_iter().collect_view()}</tr></thead>
            <tbody role="rowgroup">
                <For each=move || rows.clone() key=|row| (row.id, row.version) let:row>
                    <CaseRow row now/>
                </For>
            </tbody>
        </table>
    }
}

#[component]
fn CaseRow(row: CaseHead, now: Timestamp) -> impl IntoView {
    let lang = lang();
    let marks = marks(&row);
    let head = row.clone();
    let CaseHead { number, opening, region_name, department_name, filed_at, due, next, .. } = row;
    let class = if now > next.map_or(due, |(_, due)| due).at { "case-row case-row--overdue" } else { "case-row" };
    let department = department_name.unwrap_or_else(|| t::no_department(lang).to_owned());
    view! {
        <tr class=class role="row">
            <td class="case-row__due" role="cell"><DueTag head now/>{marks}</td>
            <th class="case-row__what" role="rowheader" scope="row"><a class="case-row__link" href=routes::case(number.as_str())>{opening}</a></th>
            <td class="case-row__cell" role="cell" data-label=t::col_region(lang)>{region_name}</td>
            <td class="case-row__cell" role="cell" data-label=t::col_department(lang)>{department}</td>
            <td class="case-row__cell" role="cell" data-label=t::col_filed(lang)><When at=filed_at now/></td>
            <td class="case-row__cell case-row__cell--number" role="cell" data-label=t::col_number(lang)>{number.grouped()}</td>
        </tr>
    }
}
