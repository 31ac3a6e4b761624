//! The form itself: what was typed stands in it again, with what is wrong beside each field.

use crate::{
    lang::{Lang, lang, t},
    public::report::{FileReport, ReportPage},
    ui::{
        banner::{Banner, Tone},
        error_summary::ErrorSummary,
        field::{Field, Help, TextField, described_by},
        heading::Heading,
        prefs::REPORT_FORM,
        send::Send,
        trouble::Refused,
        words,
    },
};
use clearway::{
    region::Region,
    report::{Problem, ReportForm, WHAT_MAX},
};
use leptos::{form::ActionForm, html, prelude::*};

/// Numbers are typed on the pad for telephones.
const PHONE: Help =
    Help { kind: Some("tel"), autocomplete: Some("tel"), inputmode: None, autocapitalize: None, spellcheck: None };
const NAME: Help =
    Help { kind: None, autocomplete: Some("name"), inputmode: None, autocapitalize: None, spellcheck: Some("false") };

/// Summary, heading and form.
#[component]
pub fn ReportForms(page: ReportPage, action: ServerAction<FileReport>) -> impl IntoView {
    let lang = lang();
    let ReportPage { draft, form: ReportForm { what, region, name, phone }, problems, failed, counties } = page;
    let wrong = !problems.is_empty();
    let summary = wrong.then(|| {
        let problems = problems.iter().map(|problem| (problem.field(), words::problem(lang, *problem))).collect();
        view! { <ErrorSummary problems/> }
    });
    let error = move |field| error_of(lang, &problems, field);
    view! {
        {summary}
        <Heading text=t::report_title(lang) wrong/>
        <p class="lead">{t::report_lead(lang)}</p>
        {failed.then(|| view! { <Banner tone=Tone::Alarm><p class="banner__text">{t::not_sent(lang)}</p></Banner> })}
        <Refused answer=action.value()/>
        <div class="form" on:submit:capture=leave_to_browser>
            <ActionForm action attr:id=REPORT_FORM attr:novalidate=true>
                <input type="hidden" name="draft" value=draft.to_string()/>
                <What typed=what error=error("what")/>
                <County counties chosen=region error=error("region")/>
                <TextField name="name" label=t::report_name(lang) hint=t::report_name_hint(lang) value=name error=error("name") help=NAME/>
                <TextField name="phone" label=t::report_phone(lang) hint=t::report_phone_hint(lang) value=phone error=error("phone") help=PHONE/>
                <p class="form__note">{t::report_private(lang)}</p>
                <Send text=t::report_send(lang) pending=action.pending()/>
            </ActionForm>
        </div>
    }
}

fn error_of(lang: Lang, problems: &[Problem], field: &str) -> Option<String> {
    problems.iter().find(|problem| problem.field() == field).map(|problem| words::problem(lang, *problem))
}

/// A button that sends the form elsewhere (language, text size) loads a page, so the browser does it by itself.
fn leave_to_browser(event: leptos::ev::SubmitEvent) {
    if event.submitter().is_some_and(|button| button.has_attribute("formaction")) {
        event.stop_propagation();
    }
}

/// The report in the person's words, with what is left of its length.
#[component]
fn What(typed: String, error: Option<String>) -> impl IntoView {
    let lang = lang();
    let length = RwSignal::new(None::<usize>);
    let measure = move |text: &str| length.set(Some(text.trim().chars().count()).filter(|length| *length > 0));
    let area = NodeRef::<html::Textarea>::new();
    // the app may come when something is typed already
    Effect::new(move |_| area.get().into_iter().for_each(|area| measure(&area.value())));
    let described = format!("{} what-count", described_by("what", true, error.is_some()).unwrap_or_default());
    let wrong = error.is_some().then_some("true");
    let count = move || match length.get() {
        None => t::report_what_limit(lang, WHAT_MAX),
        Some(length) if length > WHAT_MAX => t::report_over(lang, length - WHAT_MAX),
        Some(length) => t::report_left(lang, WHAT_MAX - length),
    };
    view! {
        <Field name="what" label=t::report_what(lang) hint=Some(t::report_what_hint(lang).to_owned()) error>
            <textarea class="input input--text" id="what" name="what" rows="7" data-live="" aria-invalid=wrong aria-describedby=described
                node_ref=area on:input=move |event| measure(&event_target_value(&event))>
                {typed}
            </textarea>
            <p class="field__count" id="what-count">{count}</p>
        </Field>
    }
}

/// The county, by the first letter of its reading where there are many.
#[component]
fn County(counties: Vec<Region>, chosen: String, error: Option<String>) -> impl IntoView {
    let lang = lang();
    let described = described_by("region", false, error.is_some());
    let wrong = error.is_some().then_some("true");
    let option = move |county: Region| {
        let code = county.code.to_string();
        let selected = code == chosen;
        view! { <option value=code selected=selected>{county.name}</option> }
    };
    view! {
        <Field name="region" label=t::report_region(lang) error>
            <select class="input" id="region" name="region" aria-invalid=wrong aria-describedby=described>
                <option value="">{t::report_region_empty(lang)}</option>
                {groups(counties).into_iter().map(|(letter, counties)| {
                    let options = counties.into_iter().map(&option).collect_view();
                    match letter {
                        Some(letter) => view! { <optgroup label=letter>{options}</optgroup> }.into_any(),
                        None => options.into_any(),
                    }
                }).collect_view()}
            </select>
        </Field>
    }
}

/// How many options a person reads through without an order to help.
const FEW: usize = 20;

/// The counties under the first letter of their reading; a few stay in the order of their codes.
fn groups(mut counties: Vec<Region>) -> Vec<(Option<String>, Vec<Region>)> {
    if counties.len() <= FEW {
        return vec![(None, counties)];
    }
    counties.sort_by(|one, other| one.initials.cmp(&other.initials));
    let mut groups: Vec<(Option<String>, Vec<Region>)> = Vec::new();
    for county in counties {
        let letter = county.initials.get(..1).map(str::to_uppercase);
        match groups.last_mut() {
            Some((last, group)) if *last == letter => group.push(county),
            _ => groups.push((letter, vec![county])),
        }
    }
    groups
}
