//! Lists with their filters under a name: those everybody has, one's own, and the department's.

use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    live::Live,
    read::Read,
    staff::{
        desk::DeskNow,
        queue::{address, follow::Followed},
        queue_doors::{remove_view, rename_view, save_view},
    },
    ui::{plain, words},
};
use clearway::{
    id::SavedViewId,
    queue::{SavedView, UsualView, View, ViewName},
};
use leptos::{html, prelude::*, task::spawn_local};

/// The names, and what can be done with the one that is shown.
#[component]
pub fn Views(
    /// The list.
    followed: Followed,
) -> impl IntoView {
    let lang = lang();
    let desk = use_context::<Read<DeskNow>>();
    let own = RwSignal::new(None::<SavedView>);
    let views = move || desk?.get()?.ok().map(|desk| desk.views);
    let links = move || {
        let (view, query) = (followed.view.get(), followed.query.get());
        let all = [View::Mine, View::Open]
            .map(|list| link(lang, words::view(lang, list).to_owned(), list, "", None, (view, &query)));
        let named = views()?.into_iter().map(|saved| {
            let count = Some(saved.count.open);
            link(lang, name(lang, &saved), saved.view, &saved.query, count, (view, &query))
        });
        Some(plain::list("views__list", all.into_iter().chain(named).collect()))
    };
    let keep = move || {
        let (view, query) = (followed.view.get(), followed.query.get());
        let views = views()?;
        let shown = views.iter().find(|saved| saved.view == view && saved.query == query).cloned();
        let mine = shown.clone().filter(|saved| saved.id.is_some() && saved.owner.is_none());
        if mine.is_some() || query.is_empty() {
            own.set(mine.clone());
        }
        match (shown, mine) {
            (_, Some(mine)) => Some(view! { <Own saved=mine/> }.into_any()),
            (None, None) if !query.is_empty() => Some(view! { <Keep view query own/> }.into_any()),
            _ => None,
        }
    };
    view! {
        <Transition><nav class="views" aria-label=t::views_label(lang)>{plain::live(links)}{plain::live(keep)}</nav></Transition>
    }
}

fn link(lang: Lang, name: String, view: View, query: &str, count: Option<i64>, shown: (View, &str)) -> AnyView {
    let current = (shown == (view, query)).then_some("page");
    let count = count.map(|count| plain::span("views__count", words::count(lang, count)));
    let href = address::of(view, query, "");
    view! { <li><a class="views__link" href=href aria-current=current>{name}{count}</a></li> }.into_any()
}

/// What a list with its filter is called, and by whom where it is a colleague's.
pub fn name(lang: Lang, saved: &SavedView) -> String {
    let name = match &saved.name {
        ViewName::Own(name) => name.clone(),
        ViewName::Usual(UsualView::Overdue) => t::due_filter_overdue(lang).to_owned(),
        ViewName::Usual(UsualView::Today) => t::due_filter_today(lang).to_owned(),
        ViewName::Usual(UsualView::Free) => t::view_free(lang).to_owned(),
        ViewName::Usual(UsualView::Urged) => t::mark_filter_urged(lang).to_owned(),
    };
    match &saved.owner {
        Some(owner) => t::view_of(lang, name, owner),
        None => name,
    }
}

/// What is sent: then the frame reads the names again, or it is said why not.
#[derive(Clone, Copy)]
struct Sent {
    refused: RwSignal<Option<Denied>>,
    live: Option<Live>,
}

impl Sent {
    fn new() -> Self {
        Self { refused: RwSignal::new(None), live: use_context() }
    }

    fn send(self, what: impl Future<Output = Result<(), Denied>> + 'static) {
        spawn_local(async move {
            match what.await {
                Ok(()) => self.live.into_iter().for_each(Live::read_again),
                Err(denied) => drop(self.refused.try_set(Some(denied))),
            }
        });
    }

    fn keep(self, (view, query): (View, String), name: String, shared: bool, instead: Option<SavedViewId>) {
        let shared = if shared { "on".to_owned() } else { String::new() };
        self.send(async move {
            save_view(name, view.as_str().to_owned(), query, shared).await?;
            match instead {
                Some(id) => remove_view(id).await,
                None => Ok(()),
            }
        });
    }

    fn says(self, lang: Lang) -> AnyView {
        let why = move || self.refused.get().map(|denied| words::denied(lang, &denied)).unwrap_or_default();
        view! { <span class="claim__refused" role="alert">{plain::live_text(why)}</span> }.into_any()
    }
}

/// A filter that has no name yet: kept under one, or in the place of the one it was made from.
#[component]
fn Keep(view: View, query: String, own: RwSignal<Option<SavedView>>) -> impl IntoView {
    let lang = lang();
    let (field, shared) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let sent = Sent::new();
    let kept = query.clone();
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let shared = shared.get_untracked().is_some_and(|shared| shared.checked());
        sent.keep((view, kept.clone()), typed, shared, None);
    };
    let changed = own.get_untracked().map(|saved| {
        let again = move || sent.keep((view, query.clone()), name(lang, &saved), saved.shared, saved.id);
        let said = own.get_untracked().map(|saved| t::view_changed(lang, name(lang, &saved)));
        view! { <span class="views__changed">{said}</span>{plain::button("button button--quiet", t::view_save(lang), again)} }
    });
    view! {
        {changed}
        <details class="filters">
            <summary class="filters__summary button button--quiet">{t::view_save_as(lang)}</summary>
            <form class="filters__form" on:submit=add>
                <label class="filters__field"><span class="filters__label">{t::view_name(lang)}</span><input class="input" maxlength="40" required=true node_ref=field/></label>
                <label><input type="checkbox" node_ref=shared/>" "{t::view_shared(lang)}</label>
                <p class="filters__send"><button class="button">{t::view_save(lang)}</button></p>
            </form>
        </details>
        {sent.says(lang)}
    }
}

/// An own name: another one, or none.
#[component]
fn Own(saved: SavedView) -> impl IntoView {
    let lang = lang();
    let field = NodeRef::<html::Input>::new();
    let sent = Sent::new();
    let value = name(lang, &saved);
    let id = saved.id;
    let rename = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let (Some(id), Some(field)) = (id, field.get_untracked()) {
            sent.send(rename_view(id, field.value()));
        }
    };
    let remove = move || id.into_iter().for_each(|id| sent.send(remove_view(id)));
    view! {
        <details class="filters">
            <summary class="filters__summary button button--quiet">{t::view_edit(lang)}</summary>
            <form class="filters__form" on:submit=rename>
                <label class="filters__field"><span class="filters__label">{t::view_name(lang)}</span><input class="input" maxlength="40" required=true value=value node_ref=field/></label>
                <p class="filters__send"><button class="button">{t::view_rename(lang)}</button></p>
                {plain::button("button button--quiet", t::view_remove(lang), remove)}
            </form>
        </details>
        {sent.says(lang)}
    }
}
