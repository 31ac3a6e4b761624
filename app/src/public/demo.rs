//! `/demo`: a province in five minutes. Plain forms: each posts, and the browser follows; nothing here needs the app.

mod outbox;
mod tour;

pub use outbox::Outbox;

#[cfg(feature = "ssr")]
use crate::desk::{self, counter};
use crate::{
    denied::Denied,
    lang::{lang, t},
    read::read,
    routes,
    ui::{heading::Heading, not_found::Nowhere, trouble::Trouble, when::When, words},
};
use clearway::{refusal::Refusal, staff::Role};
use jiff::Timestamp;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Deserialize, Serialize};
use tour::Tour;

/// Who can be entered as, in the order of a case's life.
const ROLES: [Role; 7] =
    [Role::Operator, Role::Dispatcher, Role::Officer, Role::Leader, Role::Reviewer, Role::Supervisor, Role::Admin];

/// How the demonstration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What time it is in it.
    pub now: Timestamp,
    /// Whether others than this machine can reach it: then nothing happens at a press.
    pub public: bool,
    /// How many minutes the city still lives by itself.
    pub minutes_left: u32,
    /// Whether it can begin again.
    pub begins_again: bool,
}

/// Reads how the demonstration stands.
///
/// # Errors
/// [`Refusal::NotFound`] where there is none.
#[server(endpoint = "demo/read")]
pub async fn read_demo() -> Result<Standing, Denied> {
    let counter = counter()?;
    let demo = counter.stage()?;
    let (public, minutes_left, begins_again) = (demo.public, demo.city.minutes_left(), demo.begins_again);
    Ok(Standing { now: counter.at.now, public, minutes_left, begins_again })
}

/// Comes in as somebody who works here, or as a reporter where no role is named.
///
/// # Errors
/// [`Refusal::NotFound`] where nobody may.
#[server(endpoint = "demo/enter")]
pub async fn enter_demo(#[server(default)] role: String) -> Result<(), Denied> {
    let counter = counter()?;
    match Role::parse(&role) {
        Some(role) => desk::go(&counter.enter(role).await?),
        None => desk::go(&counter.enter_as_reporter().await?),
    }
}

/// Moves the clock by a day.
///
/// # Errors
/// [`Refusal::NotFound`] where nobody may.
#[server(endpoint = "demo/wait")]
pub async fn wait_a_day() -> Result<(), Denied> {
    counter()?.wait_a_day()?;
    desk::go(routes::DEMO)
}

/// Lets the city live by itself, or stops it.
///
/// # Errors
/// [`Refusal::NotFound`] where nobody may.
#[server(endpoint = "demo/city")]
pub async fn let_live(#[server(default)] stop: String) -> Result<(), Denied> {
    let counter = counter()?;
    let city = &counter.own_stage()?.city;
    if stop.is_empty() {
        city.begin()
    } else {
        city.stop()
    }
    desk::go(routes::DEMO)
}

/// Begins again from the seeded state.
///
/// # Errors
/// [`Refusal::NotFound`] where nobody may.
#[server(endpoint = "demo/again")]
pub async fn begin_again() -> Result<(), Denied> {
    counter()?.own_stage()?.city.again.notify_one();
    desk::go(routes::DEMO)
}

/// The page.
#[component]
pub fn Demo() -> impl IntoView {
    let standing = read(|| (), |()| read_demo());
    view! {
        <Transition>
            {move || standing.get().map(|standing| match standing {
                Ok(standing) => view! { <Stands standing/> }.into_any(),
                Err(Denied::Refused(Refusal::NotFound)) => view! { <Nowhere/> }.into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

#[component]
fn Stands(standing: Standing) -> impl IntoView {
    let lang = lang();
    let Standing { now, public, minutes_left, begins_again } = standing;
    view! {
        <Heading text=t::demo_title(lang)/>
        <p class="lead">{t::demo_lead(lang)}</p>
        {if public {
            view! { <p>{t::demo_closed(lang)}</p> }.into_any()
        } else {
            view! { <Doors/> }.into_any()
        }}
        <Tour/>
        {(!public).then(|| view! {
            <section class="section" aria-labelledby="time">
                <h2 class="section__title" id="time">{t::demo_time(lang)}</h2>
                <Living minutes_left/>
                <div class="demo-row">
                    <p class="demo-row__text">{t::demo_now(lang)}" "<When at=now now/></p>
                    <Press action=WaitADay::url() text=t::demo_wait(lang)/>
                </div>
                {begins_again.then(|| view! {
                    <div class="demo-row">
                        <p class="demo-row__text">{t::demo_reset_text(lang)}</p>
                        <Press action=BeginAgain::url() text=t::demo_reset(lang)/>
                    </div>
                })}
            </section>
        })}
        <p class="actions"><a class="button button--quiet" href=routes::DEMO_OUTBOX>{t::outbox_title(lang)}</a></p>
    }
}

/// The ways in, one a role.
#[component]
fn Doors() -> impl IntoView {
    let lang = lang();
    let door = move |role: Role| {
        view! {
            <li>
                <form method="post" action=EnterDemo::url() class="demo-door">
                    <input type="hidden" name="role" value=role.as_str()/>
                    <button class="demo-door__button">{words::role(lang, role)}</button>
                </form>
            </li>
        }
    };
    view! {
        <section class="section" aria-labelledby="doors">
            <h2 class="section__title" id="doors">{t::demo_doors(lang)}</h2>
            <p>{t::demo_doors_text(lang)}</p>
            <ul class="demo-doors">
                <li>
                    <form method="post" action=EnterDemo::url() class="demo-door">
                        <button class="demo-door__button demo-door__button--first">{t::demo_citizen(lang)}</button>
                    </form>
                </li>
                {ROLES.map(door).into_iter().collect_view()}
            </ul>
        </section>
    }
}

/// Whether the city lives, and the button that changes it.
#[component]
fn Living(minutes_left: u32) -> impl IntoView {
    let lang = lang();
    let lives = minutes_left > 0;
    let text = if lives { t::demo_lives(lang, minutes_left as usize) } else { t::demo_still(lang).to_owned() };
    view! {
        <div class="demo-row">
            <p class="demo-row__text">{text}</p>
            <form method="post" action=LetLive::url()>
                {lives.then(|| view! { <input type="hidden" name="stop" value="1"/> })}
                <button class="button">{if lives { t::demo_stop(lang) } else { t::demo_live(lang) }}</button>
            </form>
        </div>
    }
}

/// A form that is one button.
#[component]
fn Press(
    /// Where it goes.
    action: &'static str,
    /// What happens.
    text: &'static str,
) -> impl IntoView {
    view! { <form method="post" action=action><button class="button button--quiet">{text}</button></form> }
}
