//! What the reader of a case can do now: legal acts only, each a form of its own.

use crate::{
    denied::Denied,
    lang::{lang, t},
    staff::{
        act_forms::{AcceptForm, DispatchForm, Done, ReleaseForm, ReplyForm, Seen, SignForm},
        publish::{Publish, PublishForm, Typed},
    },
    ui::send::successes,
};
#[cfg(feature = "ssr")]
use crate::{
    desk::{self, Desk},
    routes,
};
use clearway::{
    case::{Act, CaseFile, Stage},
    id::CaseId,
};
#[cfg(feature = "ssr")]
use clearway::{refusal::Refusal, reply::ReplyText};
use leptos::prelude::*;

/// Gives a case to a department.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/dispatch")]
pub async fn dispatch(
    number: String,
    case: CaseId,
    seen: i64,
    #[server(default)] department: String,
) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let to = department.parse().map_err(|_| Refusal::OtherRegion)?;
    store.dispatch(&staff, case, seen, to, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// Takes a case on.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/accept")]
pub async fn accept(number: String, case: CaseId, seen: i64) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    store.accept(&staff, case, seen, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// Hands in the words to the citizen.
///
/// # Errors
/// When a rule refuses them, or a fault.
#[server(endpoint = "case/reply")]
pub async fn reply(number: String, case: CaseId, seen: i64, #[server(default)] text: String) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    let text = ReplyText::parse(&text)?;
    store.reply(&staff, case, seen, &text, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// Signs the words for the department.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/sign")]
pub async fn sign(number: String, case: CaseId, seen: i64) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    store.sign(&staff, case, seen, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// Lets the words go out.
///
/// # Errors
/// When a rule refuses it, or a fault.
#[server(endpoint = "case/release")]
pub async fn release(number: String, case: CaseId, seen: i64) -> Result<(), Denied> {
    let Desk { staff, store, at } = desk::desk().await?;
    store.release(&staff, case, seen, at).await?;
    desk::go(&routes::case(&desk::in_query(&number)))
}

/// The acts of a page, and what is typed on it: both outlive a new reading of the case.
#[derive(Clone, Copy)]
pub struct Acts {
    dispatch: ServerAction<Dispatch>,
    accept: ServerAction<Accept>,
    reply: ServerAction<Reply>,
    sign: ServerAction<Sign>,
    release: ServerAction<Release>,
    publish: ServerAction<Publish>,
    done: [Memo<usize>; 6],
    asked: RwSignal<usize>,
    typed: RwSignal<String>,
    public: Typed,
}

impl Acts {
    /// For one case.
    pub fn new() -> Self {
        let (dispatch, accept, reply) = (ServerAction::new(), ServerAction::new(), ServerAction::new());
        let (sign, release, publish) = (ServerAction::new(), ServerAction::new(), ServerAction::new());
        let taken = [successes(dispatch), successes(accept), successes(reply)];
        let done = [taken, [successes(sign), successes(release), successes(publish)]];
        let done = std::array::from_fn(|n| done[n / 3][n % 3]);
        let (asked, typed, public) = (RwSignal::new(0), RwSignal::new(String::new()), Typed::default());
        Self { dispatch, accept, reply, sign, release, publish, done, asked, typed, public }
    }

    /// Goes up when the case is to be read again: after each act that succeeded, and when somebody asks. A refused act does
    /// not count, so that its form stays as it is.
    pub fn readings(&self) -> usize {
        self.asked.get() + self.done.iter().map(|done| done.get()).sum::<usize>()
    }

    /// Reads the case again and forgets what was refused; what is typed stays.
    pub fn read_again(&self) {
        self.dispatch.clear();
        self.accept.clear();
        self.reply.clear();
        self.sign.clear();
        self.release.clear();
        self.publish.clear();
        self.asked.update(|asked| *asked += 1);
    }

    /// The forms.
    pub fn view(self, file: CaseFile) -> impl IntoView {
        let lang = lang();
        let stage = file.head.stage;
        let idle = if matches!(stage, Stage::Answered | Stage::Closed) {
            t::nothing_answered(lang)
        } else {
            t::nothing_to_do(lang)
        };
        let done = self.done.iter().any(|done| done.get_untracked() > 0);
        let acts: Vec<_> = file.acts.iter().map(|act| self.form(*act, &file)).collect();
        let idle = acts.is_empty().then(|| view! { <p class="empty">{idle}</p> });
        view! {
            {done.then(|| view! { <Done/> })}
            {idle}
            {acts}
        }
    }

    fn form(self, act: Act, file: &CaseFile) -> AnyView {
        let (seen, departments) = (Seen::of(file), file.departments.clone());
        let words = file.reply.clone().unwrap_or_default();
        let again = Callback::new(move |()| self.read_again());
        match act {
            Act::Dispatch => view! { <DispatchForm action=self.dispatch seen departments again/> }.into_any(),
            Act::Accept => view! { <AcceptForm action=self.accept seen again/> }.into_any(),
            Act::Reply => view! { <ReplyForm action=self.reply seen typed=self.typed again/> }.into_any(),
            Act::Sign => view! { <SignForm action=self.sign seen words again/> }.into_any(),
            Act::Release => view! { <ReleaseForm action=self.release seen words again/> }.into_any(),
            Act::Split
            | Act::Contact
            | Act::Return
            | Act::Note
            | Act::Claim
            | Act::LetGo
            | Act::Unmask
            | Act::AddFor
            | Act::RenewCode => ().into_any(),
            Act::Publish => {
                let seen = seen.fields().into_any();
                view! { <PublishForm action=self.publish seen reply=words typed=self.public again/> }.into_any()
            }
        }
    }
}
