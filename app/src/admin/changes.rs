//! What a save changes: shown before it is kept, and in the history.

use crate::{
    admin::words,
    denied::Denied,
    lang::{Lang, lang, t},
    ui::{
        banner::{Banner, Tone},
        plain,
    },
};
use clearway::office::{FieldChange, Weighed};
use leptos::prelude::*;

/// Field by field: before, after.
pub fn changes(lang: Lang, changes: &[FieldChange]) -> AnyView {
    let side = |class: &'static str, label: &'static str, text: String| {
        view! { <span class=class><span class="changes__side">{label}</span>{text}</span> }.into_any()
    };
    let row = |change: &FieldChange| {
        let FieldChange { field, before, after } = change;
        let value = |text: &str| words::value(lang, *field, text);
        let (was, is) = (t::admin_before(lang), t::admin_after(lang));
        plain::item(
            "changes__row",
            vec![
                plain::span("changes__field", words::field(lang, *field)),
                side("changes__before", was, value(before)),
                side("changes__after", is, value(after)),
            ],
        )
    };
    plain::list("changes", changes.iter().map(row).collect())
}

/// What the server said to a save: what would change, what is wrong, or that it is kept.
#[component]
pub fn Told(
    /// The answer.
    answer: Signal<Option<Result<Weighed, Denied>>>,
) -> impl IntoView {
    let lang = lang();
    move || {
        let Weighed { changes: fields, warnings, wrong, kept, .. } = answer.get()?.ok()?;
        if kept {
            return Some(
                view! { <Banner tone=Tone::Quiet><p class="banner__text">{t::admin_saved(lang)}</p></Banner> }
                    .into_any(),
            );
        }
        if let Some(field) = wrong {
            let text = t::admin_wrong(lang, words::field(lang, field));
            return Some(view! { <Banner tone=Tone::Alarm><p class="banner__text">{text}</p></Banner> }.into_any());
        }
        if fields.is_empty() {
            return Some(
                view! { <Banner tone=Tone::Quiet><p class="banner__text">{t::admin_no_change(lang)}</p></Banner> }
                    .into_any(),
            );
        }
        let warnings = warnings.iter().map(|warning| plain::text("changes__warning", words::warning(lang, warning)));
        Some(
            view! {
                <div class="changes-told" role="status">
                    <h2 class="section__title">{t::admin_confirm_title(lang)}</h2>
                    {changes(lang, &fields)}
                    {warnings.collect::<Vec<_>>()}
                </div>
            }
            .into_any(),
        )
    }
}

/// What was shown, as the form sends it back.
pub fn shown(answer: Option<Result<Weighed, Denied>>) -> String {
    let told = answer.and_then(Result::ok).filter(|told| !told.kept && !told.changes.is_empty());
    told.and_then(|told| serde_json::to_string(&told.changes).ok()).unwrap_or_default()
}
