//! Letting everybody read a question and its answer, in the office's words.

use crate::{
    denied::Denied,
    lang::{lang, t},
    ui::{
        field::{Field, described_by},
        send::Send as SendButton,
        trouble::Refused,
    },
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, Desk},
    routes,
};
#[cfg(feature = "ssr")]
use clearway::publication::PublicText;
use clearway::{
    id::CaseId,
    publication::{ANSWER_MAX, ANSWER_MIN, TITLE_MAX, TITLE_MIN},
};
use leptos::{form::ActionForm, prelude::*};

/// Lets everybody read it.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/publish")]
pub async fn publish(
    number: String,
    case: CaseId,
    seen: i64,
    #[server(default)] title: String,
    #[server(default)] answer: String,
) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let text = PublicText::parse(&title, &answer)?;
    store.publish(&staff, case, seen, &text, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// What is typed for the public: it outlives a new reading of the case.
#[derive(Clone, Copy, Default)]
pub struct Typed {
    title: RwSignal<String>,
    answer: RwSignal<Option<String>>,
}

/// The form. It begins with the answer as it went out.
#[component]
pub fn PublishForm(
    /// Sends it.
    action: ServerAction<Publish>,
    /// The fields that say which case was seen.
    seen: AnyView,
    /// The answer as it went out.
    reply: String,
    /// What is typed.
    typed: Typed,
    /// Reads again what has changed.
    again: Callback<()>,
) -> impl IntoView {
    let lang = lang();
    let described = |name| described_by(name, true, false);
    let answer = typed.answer.get_untracked().unwrap_or(reply);
    view! {
        <div class="form">
            <h3 class="form__title">{t::act_publish(lang)}</h3>
            <Refused answer=action.value() again/>
            <p>{t::publish_text(lang)}</p>
            <ActionForm action>
                {seen}
                <Field name="title" label=t::publish_title(lang) hint=Some(t::publish_title_hint(lang, TITLE_MAX, TITLE_MIN))>
                    <input class="input input--text" id="title" name="title" required=true minlength=TITLE_MIN.to_string() maxlength=TITLE_MAX.to_string()
                        value=typed.title.get_untracked() aria-describedby=described("title") on:input=move |event| typed.title.set(event_target_value(&event))/>
                </Field>
                <Field name="answer" label=t::publish_answer(lang) hint=Some(t::publish_answer_hint(lang, ANSWER_MAX, ANSWER_MIN))>
                    <textarea class="input input--text" id="answer" name="answer" rows="8" required=true minlength=ANSWER_MIN.to_string()
                        aria-describedby=described("answer") on:input=move |event| typed.answer.set(Some(event_target_value(&event)))>
                        {answer}
                    </textarea>
                </Field>
                <SendButton text=t::publish_send(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}
