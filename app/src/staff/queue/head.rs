//! The names of the columns; some put the list in their order, which the address keeps.

use crate::{
    lang::{Lang, lang, t},
    staff::queue::{address, columns, follow::Followed},
    ui::plain,
};
use clearway::queue::{Column, Filter, Sort, View};
use leptos::prelude::*;

/// The head of the table.
#[component]
pub fn Head(
    /// The list.
    followed: Followed,
) -> impl IntoView {
    let lang = lang();
    let first = [
        ("pick", t::col_pick(lang), None),
        ("due", t::col_due(lang), Some(Sort::Due)),
        ("marks", t::col_marks(lang), Some(Sort::Urged)),
        ("what", t::col_what(lang), None),
    ];
    let heads = move || {
        let filter = Filter::parse_query(&followed.query.read());
        let settings = followed.settings.read();
        let chosen = settings.columns.iter().map(|column| {
            let sort = (*column == Column::Filed).then_some(Sort::Filed);
            (column.as_str(), columns::name(lang, *column), sort)
        });
        let last = ("act", t::part_do(lang), None);
        let head = |(name, text, sort)| head(lang, followed.view.get(), &filter, name, text, sort);
        first.into_iter().chain(chosen).chain([last]).map(head).collect::<Vec<_>>()
    };
    view! { <thead class="case-table__top" role="rowgroup"><tr role="row">{plain::live_list(heads)}</tr></thead> }
}

fn head(lang: Lang, view: View, filter: &Filter, name: &str, text: &'static str, sort: Option<Sort>) -> AnyView {
    let class = format!("case-table__head case-table__head--{name}");
    let order = sort.filter(|sort| *sort == filter.sort).map(|sort| match sort {
        Sort::Urged => "descending",
        Sort::Due | Sort::Filed => "ascending",
    });
    let inner = match (sort, name) {
        (Some(sort), _) => {
            let href = address::of(view, &Filter { sort, ..filter.clone() }.to_query(), "");
            let arrow = order.map(|_| view! { <span aria-hidden="true">"↓"</span> });
            view! { <a class="case-table__sort" href=href title=t::sort_by(lang, text)>{text}{arrow}</a> }.into_any()
        }
        (None, "pick") => view! { <span class="unseen">{text}</span> }.into_any(),
        (None, _) => text.into_any(),
    };
    view! { <th class=class role="columnheader" scope="col" aria-sort=order>{inner}</th> }.into_any()
}
