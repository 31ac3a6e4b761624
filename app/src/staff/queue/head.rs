//! The names of the columns; some put the list in their order, which the address keeps.

use crate::{
    lang::{Lang, lang, t},
    staff::queue::address,
};
use clearway::queue::{Filter, Sort, View};
use leptos::prelude::*;

/// The head of the table.
#[component]
pub fn Head(
    /// Which list.
    view: Signal<View>,
    /// How it is filtered and sorted.
    query: Signal<String>,
) -> impl IntoView {
    let lang = lang();
    let columns = [
        ("pick", t::col_pick(lang), None),
        ("due", t::col_due(lang), Some(Sort::Due)),
        ("marks", t::col_marks(lang), Some(Sort::Urged)),
        ("what", t::col_what(lang), None),
        ("service", t::col_service(lang), None),
        ("department", t::col_department(lang), None),
        ("holder", t::col_holder(lang), None),
        ("filed", t::col_filed(lang), Some(Sort::Filed)),
    ];
    let heads = move || {
        let filter = Filter::parse_query(&query.read());
        let head = |(name, text, sort)| head(lang, view.get(), &filter, name, text, sort);
        columns.map(head).into_iter().collect::<Vec<_>>()
    };
    view! { <thead class="case-table__top" role="rowgroup"><tr role="row">{heads}</tr></thead> }
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
