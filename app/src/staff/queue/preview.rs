//! The case beside the list, on a wide screen or by key: to read, not to act. Escape leads back to its row.

use crate::{
    denied::Denied,
    lang::{lang, t},
    routes,
    staff::{
        case::{CaseNow, read_case},
        due_tag::DueTag,
        marks::marks,
        told::Report,
    },
    ui::{focus, plain, stage_tag::StageTag, trouble::Refused},
};
use clearway::{case::CaseHead, queue::DeskSettings};
use leptos::{ev, html, prelude::*, task::spawn_local, wasm_bindgen::JsCast};
use web_sys::Element;

/// From this width on the case stands beside the list without being asked for, in CSS pixels.
const WIDE: f64 = 1_600.0;

/// What is shown beside the list.
#[derive(Clone, Copy)]
pub struct Preview {
    /// Whether there is room for it.
    pub on: RwSignal<bool>,
    /// How the reader wants the list, and so what stands beside it.
    settings: RwSignal<DeskSettings>,
    /// The link that it was opened with.
    opened: RwSignal<String>,
    case: RwSignal<Option<Result<CaseNow, Denied>>>,
}

impl Preview {
    /// Nothing, before the app knows how wide the screen is.
    pub fn new(settings: RwSignal<DeskSettings>) -> Self {
        let on = RwSignal::new(false);
        let width = || window().inner_width().ok()?.as_f64();
        Effect::new(move |_| on.set(width().is_some_and(|width| width >= WIDE)));
        Self { on, settings, opened: RwSignal::default(), case: RwSignal::new(None) }
    }

    /// A press on the link of a row shows its case here; with a key held down it does what the browser does.
    pub fn press(self, event: &ev::MouseEvent) {
        let held = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if !self.on.get_untracked() || held || event.button() != 0 {
            return;
        }
        let link = event.target().and_then(|target| target.dyn_into::<Element>().ok()).and_then(link_of);
        if let Some((id, number)) = link {
            event.prevent_default();
            self.opened.set(id);
            spawn_local(async move {
                let case = read_case(number).await;
                self.case.try_set(Some(case));
            });
        }
    }

    /// Back to the row.
    fn close(self) {
        self.case.set(None);
        focus::arrive_at(&self.opened.get_untracked());
    }
}

/// The id of a row's link, and the number of its case.
fn link_of(pressed: Element) -> Option<(String, String)> {
    let link = pressed.closest(".case-row__link").ok()??;
    let number = link.get_attribute("href")?.rsplit('/').next()?.to_owned();
    Some((link.id(), number))
}

/// The part of the page.
#[component]
pub fn PreviewPane(
    /// What is shown.
    preview: Preview,
) -> impl IntoView {
    let lang = lang();
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            preview.close();
        }
    };
    let content = move || {
        Some(match preview.case.get() {
            Some(Ok(case)) => view! { <Shown case preview/> }.into_any(),
            Some(Err(denied)) => {
                view! { <Refused answer=Signal::derive(move || Some(Err::<(), _>(denied.clone())))/> }.into_any()
            }
            None => plain::text("preview__none", t::preview_none(lang)),
        })
    };
    view! {
        <Show when=move || preview.on.get()>
            <aside class="preview" aria-label=t::preview_label(lang) on:keydown=escape>{plain::live(content)}</aside>
        </Show>
    }
}

#[component]
fn Shown(case: CaseNow, preview: Preview) -> impl IntoView {
    let lang = lang();
    let CaseNow { file, now, .. } = case;
    let CaseHead { number, stage, .. } = file.head.clone();
    let title = NodeRef::<html::H2>::new();
    focus::arrive(title);
    let marks = marks(&file.head);
    let columns = preview.settings.read_untracked().columns.clone();
    view! {
        <h2 class="preview__title" tabindex="-1" node_ref=title>{t::staff_case(lang, number.grouped())}</h2>
        <p class="case-line"><StageTag stage/><DueTag head=file.head.clone() now/>{marks}</p>
        <p class="actions">
            <a class="button" href=routes::case(number.as_str())>{t::preview_open(lang)}</a>
            {plain::button("button button--quiet", t::close(lang), move || preview.close())}
        </p>
        <Report file now columns/>
    }
}
