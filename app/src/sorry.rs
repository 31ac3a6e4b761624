//! The few answers that come before or after the screens: each says what has become of the answers, and whom to call.

use crate::{
    lang::{Frame, Lang, Prefs, t},
    routes,
    ui::header::Brand,
};
use clearway::office::OfficeFacts;
use http::StatusCode;
use leptos::prelude::*;

/// How to ask once more for what was not begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Again {
    /// The same address.
    pub path: String,
    /// What was sent; nothing where a page was only asked for.
    pub fields: Option<Vec<(String, String)>>,
}

/// Why the screens could not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorry {
    /// Something broke.
    Fault,
    /// What keeps the data is away just now.
    Away,
    /// It took too long, or too much is being sent at once.
    Late,
    /// Too many came at once: it was not begun.
    Busy,
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
            Self::Away | Self::Late | Self::Busy | Self::Closed => StatusCode::SERVICE_UNAVAILABLE,
            Self::Large => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Elsewhere => StatusCode::FORBIDDEN,
            Self::Missing => StatusCode::NOT_FOUND,
            Self::Often(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unread => StatusCode::BAD_REQUEST,
        }
    }

    /// How long to wait before it may go better; none where waiting does not help.
    pub const fn seconds(self) -> Option<u32> {
        match self {
            Self::Often(minutes) => Some(minutes * 60),
            Self::Away | Self::Late => Some(60),
            Self::Busy => Some(10),
            _ => None,
        }
    }

    /// Heading and text for this person.
    fn words(self, Prefs { lang, .. }: Prefs) -> (&'static str, String) {
        let (title, text) = match self {
            Self::Fault => (t::sorry_fault(lang), t::sorry_fault_text(lang)),
            Self::Away => (t::sorry_away(lang), t::sorry_away_text(lang)),
            Self::Late => (t::sorry_late(lang), t::sorry_late_text(lang)),
            Self::Busy => (t::sorry_late(lang), t::sorry_busy_text(lang)),
            Self::Large => (t::sorry_large(lang), t::sorry_large_text(lang)),
            Self::Elsewhere => (t::sorry_elsewhere(lang), t::sorry_elsewhere_text(lang)),
            Self::Missing => (t::sorry_missing(lang), t::sorry_missing_text(lang)),
            Self::Often(minutes) => return (t::sorry_often(lang), t::sorry_often_text(lang, minutes as usize)),
            Self::Unread => (t::sorry_unread(lang), t::sorry_unread_text(lang)),
            Self::Closed => (t::sorry_closed(lang), t::sorry_closed_text(lang)),
        };
        (title, text.to_owned())
    }

    /// The page, with a way to ask again and the reference under which the logs know the request.
    pub fn page(
        self,
        prefs: Prefs,
        office: &OfficeFacts,
        again: Option<&Again>,
        (reference, stylesheet): (&str, &str),
    ) -> String {
        Owner::new().with(|| {
            provide_context(Frame { prefs, ..Frame::default() });
            document(self, prefs, office, again, (reference, stylesheet)).to_html()
        })
    }
}

fn document(
    why: Sorry,
    prefs: Prefs,
    office: &OfficeFacts,
    again: Option<&Again>,
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
                        _ => view! { <Ways prefs again=again.cloned() link=office.phone_link() phone=office.phone().to_owned()/> }.into_any(),
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
fn Ways(prefs: Prefs, again: Option<Again>, link: String, phone: String) -> impl IntoView {
    let Prefs { lang, .. } = prefs;
    let home = if again.is_some() { "button button--quiet" } else { "button" };
    view! {
        {again.map(|again| once_more(lang, again))}
        <p class="actions">
            <a class=home href=routes::HOME>{t::to_home(lang)}</a>
            <a class="button button--quiet" href=routes::TRACK>{t::nav_track(lang)}</a>
            <a class="button button--quiet" href=link>{t::sorry_call(lang, phone)}</a>
        </p>
    }
}

/// Everything that was sent stands in the page, so that one press sends it.
fn once_more(lang: Lang, Again { path, fields }: Again) -> AnyView {
    let Some(fields) = fields else {
        return view! { <p class="actions"><a class="button" href=path>{t::sorry_again(lang)}</a></p> }.into_any();
    };
    let fields: Vec<_> =
        fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect();
    view! { <form class="actions" method="post" action=path>{fields}<button class="button">{t::sorry_again(lang)}</button></form> }
        .into_any()
}
