//! `/track/{number}/{act}`: one page for one thing a reporter can do: what it means, what it asks, one button.

#[cfg(feature = "ssr")]
use crate::desk::{self, counter};
use crate::{
    denied::Denied,
    lang::{lang, t},
    public::tracked::{CodeAgain, TrackedCase, read_tracked},
    read::read,
    routes,
    ui::{
        banner::{Banner, Tone},
        choices,
        error_summary::ErrorSummary,
        field::{Errors, Field, described_by},
        heading::Heading,
        length::LongText,
        not_found::Nowhere,
        own_words, plain,
        radios::{Choice, Radios},
        send::Send,
        trouble::{Refused, Trouble},
    },
};
use clearway::{
    case::{Absent, OwnAct, OwnForm, UrgeReason, WithdrawReason},
    evidence::{FILE_BYTES_MAX, FILES_MAX, Media},
};
#[cfg(feature = "ssr")]
use clearway::{identifiers::case_number::CaseNumber, refusal::Refusal};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::{use_location, use_params_map, use_query_map};

/// Does what a reporter wants, or keeps what was typed and leads back to what is wrong with it.
///
/// # Errors
/// A fault, or that the page has closed meanwhile; never what a person typed.
#[server(endpoint = "track/act")]
pub async fn act(
    #[server(default)] number: String,
    #[server(default)] act: String,
    #[server(default)] reason: String,
    #[server(default)] text: String,
) -> Result<(), Denied> {
    desk::if_it_fails(&routes::not_done(&desk::in_query(&number)));
    let counter = counter()?;
    let (Ok(number), Some(act)) = (CaseNumber::parse(&number), OwnAct::parse(&act)) else {
        return Err(Refusal::NotFound.into());
    };
    let form = OwnForm { act: act.as_str().to_owned(), text, reason, uploads: Vec::new() };
    let pass = counter.pass().ok_or(Refusal::NotFound)?;
    let acted = counter.store.act(&pass, &number, &form, Vec::new(), counter.at).await?;
    desk::go(&routes::acted(number.as_str(), act, acted))
}

/// The page.
#[component]
pub fn OwnActPage() -> impl IntoView {
    let (params, path, query) = (use_params_map(), use_location().pathname, use_query_map());
    let number = move || params.read().get("number").unwrap_or_default();
    let wrong = move || query.read().get("e");
    let action = ServerAction::<Act>::new();
    let case = read(
        move || (number(), wrong().is_some(), action.version().get()),
        |(number, wrong, _)| read_tracked(number, wrong),
    );
    let which = move || path.read().rsplit('/').next().and_then(OwnAct::parse);
    view! {
        <Transition>
            {move || case.get().map(|case| match (case, which()) {
                (_, None) => view! { <Nowhere/> }.into_any(),
                (Ok(tracked), Some(which)) => view! { <Opened tracked which action without_files={wrong().as_deref() == Some("files")}/> }.into_any(),
                (Err(Denied::Refused(_)), _) => view! { <CodeAgain number=number()/> }.into_any(),
                (Err(denied), _) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

#[component]
fn Opened(tracked: TrackedCase, which: OwnAct, action: ServerAction<Act>, without_files: bool) -> impl IntoView {
    let lang = lang();
    let TrackedCase { case, now, form } = tracked;
    let late = now > case.due.at;
    let path = routes::tracked(case.number.as_str());
    let absent = case.acts.iter().find(|(act, _)| *act == which).map_or(Some(Absent::NotOwn), |(_, absent)| *absent);
    // what was typed for another act belongs to its own page
    let form = form.filter(|form| form.act == which.as_str()).unwrap_or_default();
    let problems = form.parse(0).err().unwrap_or_default();
    let files = form.uploads.iter().map(|file| ("files", choices::file_fault(lang, &file.name, file.why)));
    // what was typed is added already: only the files are left to say
    let words =
        problems.iter().filter(|_| !without_files).map(|problem| (problem.field(), own_words::problem(lang, *problem)));
    let errors = Errors::new(words.chain(files).collect());
    let wrong = errors.any() && absent.is_none();
    let summary = wrong.then(|| view! { <ErrorSummary problems=errors.all()/> });
    let body = match absent {
        None => form_of(which, case.number.as_str().to_owned(), form, errors, late, action).into_any(),
        Some(why) => absent_now(why, form),
    };
    view! {
        {plain::line("case-line", vec![plain::link("", path, t::back_to_case(lang, case.number.grouped()))])}
        {summary}
        {without_files.then(|| view! { <Banner tone=Tone::Quiet>{plain::text("banner__text", t::own_without_files(lang))}</Banner> })}
        <Heading text=own_words::act(lang, which) wrong/>
        {body}
    }
}

/// Why it is not possible, and what was typed all the same: to be copied, not to be lost.
fn absent_now(why: Absent, form: OwnForm) -> AnyView {
    let lang = lang();
    let mut parts = vec![plain::text("lead", own_words::absent(lang, why))];
    if !form.text.is_empty() {
        parts.extend([plain::title("typed", t::own_typed(lang)), plain::text("words", form.text)]);
    }
    parts.into_any()
}

fn form_of(
    which: OwnAct,
    number: String,
    form: OwnForm,
    errors: Errors,
    late: bool,
    action: ServerAction<Act>,
) -> impl IntoView {
    let lang = lang();
    let chosen = form.reason;
    let reasons =
        |choices| view! { <Radios name="reason" legend=t::own_reason(lang) errors=errors.clone() choices chosen/> };
    let reasons = match which {
        OwnAct::Urge => Some(reasons(urge_choices(late))),
        OwnAct::Withdraw => Some(reasons(withdraw_choices())),
        _ => None,
    };
    let words = which.text().zip(own_words::text(lang, which)).map(|((_, most), (label, hint))| {
        view! { <LongText name="text" label hint most rows="5" typed=form.text errors=errors.clone()/> }
    });
    let send = own_words::send(lang, which);
    let inside = if which == OwnAct::Supplement {
        let action = routes::own_act(&number, which);
        view! {
            <form method="post" action=action enctype="multipart/form-data" novalidate=true>
                {words}{files(&errors)}<button class="button">{send}</button>
            </form>
        }
        .into_any()
    } else {
        view! {
            <Refused answer=action.value()/>
            <ActionForm action attr:novalidate=true>
                <input type="hidden" name="number" value=number/>
                <input type="hidden" name="act" value=which.as_str()/>
                {reasons}{words}<Send text=send pending=action.pending()/>
            </ActionForm>
        }
        .into_any()
    };
    view! { {plain::text("lead", own_words::meaning(lang, which))}<div class="form">{inside}</div> }
}

fn urge_choices(late: bool) -> Vec<Choice> {
    let hidden = if late { UrgeReason::NoNews } else { UrgeReason::Overdue };
    let choice = |why: UrgeReason| Choice::new(why.as_str(), own_words::urge(lang(), why));
    UrgeReason::ALL.into_iter().filter(|why| *why != hidden).map(choice).collect()
}

fn withdraw_choices() -> Vec<Choice> {
    let choice = |why: WithdrawReason| Choice::new(why.as_str(), own_words::withdraw(lang(), why));
    WithdrawReason::ALL.into_iter().map(choice).collect()
}

/// Files are handed in by the browser itself: this form loads a page.
fn files(errors: &Errors) -> impl IntoView + use<> {
    let lang = lang();
    let error = errors.of("files");
    let described = described_by("files", true, error.is_some());
    let accept = Media::ALL.map(Media::as_str).join(",");
    view! {
        <Field name="files" label=t::own_files(lang) hint=Some(t::own_files_hint(lang, FILES_MAX, FILE_BYTES_MAX / 1_024 / 1_024)) error>
            <input class="input" type="file" id="files" name="files" multiple=true accept=accept aria-describedby=described/>
        </Field>
    }
}
