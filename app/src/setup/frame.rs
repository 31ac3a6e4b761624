//! The frame of the pages of whoever runs the installation, and the ways between them.

use crate::{
    lang::{lang, t},
    routes,
    setup::vocabulary,
    staff::header::StaffFrame,
    ui::plain,
};
use clearway::office::lists::List;
use leptos::prelude::*;

/// The frame.
#[component]
pub fn AdminFrame(
    /// The content.
    children: Children,
) -> impl IntoView {
    let lang = lang();
    let ways = [
        (routes::ADMIN_LISTS.to_owned(), t::admin_overview(lang)),
        (routes::ADMIN_OFFICE.to_owned(), t::setup_step_facts(lang)),
    ];
    let lists = List::ALL.map(|list| (routes::office_list(list), vocabulary::list(lang, list)));
    let more = [(routes::ADMIN.to_owned(), t::admin_title(lang))];
    let way = |(path, name): (String, &'static str)| plain::item("", vec![plain::link("admin-ways__link", path, name)]);
    view! {
        <StaffFrame>
            <nav class="admin-ways" aria-label=t::admin_ways(lang)>
                {plain::list("admin-ways__list", ways.into_iter().chain(lists).chain(more).map(way).collect())}
            </nav>
            {children()}
        </StaffFrame>
    }
}
