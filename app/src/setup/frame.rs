//! The frame of the pages of whoever runs the installation, and the ways between them.

use crate::{
    lang::{lang, t},
    read::read,
    routes,
    setup::vocabulary,
    staff::{desk::read_desk, header::StaffHeader},
    ui::{footer::Footer, page::Skip, plain},
};
use clearway::office::lists::List;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

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
    let desk = read(|| (), |()| read_desk());
    let here = use_location().pathname.get_untracked();
    let way = |(path, name): (String, &'static str)| {
        let current = (path == here).then_some("page");
        view! { <li><a class="admin-ways__link" href=path aria-current=current>{name}</a></li> }.into_any()
    };
    view! {
        <div class="staff">
            <Skip/>
            <StaffHeader desk/>
            <main class="page page--wide" id="main">
                <p class="admin__back"><a href=routes::ADMIN>{t::admin_title(lang)}</a></p>
                <nav class="admin-ways" aria-label=t::admin_ways(lang)>
                    {plain::list("admin-ways__list", ways.into_iter().chain(lists).map(way).collect())}
                </nav>
                {children()}
            </main>
            <Footer/>
        </div>
    }
}
