//! `/s/search`: a case by its number, its code, its telephone or its words.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk};
use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    routes,
    staff::{due_tag::DueTag, marks::marks, tab},
    ui::{choices, heading::Heading, plain, trouble::Trouble, when, words},
};
use clearway::{
    case::CaseHead,
    search::{Found, FoundBy, marked},
};
use jiff::Timestamp;
use leptos::{ev, html, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use serde::{Deserialize, Serialize};

/// Under which name the tab keeps what is looked for.
const KEPT: &str = "clearway-find";

/// What was found, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundNow {
    /// It.
    pub found: Found,
    /// Now.
    pub now: Timestamp,
}

/// Looks for cases; what was typed is sent by POST, and kept nowhere.
///
/// # Errors
/// For whoever sees no case, when nobody is signed in, or a fault.
#[server(endpoint = "search/find")]
pub async fn find(#[server(default)] typed: String, #[server(default)] after: String) -> Result<FoundNow, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let found = store.search(&staff, &typed, after.parse().ok()).await?;
    Ok(FoundNow { found, now: at.now })
}

/// What the page shows.
#[derive(Clone, Copy)]
struct Search {
    typed: RwSignal<String>,
    answer: RwSignal<Option<Result<FoundNow, Denied>>>,
    asking: RwSignal<bool>,
    /// Only the newest question is answered.
    turn: StoredValue<u32>,
}

impl Search {
    /// Asks for the first page, or for the one behind what is shown; a case that is meant and no other opens at once.
    fn ask(self, after: String, opens: Option<Callback<String>>) {
        let typed = self.typed.get_untracked();
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        if typed.is_empty() {
            return self.answer.set(None);
        }
        self.asking.set(true);
        spawn_local(async move {
            let more = !after.is_empty();
            let answer = find(typed, after).await;
            // the page may have been left, or asked something else
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            self.asking.set(false);
            match (&answer, opens) {
                (Ok(FoundNow { found, .. }), Some(open)) if only_one(found) => {
                    open.run(found.cases[0].number.to_string())
                }
                _ => self.show(answer, more),
            }
        });
    }

    fn show(self, answer: Result<FoundNow, Denied>, more: bool) {
        self.answer.update(|shown| match (shown, answer) {
            (Some(Ok(shown)), Ok(answer)) if more => {
                shown.found.cases.extend(answer.found.cases);
                shown.found.next = answer.found.next;
            }
            (shown, answer) => *shown = Some(answer),
        });
    }
}

/// Whether what was typed names one case.
const fn only_one(found: &Found) -> bool {
    matches!(found.by, FoundBy::Number | FoundBy::Code) && found.cases.len() == 1
}

/// The page.
#[component]
pub fn SearchPage() -> impl IntoView {
    let lang = lang();
    let typed = tab::kept(KEPT);
    let search = Search { typed, answer: RwSignal::new(None), asking: RwSignal::new(false), turn: StoredValue::new(0) };
    let field = NodeRef::<html::Input>::new();
    // what this tab looked for is found again when somebody comes back from a case, and opens nothing by itself
    Effect::new(move |_| {
        let kept = typed.get();
        field.get().into_iter().for_each(|field| field.set_value(&kept));
        if search.turn.get_value() == 0 {
            search.ask(String::new(), None);
        }
    });
    let navigate = use_navigate();
    let open = Callback::new(move |number: String| navigate(&routes::case(&number), NavigateOptions::default()));
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let text = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        tab::keep(KEPT, typed, &text);
        search.ask(String::new(), Some(open));
    };
    view! {
        <Heading text=t::find_title(lang)/>
        <form class="find" role="search" on:submit=send>
            <label class="field__label" for="find">{t::find_label(lang)}</label>
            <p class="field__hint" id="find-hint">{t::find_hint(lang)}</p>
            <div class="find__line">
                <input class="input find__field" id="find" type="search" maxlength="100" autocomplete="off" aria-describedby="find-hint" node_ref=field/>
                <button class="button">{t::find_send(lang)}</button>
            </div>
        </form>
        <p class="find__told" role="status">{move || told(lang, search)}</p>
        {move || shown(lang, search)}
    }
}

/// What is said of the answer: how it was understood, and how much there is.
fn told(lang: Lang, search: Search) -> String {
    if search.asking.get() {
        return t::find_asking(lang).to_owned();
    }
    let Some(Ok(FoundNow { found, .. })) = search.answer.get() else { return String::new() };
    let by = match found.by {
        FoundBy::Number => t::find_by_number(lang).to_owned(),
        FoundBy::Code => t::find_by_code(lang).to_owned(),
        FoundBy::Phone => t::find_by_phone(lang).to_owned(),
        FoundBy::Words if found.words.is_empty() => t::find_by_words(lang).to_owned(),
        FoundBy::Words => t::find_words(lang, found.words.join(" ")),
    };
    let count = i64::try_from(found.cases.len()).unwrap_or(i64::MAX);
    let count = match (count, found.next) {
        (0, _) => t::find_none(lang).to_owned(),
        (1, None) => t::find_one(lang).to_owned(),
        (count, None) => t::find_many(lang, words::count(lang, count)),
        (count, Some(_)) => t::find_newest(lang, words::count(lang, count)),
    };
    format!("{by} · {count}")
}

fn shown(lang: Lang, search: Search) -> AnyView {
    match search.answer.get() {
        None => ().into_any(),
        Some(Err(denied)) => view! { <Trouble denied/> }.into_any(),
        Some(Ok(FoundNow { found, .. })) if found.cases.is_empty() => plain::text(
            "empty",
            match found.by {
                FoundBy::Number => t::find_none_number(lang),
                FoundBy::Code | FoundBy::Phone => t::find_none_secret(lang),
                FoundBy::Words => t::find_none_words(lang),
            },
        ),
        Some(Ok(FoundNow { found, now })) => {
            let items = found.cases.iter().map(|case| item(lang, case, &found.words, now)).collect();
            let next = found.next.map(|next| {
                let more = move |_| search.ask(next.to_string(), None);
                view! { <p class="actions"><button class="button button--quiet" type="button" on:click=more>{t::find_more(lang)}</button></p> }
            });
            view! { {plain::list("found", items)}{next} }.into_any()
        }
    }
}

/// A case: how far it is, the words of the person, and what sets it apart.
fn item(lang: Lang, head: &CaseHead, words: &[String], now: Timestamp) -> AnyView {
    let due = head.stage.is_open().then(|| view! { <DueTag head=head.clone() now/> }.into_any());
    let stage = plain::span("tag", words::stage(lang, head.stage));
    let top = [stage].into_iter().chain(due).chain([marks(head).into_any()]).collect();
    let pieces = marked(&head.opening, words).into_iter().map(|(found, piece)| match found {
        true => view! { <mark class="found__mark">{piece}</mark> }.into_any(),
        false => piece.into_any(),
    });
    let pieces: Vec<_> = pieces.collect();
    let link = view! { <a class="found__link" href=routes::case(head.number.as_str())>{pieces}</a> }.into_any();
    let facts = [
        Some(head.number.grouped()),
        head.service_name.clone(),
        head.department_name.clone(),
        Some(head.region_name.clone()),
        Some(choices::channel(lang, head.channel).to_owned()),
        Some(when::date_time(lang, head.filed_at, now)),
    ];
    let facts = facts.into_iter().flatten().map(|fact| plain::span("", fact)).collect();
    plain::item("found__item", vec![plain::line("found__top", top), link, plain::line("found__facts", facts)])
}
