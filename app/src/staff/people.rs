//! `/s/people`: the accounts an admin looks after: who needs a new password, who must be signed out.

#[cfg(feature = "ssr")]
use crate::desk::{self, Desk, own_desk};
use crate::{
    denied::Denied,
    lang::{lang, t},
    read::read,
    routes,
    ui::{
        copy::Copy,
        heading::Heading,
        send::{Send, successes},
        trouble::{Refused, Trouble},
        words,
    },
};
#[cfg(feature = "ssr")]
use clearway::store::Token;
use clearway::{account::Colleague, id::StaffId, policy::PASSWORD_LINK_HOURS};
use leptos::{form::ActionForm, prelude::*};

/// Reads the accounts.
///
/// # Errors
/// For whoever is no admin, or a fault.
#[server(endpoint = "people/read")]
pub async fn read_people() -> Result<Vec<Colleague>, Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    Ok(store.list_colleagues(&staff, at.now).await?)
}

/// Makes a link with which somebody chooses a new password; it is told here and never again.
///
/// # Errors
/// For whoever is no admin, for oneself, when the password is wrong, or a fault.
#[server(endpoint = "people/make-link")]
pub async fn make_link(
    whom: StaffId,
    #[server(default)] password: String,
    #[server(default)] without_factor: String,
) -> Result<String, Denied> {
    desk::asked_by_the_app()?;
    let own = own_desk().await?.proven()?;
    own.asks_password(password).await?;
    let link = Token::from_bytes(desk::chance());
    own.store.make_password_link(Some(&own.staff), whom, &link, !without_factor.is_empty(), own.at).await?;
    tracing::info!(by = %own.staff.id, %whom, without_factor = !without_factor.is_empty(), "a link for a new password was made");
    Ok(own.office.link_to(&routes::choose_password(&link.to_string())))
}

/// Signs somebody out everywhere.
///
/// # Errors
/// For whoever is no admin, or a fault.
#[server(endpoint = "people/sign-out")]
pub async fn sign_out_colleague(whom: StaffId) -> Result<(), Denied> {
    let Desk { staff, store, .. } = desk::desk().await?;
    store.sign_out_colleague(&staff, whom).await?;
    tracing::info!(by = %staff.id, %whom, "somebody was signed out everywhere");
    desk::go(routes::PEOPLE)
}

/// The page.
#[component]
pub fn People() -> impl IntoView {
    let lang = lang();
    let people = read(|| (), |()| read_people());
    view! {
        <Heading text=t::people_title(lang)/>
        <p>{t::people_text(lang)}</p>
        <p><a href=routes::ADMIN rel="external">{t::admin_from_people(lang)}</a></p>
        <Transition>
            {move || people.get().map(|people| match people {
                Ok(people) => people.into_iter().map(|person| view! { <Person person/> }).collect_view().into_any(),
                Err(denied) => view! { <Trouble denied/> }.into_any(),
            })}
        </Transition>
    }
}

#[component]
fn Person(person: Colleague) -> impl IntoView {
    let lang = lang();
    let out = ServerAction::<SignOutColleague>::new();
    let is_out = successes(out);
    let Colleague { id, name, username, roles, department_name, second_factor, sessions, me } = person;
    let roles = roles.into_iter().map(|role| words::role(lang, role)).collect::<Vec<_>>().join(t::comma(lang));
    let factor = if second_factor { t::factor_is_on(lang) } else { t::factor_is_off(lang) };
    let sessions = usize::try_from(sessions).unwrap_or_default();
    let open = (sessions > 0).then(|| t::sessions_open(lang, sessions));
    let facts: Vec<_> =
        [Some(department_name), Some(roles), Some(factor.to_owned()), open].into_iter().flatten().collect();
    let heading = format!("person-{id}");
    let named = heading.clone();
    view! {
        <section class="person" aria-labelledby=named>
            <h2 class="person__name" id=heading>{name}" "<span class="person__user">{username}</span></h2>
            <p class="person__facts">{facts.join(" · ")}</p>
            <div class="person__acts">
                {(!me).then(|| view! { <NewLink id second_factor/> })}
                <Refused answer=out.value()/>
                {move || (sessions > 0 && !me && is_out.get() == 0).then(|| view! {
                    <ActionForm action=out>
                        <input type="hidden" name="whom" value=id.to_string()/>
                        <button class="button button--quiet">{t::people_sign_out(lang)}</button>
                    </ActionForm>
                }.into_any())}
                <p role="status">{move || (is_out.get() > 0).then(|| t::people_is_out(lang))}</p>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn NewLink(id: StaffId, second_factor: bool) -> impl IntoView {
    let lang = lang();
    let action = ServerAction::<MakeLink>::new();
    let (box_id, password_id) = (format!("without-{id}"), format!("password-{id}"));
    let lost = second_factor.then(|| {
        view! {
            <p class="person__lost">
                <input type="checkbox" id=box_id.clone() name="without_factor" value="yes"/>
                <label for=box_id>{t::people_without_factor(lang)}</label>
            </p>
        }
    });
    let link = move || {
        action.value().get().and_then(Result::ok).map(|link| {
            view! {
                <div class="person__link" role="status">
                    <p>{t::people_link(lang, PASSWORD_LINK_HOURS)}</p>
                    <p><code class="person__address">{link.clone()}</code></p>
                    <Copy text=link/>
                </div>
            }
        })
    };
    view! {
        <details class="why">
            <summary class="why__summary">{t::people_make_link(lang)}</summary>
            <Refused answer=action.value()/>
            <ActionForm action>
                <input type="hidden" name="whom" value=id.to_string()/>
                <label class="field__label" for=password_id.clone()>{t::own_password(lang)}</label>
                <input class="input" id=password_id name="password" type="password" autocomplete="current-password"/>
                {lost}
                <Send text=t::people_make_link(lang) pending=action.pending()/>
            </ActionForm>
            {link}
        </details>
    }
    .into_any()
}
