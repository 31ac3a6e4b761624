//! The forms of what the reader of a case can do now, one for each act.

use crate::{
    lang::{lang, t},
    staff::acts::{Accept, Dispatch, Release, Reply, Sign},
    ui::{
        field::{Field, described_by},
        focus,
        send::Send as SendButton,
        trouble::Refused,
    },
};
use clearway::{
    case::CaseFile,
    department::Department,
    id::CaseId,
    reply::{REPLY_MAX, REPLY_MIN},
};
use leptos::{form::ActionForm, html, prelude::*};

/// Where the focus goes after an act.
#[component]
pub fn Done() -> impl IntoView {
    let note = NodeRef::<html::P>::new();
    focus::arrive(note);
    view! { <p class="case-page__done" role="status" tabindex="-1" node_ref=note>{t::act_done(lang())}</p> }
}

/// The case as its reader saw it: whoever was faster is told apart by the version.
#[derive(Clone)]
pub struct Seen {
    number: String,
    case: CaseId,
    version: i64,
}

impl Seen {
    /// What the file says.
    pub fn of(file: &CaseFile) -> Self {
        let head = &file.head;
        Self { number: head.number.to_string(), case: head.id, version: head.version }
    }

    /// As fields of a form.
    pub fn fields(self) -> impl IntoView {
        view! {
            <input type="hidden" name="number" value=self.number/>
            <input type="hidden" name="case" value=self.case.to_string()/>
            <input type="hidden" name="seen" value=self.version.to_string()/>
        }
    }
}

#[component]
pub fn DispatchForm(
    action: ServerAction<Dispatch>,
    seen: Seen,
    departments: Vec<Department>,
    again: Callback<()>,
) -> impl IntoView {
    let lang = lang();
    let option = |department: Department| view! { <option value=department.id.to_string()>{department.name}</option> };
    view! {
        <div class="form">
            <h3 class="form__title">{t::act_dispatch(lang)}</h3>
            <Refused answer=action.value() again/>
            <ActionForm action>
                {seen.fields()}
                <Field name="department" label=t::dispatch_to(lang)>
                    <select class="input" id="department" name="department" required=true>
                        <option value="">{t::dispatch_choose(lang)}</option>
                        {departments.into_iter().map(option).collect_view()}
                    </select>
                </Field>
                <SendButton text=t::dispatch_send(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}

#[component]
pub fn AcceptForm(action: ServerAction<Accept>, seen: Seen, again: Callback<()>) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="form">
            <h3 class="form__title">{t::act_accept(lang)}</h3>
            <Refused answer=action.value() again/>
            <p>{t::accept_text(lang)}</p>
            <ActionForm action>
                {seen.fields()}
                <SendButton text=t::accept_send(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}

#[component]
pub fn ReplyForm(
    action: ServerAction<Reply>,
    seen: Seen,
    typed: RwSignal<String>,
    again: Callback<()>,
) -> impl IntoView {
    let lang = lang();
    let described = format!("{} text-count", described_by("text", true, false).unwrap_or_default());
    let count = move || match typed.read().trim().chars().count() {
        length if length > REPLY_MAX => t::length_over(lang, length - REPLY_MAX),
        length => t::length_left(lang, REPLY_MAX - length),
    };
    view! {
        <div class="form">
            <h3 class="form__title">{t::act_reply(lang)}</h3>
            <Refused answer=action.value() again/>
            <ActionForm action>
                {seen.fields()}
                <Field name="text" label=t::reply_label(lang) hint=Some(t::reply_hint(lang, REPLY_MAX, REPLY_MIN))>
                    <textarea class="input input--text" id="text" name="text" rows="10" aria-describedby=described
                        on:input=move |event| typed.set(event_target_value(&event))>
                        {typed.get_untracked()}
                    </textarea>
                    <p class="field__count" id="text-count">{count}</p>
                </Field>
                <SendButton text=t::reply_send(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}

#[component]
pub fn SignForm(action: ServerAction<Sign>, seen: Seen, words: String, again: Callback<()>) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="form">
            <h3 class="form__title">{t::act_sign(lang)}</h3>
            <Refused answer=action.value() again/>
            <p>{t::sign_text(lang)}</p>
            <div class="answer"><p class="words">{words}</p></div>
            <ActionForm action>
                {seen.fields()}
                <SendButton text=t::sign_send(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}

#[component]
pub fn ReleaseForm(action: ServerAction<Release>, seen: Seen, words: String, again: Callback<()>) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="form">
            <h3 class="form__title">{t::act_release(lang)}</h3>
            <Refused answer=action.value() again/>
            <p>{t::release_text(lang)}</p>
            <div class="answer"><p class="words">{words}</p></div>
            <ActionForm action>
                {seen.fields()}
                <SendButton text=t::release_send(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}
