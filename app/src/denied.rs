//! Why a server function did not do it: a rule said no, something broke, or nobody answered.

#[cfg(feature = "ssr")]
use clearway::personal_data::Found;
use clearway::refusal::Refusal;
use http::StatusCode;
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// The error of every server function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Denied {
    /// A rule said no: shown in full.
    Refused(Refusal),
    /// Words to a citizen in which numbers of persons seem to stand: a line each, its kind and how it reads masked.
    Personal(String),
    /// Something broke: the log knows what, people see the reference only.
    Fault(String),
    /// What keeps the data is away just now, under the same reference: nobody knows whether it was done.
    Away(String),
    /// The server did not answer, or not in our words.
    Unreachable,
}

impl Denied {
    /// The HTTP status that says the same.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refused(refusal) => StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST),
            Self::Personal(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Away(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault(_) | Self::Unreachable => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What was found in words that nobody has checked.
    #[cfg(feature = "ssr")]
    pub fn personal(found: &[Found]) -> Self {
        let line = |found: &Found| format!("{} {}", found.kind.as_str(), found.masked);
        Self::Personal(found.iter().map(line).collect::<Vec<_>>().join("\n"))
    }

    /// Writes what broke to the log, once, and gives the reference under which it stands there.
    #[cfg(feature = "ssr")]
    pub fn fault(what: impl std::fmt::Display) -> Self {
        Self::Fault(logged(what))
    }
}

impl From<Refusal> for Denied {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

#[cfg(feature = "ssr")]
impl From<clearway::store::Error> for Denied {
    fn from(error: clearway::store::Error) -> Self {
        match error {
            clearway::store::Error::Refused(refusal) => Self::Refused(refusal),
            clearway::store::Error::Fault(fault) => fault.into(),
        }
    }
}

#[cfg(feature = "ssr")]
impl From<clearway::store::Fault> for Denied {
    fn from(fault: clearway::store::Fault) -> Self {
        if !fault.is_away() {
            return Self::fault(fault);
        }
        // also where a plain form would lead on
        crate::desk::answer_with(StatusCode::SERVICE_UNAVAILABLE);
        Self::Away(logged(fault))
    }
}

/// The reference under which it stands in the log.
#[cfg(feature = "ssr")]
fn logged(what: impl std::fmt::Display) -> String {
    let reference = crate::desk::reference();
    tracing::error!(reference, "{what}");
    reference
}

impl FromServerFnError for Denied {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            // an id that is none names nothing
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::Refused(Refusal::NotFound),
            // so do bytes that are no text; in the browser it is the answer that is none of ours
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => Self::Refused(Refusal::NotFound),
            _ => Self::Unreachable,
        }
    }

    fn status_code(&self) -> StatusCode {
        self.status()
    }
}
