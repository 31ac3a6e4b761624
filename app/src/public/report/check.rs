//! Everything once more, with a way to change each answer: then it is sent.

use crate::{
    lang::{Lang, lang, t},
    public::report::{
        answer::{Mask, SendReport},
        page::{Onward, StepPage, With},
    },
    routes,
    ui::{
        choices,
        field::{Errors, Told, described_by},
        heading::Heading,
        prefs::REPORT_FORM,
        summary_list::{Answered, SummaryList},
        trouble::Refused,
    },
};
use clearway::{
    id::DraftId,
    personal_data::Found,
    report::{Identity, Kind, Obstacle, ReportForm, Step, TriedAt, Visibility, Who, form::YES},
};
use leptos::{form::ActionForm, prelude::*};

/// The page but for the button.
pub fn check(lang: Lang, page: &StepPage, errors: &Errors, mask: ServerAction<Mask>) -> AnyView {
    let StepPage { draft, form, with, .. } = page;
    let answers = with.steps.iter().flat_map(|step| answers(lang, *draft, *step, form, with)).collect();
    view! {
        <Heading text=t::check_title(lang) wrong=errors.any()/>
        <SummaryList answers/>
        {personal(lang, page, mask)}
        <section class="section" aria-labelledby="public">
            <h2 class="section__title" id="public">{t::check_public(lang)}</h2>
            <p>{seen(lang, form)}</p>
        </section>
    }
    .into_any()
}

/// What becomes public.
fn seen(lang: Lang, form: &ReportForm) -> &'static str {
    if form.follows().is_some() {
        t::check_public_follow(lang)
    } else if form.is_public() {
        t::check_public_yes(lang)
    } else {
        t::check_public_no(lang)
    }
}

/// The declaration and the button.
#[component]
pub fn SendForm(page: StepPage, errors: Errors, action: ServerAction<SendReport>) -> impl IntoView {
    let lang = lang();
    let error = errors.of("declared");
    let described = described_by("declared", false, error.is_some());
    let wrong = error.is_some().then_some("true");
    let class = if error.is_some() { "field field--wrong" } else { "field" };
    let checked = page.form.declared == YES;
    view! {
        <Refused answer=action.value()/>
        <ActionForm action attr:id=REPORT_FORM attr:novalidate=true>
            {page.hidden()}
            <div class=class>
                <Told name="declared" hint=None error/>
                <div class="choice">
                    <input class="choice__input" type="checkbox" id="declared" name="declared" value=YES checked=checked aria-invalid=wrong aria-describedby=described/>
                    <label class="choice__label" for="declared">{t::declaration(lang)}</label>
                </div>
            </div>
            <Onward text=t::check_send(lang) pending=action.pending()/>
        </ActionForm>
    }
}

/// Numbers of persons that stand in what is told, each with a way to mask it.
fn personal(lang: Lang, page: &StepPage, action: ServerAction<Mask>) -> Option<impl IntoView + use<>> {
    let (draft, mark, [what, wish]) = (page.draft, page.mark.clone(), page.with.personal.clone());
    let texts = [("what", page.form.what.clone(), what), ("wish", page.form.wish.clone(), wish)];
    let one = |field: &'static str, text: &str, found: Found| {
        let (number, mark) = (text.get(found.place.clone()).unwrap_or_default().to_owned(), mark.clone());
        view! {
            <li class="personal__item">
                <span class="personal__what">{choices::personal(lang, found.kind)}" "<strong class="personal__number">{number.clone()}</strong></span>
                <ActionForm action>
                    <input type="hidden" name="draft" value=draft.to_string()/>
                    <input type="hidden" name="mark" value=mark/>
                    <input type="hidden" name="field" value=field/>
                    <input type="hidden" name="from" value=found.place.start.to_string()/>
                    <button class="button button--quiet">{t::mask(lang)}<span class="unseen">{number}</span></button>
                </ActionForm>
            </li>
        }
    };
    let items: Vec<_> = texts
        .into_iter()
        .flat_map(|(field, text, found)| found.into_iter().map(|found| one(field, &text, found)).collect::<Vec<_>>())
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="personal" aria-labelledby="personal">
                <h2 class="form__title" id="personal">{t::personal_title(lang)}</h2>
                <p>{t::personal_text(lang)}</p>
                <ul class="personal__list">{items}</ul>
            </section>
        }
    })
}

/// The answers of one page: most have one, some have more, two have none.
fn answers(lang: Lang, draft: DraftId, step: Step, form: &ReportForm, with: &With) -> Vec<Answered> {
    let row = |name, value: &[&str]| {
        let value = value.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        Answered { name, value, change: routes::step(draft, step, true, "") }
    };
    match step {
        Step::County => vec![row(t::check_county(lang), &[region(with, &form.county, "")])],
        Step::Township => vec![row(t::check_township(lang), &[region(with, &form.township, t::township_unsure(lang))])],
        Step::Service => {
            let name = with.services.first().map_or(t::service_unsure(lang), |service| &service.name);
            vec![row(t::check_service(lang), &[name])]
        }
        Step::Kind => vec![row(t::kind(lang), &[Kind::parse(&form.kind).map_or("", |kind| choices::kind(lang, kind))])],
        Step::Obstacle => {
            let obstacle = Obstacle::parse(&form.obstacle).map_or("", |obstacle| choices::obstacle(lang, obstacle));
            vec![row(t::check_obstacle(lang), &[obstacle])]
        }
        Step::Tried => {
            let tried = TriedAt::parse(&form.tried_at);
            let site = if tried.is_some_and(TriedAt::has_a_site) { form.site.as_str() } else { "" };
            vec![row(t::check_tried(lang), &[tried.map_or("", |tried| choices::tried_at(lang, tried)), site])]
        }
        Step::What => vec![row(t::what_label(lang), &[&form.what]), row(t::check_wish(lang), &[&form.wish])],
        Step::Similar => vec![row(t::check_follow(lang), &[followed(lang, form, with)])],
        Step::When => {
            let date = joined(&[&form.year, &form.month, &form.day], "-");
            vec![row(t::check_date(lang), &[&date]), row(t::check_reference(lang), &[&form.reference])]
        }
        Step::Where => {
            let position = joined(&[&form.latitude, &form.longitude], ", ");
            vec![row(t::check_address(lang), &[&form.address, &position])]
        }
        Step::Files => {
            let names: Vec<_> = with.files.iter().map(|file| file.name.as_str()).collect();
            vec![row(t::check_files(lang), &names)]
        }
        Step::Who => vec![row(t::check_who(lang), &[Who::parse(&form.who).map_or("", |who| choices::who(lang, who))])],
        Step::Contact => reached(lang, form).map(|(name, value)| row(name, &[value])).collect(),
        Step::Privacy => private(lang, form).map(|(name, value)| row(name, &[value])).collect(),
        Step::Danger | Step::Check => Vec::new(),
    }
}

/// The parts of one answer; nothing when all are empty.
fn joined(parts: &[&str], between: &str) -> String {
    let parts: Vec<_> = parts.iter().map(|part| part.trim()).collect();
    if parts.concat().is_empty() { String::new() } else { parts.join(between) }
}

fn region<'known>(with: &'known With, code: &str, none: &'static str) -> &'known str {
    with.regions.iter().find(|region| region.code.as_str() == code).map_or(none, |region| &region.name)
}

fn followed<'known>(lang: Lang, form: &ReportForm, with: &'known With) -> &'known str {
    let followed = form.follows().and_then(|number| with.similar.iter().find(|similar| similar.number == number));
    followed.map_or(t::similar_none(lang), |similar| &similar.title)
}

fn reached(lang: Lang, form: &ReportForm) -> impl Iterator<Item = (&'static str, &str)> {
    let organisation =
        [(t::organisation(lang), form.organisation.as_str()), (t::check_credit_code(lang), &form.credit_code)];
    let person = [(t::contact_name(lang), form.name.as_str()), (t::contact_phone(lang), &form.phone)];
    organisation.into_iter().filter(|_| form.who() == Some(Who::Organisation)).chain(person)
}

fn private(lang: Lang, form: &ReportForm) -> impl Iterator<Item = (&'static str, &'static str)> {
    let visibility = Visibility::parse(&form.visibility).filter(|_| form.asks_visibility());
    let identity = Identity::parse(&form.identity).filter(|_| form.asks_identity());
    let visibility = visibility.map(|seen| (t::check_visibility(lang), choices::visibility(lang, seen)));
    visibility.into_iter().chain(identity.map(|known| (t::check_identity(lang), choices::identity(lang, known))))
}
