//! The few answers that come before or after the screens: each says what has become of the answers, and whom to call.

use crate::{
    lang::{Frame, Prefs, t},
    routes,
    ui::header::Brand,
};
use clearway::office::OfficeFacts;
use http::StatusCode;
use leptos::prelude::*;

/// Why the screens could not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorry {
    /// Something broke.
    Fault,
    /// What keeps the data is away just now.
    Away,
    /// It took too long, or too many came at once.
    Late,
    /// More was sent than can be taken.
    Large,
    /// A page of somewhere else sent it.
    Elsewhere,
    /// No such file, or not for whoever asks.
    Missing,
    /// Too much from the same address; so many minutes have to pass.
    Often(u32),
    /// It broke off, or is not what a form sends.
    Unread,
    /// The installation is not set up yet.
    Closed,
}

impl Sorry {
    /// As HTTP says it.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Away | Self::Late | Self::Closed => StatusCode::SERVICE_UNAVAILABLE,
            Self::Large => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Elsewhere => StatusCode::FORBIDDEN,
            Self::Missing => StatusCode::NOT_FOUND,
            Self::Often(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unread => StatusCode::BAD_REQUEST,
        }
    }

    /// How long to wait before it may go better, in minutes; none where waiting does not help.
    pub const fn minutes(self) -> Option<u32> {
        match self {
            Self::Often(minutes) => Some(minutes),
            Self::Away | Self::Late => Some(1),
            _ => None,
        }
    }

    /// Heading and text for this person.
    fn words(self, Prefs { lang, .. }: Prefs) -> (&'static str, String) {
        let (title, text) = match self {
            Self::Fault => (t::sorry_fault(lang), t::sorry_fault_text(lang)),
            Self::Away => (t::sorry_away(lang), t::sorry_away_text(lang)),
            Self::Late => (t::sorry_late(lang), t::sorry_late_text(lang)),
            Self::Large => (t::sorry_large(lang), t::sorry_large_text(lang)),
            Self::Elsewhere => (t::sorry_elsewhere(lang), t::sorry_elsewhere_text(lang)),
            Self::Missing => (t::sorry_missing(lang), t::sorry_missing_text(lang)),
            Self::Often(minutes) => return (t::sorry_often(lang), t::sorry_often_text(lang, minutes as usize)),
            Self::Unread => (t::sorry_unread(lang), t::sorry_unread_text(lang)),
            Self::Closed => (t::sorry_closed(lang), t::sorry_closed_text(lang)),
        };
        (title, text.to_owned())
    }

    /// The page, with the reference under which the logs know the request.
    pub fn page(self, prefs: Prefs, office: &OfficeFacts, reference: &str, stylesheet: &str) -> String {
        Owner::new().with(|| {
            provide_context(Frame { prefs, demo: false });
            document(self, prefs, office, (reference, stylesheet)).to_html()
        })
    }
}

fn document(
    why: Sorry,
    prefs: Prefs,
    office: &OfficeFacts,
    (reference, stylesheet): (&str, &str),
) -> impl IntoView + use<> {
    let (title, text) = why.words(prefs);
    view! {
        <!DOCTYPE html>
        <html lang=prefs.lang.tag() data-mode=prefs.mode() data-size=prefs.size() data-theme=prefs.theme.as_str()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{t::page_title(prefs.lang, title)}</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href=stylesheet.to_owned()/>
            </head>
            <body>
                <header class="header"><div class="header__in"><Brand/></div></header>
                <main class="page" id="main">
                    <h1 class="heading">{title}</h1>
                    <p>{text}</p>
                    {(why != Sorry::Closed).then(|| view! { <p>{t::sorry_reference(prefs.lang)}" "<code>{reference.to_owned()}</code></p> })}
                    {match why {
                        Sorry::Closed => view! { <SetItUp prefs/> }.into_any(),
                        _ => view! { <Ways prefs link=office.phone_link() phone=office.phone().to_owned()/> }.into_any(),
                    }}
                </main>
            </body>
        </html>
    }
}

/// The only way that an installation has which nobody works at.
#[component]
fn SetItUp(prefs: Prefs) -> impl IntoView {
    view! {
        <p class="actions">
            <a class="button button--quiet" href=routes::SETUP>{t::sorry_closed_setup(prefs.lang)}</a>
        </p>
    }
}

/// Where to go from here.
#[component]
fn Ways(prefs: Prefs, link: String, phone: String) -> impl IntoView {
    let Prefs { lang, .. } = prefs;
    view! {
        <p class="actions">
            <a class="button" href=routes::HOME>{t::to_home(lang)}</a>
            <a class="button button--quiet" href=routes::TRACK>{t::nav_track(lang)}</a>
            <a class="button button--quiet" href=link>{t::sorry_call(lang, phone)}</a>
        </p>
    }
}
