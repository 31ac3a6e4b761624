//! What the person asks, point by point: a list that whoever replies ticks, and the form that says what stands in it.

use crate::{
    denied::Denied,
    lang::{lang, t},
    ui::{
        field::{Field, described_by},
        send::{Send as SendButton, successes},
        trouble::Refused,
    },
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, Desk},
    routes,
};
#[cfg(feature = "ssr")]
use clearway::reply::Points;
use clearway::{
    case::{Act, CaseFile},
    id::CaseId,
    reply::{POINT_MAX, POINTS_MAX, Point},
};
use leptos::{form::ActionForm, prelude::*};

/// Says point by point what the person asks.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/split")]
pub async fn split(number: String, case: CaseId, seen: i64, #[server(default)] points: String) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    store.split(&staff, case, seen, &Points::parse(&points)?, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// Marks a point as answered by the reply that is being written, or not.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/tick")]
pub async fn tick(number: String, case: CaseId, place: i64, #[server(default)] answered: String) -> Result<(), Denied> {
    let Desk { staff, store, .. } = desk::desk().await?;
    store.tick_point(&staff, case, place, !answered.is_empty()).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// The part of the page; nothing where there is nothing to show and nothing to do.
#[component]
pub fn PointList(
    /// The case.
    file: CaseFile,
    /// Reads the case again after an act.
    again: Callback<()>,
) -> impl IntoView {
    let lang = lang();
    let (splits, replies) = (file.acts.contains(&Act::Split), file.acts.contains(&Act::Reply));
    if file.points.is_empty() && !splits {
        return ().into_any();
    }
    let head = (file.head.number.to_string(), file.head.id);
    let point = |point: Point| match replies {
        true => view! { <Tick head=head.clone() point again/> }.into_any(),
        false => told(point),
    };
    let points = file.points.iter().cloned().map(point).collect_view();
    let list = (!file.points.is_empty()).then(|| view! { <ul class="points">{points}</ul> });
    let form = splits.then(|| view! { <SplitForm file=file.clone() again/> });
    view! {
        <h3 class="section__title">{t::points_title(lang)}</h3>
        {list}
        {form}
    }
    .into_any()
}

/// A point for whoever only reads.
fn told(point: Point) -> AnyView {
    let lang = lang();
    let state = if point.answered { t::point_answered(lang) } else { t::point_open(lang) };
    let class = if point.answered { "points__state points__state--answered" } else { "points__state" };
    view! { <li class="points__item">{point.words}" "<span class=class>{state}</span></li> }.into_any()
}

/// A point for whoever replies: the box sends itself.
#[component]
fn Tick(head: (String, CaseId), point: Point, again: Callback<()>) -> impl IntoView {
    let action = ServerAction::<Tick>::new();
    let done = successes(action);
    Effect::new(move |_| {
        if done.get() > 0 {
            again.run(());
        }
    });
    let (id, place) = (format!("point-{}", point.place), point.place);
    let (named, (number, case)) = (id.clone(), head);
    let send = move |event: leptos::ev::Event| {
        let answered = if event_target_checked(&event) { "yes".to_owned() } else { String::new() };
        action.dispatch(Tick { number: number.clone(), case, place, answered });
    };
    view! {
        <li class="points__item">
            <input type="checkbox" id=id checked=point.answered on:change=send/>
            <label class="points__label" for=named>{point.words}</label>
            <Refused answer=action.value()/>
        </li>
    }
}

/// A line a point.
#[component]
fn SplitForm(file: CaseFile, again: Callback<()>) -> impl IntoView {
    let lang = lang();
    let action = ServerAction::<Split>::new();
    let done = successes(action);
    Effect::new(move |_| {
        if done.get() > 0 {
            again.run(());
        }
    });
    let head = file.head.clone();
    let lines = file.points.iter().map(|point| point.words.as_str()).collect::<Vec<_>>().join("\n");
    let label = if file.points.is_empty() { t::points_add(lang) } else { t::points_change(lang) };
    view! {
        <details class="why">
            <summary class="why__summary">{label}</summary>
            <Refused answer=action.value() again/>
            <ActionForm action>
                <input type="hidden" name="number" value=head.number.to_string()/>
                <input type="hidden" name="case" value=head.id.to_string()/>
                <input type="hidden" name="seen" value=head.version.to_string()/>
                <Field name="points" label=t::points_label(lang) hint=Some(t::points_hint(lang, POINT_MAX, POINTS_MAX))>
                    <textarea class="input input--text" id="points" name="points" rows="4"
                        aria-describedby=described_by("points", true, false)>{lines}</textarea>
                </Field>
                <SendButton text=t::points_send(lang) pending=action.pending()/>
            </ActionForm>
        </details>
    }
}
