//! What the reader of a case can do now: legal acts only, the one that comes next first.

use crate::{
    lang::{lang, t},
    staff::{
        composer::{Composer, note::Note, reply::Reply, words::Words},
        forms::{
            Done, Seen,
            accept::{Accept, AcceptForm},
            add_for::{AddFor, AddForForm},
            dispatch::{Dispatch, DispatchForm},
            hold::{Claim, ClaimForm, LetGo, LetGoForm},
            release::{GiveBack, Release, ReleaseForm, ReturnForm},
            renew_code::{RenewCode, RenewCodeForm},
            sign::{Sign, SignForm},
            speak::{Contact, ContactForm},
            unmask::{Unmask, UnmaskForm},
        },
        publish::{Publish, PublishForm, Typed},
    },
    ui::{plain, send::successes},
};
use clearway::{
    case::{Act, CaseFile, Stage},
    event::What,
    reply::DraftPart,
    report::Who,
};
use jiff::Timestamp;
use leptos::prelude::*;

/// What can be sent.
#[derive(Clone, Copy, Default)]
struct Sent {
    dispatch: ServerAction<Dispatch>,
    accept: ServerAction<Accept>,
    contact: ServerAction<Contact>,
    reply: ServerAction<Reply>,
    note: ServerAction<Note>,
    sign: ServerAction<Sign>,
    give_back: ServerAction<GiveBack>,
    release: ServerAction<Release>,
    publish: ServerAction<Publish>,
    claim: ServerAction<Claim>,
    let_go: ServerAction<LetGo>,
    add_for: ServerAction<AddFor>,
    renew_code: ServerAction<RenewCode>,
    unmask: ServerAction<Unmask>,
}

impl Sent {
    /// How often each was done that changes the case.
    fn done(&self) -> [Memo<usize>; 12] {
        [
            successes(self.dispatch),
            successes(self.accept),
            successes(self.contact),
            successes(self.reply),
            successes(self.note),
            successes(self.sign),
            successes(self.give_back),
            successes(self.release),
            successes(self.publish),
            successes(self.claim),
            successes(self.let_go),
            successes(self.add_for),
        ]
    }
}

/// The acts of a page, and what is typed on it: both outlive a new reading of the case.
#[derive(Clone, Copy)]
pub struct Acts {
    sent: Sent,
    done: [Memo<usize>; 12],
    asked: RwSignal<usize>,
    /// What is typed to the citizen and to colleagues.
    pub words: Words,
    said: RwSignal<String>,
    missing: RwSignal<String>,
    added: RwSignal<String>,
    public: Typed,
}

impl Acts {
    /// For one case.
    pub fn new() -> Self {
        let (sent, words) = (Sent::default(), Words::default());
        let done = sent.done();
        let (said, missing, added) = (RwSignal::default(), RwSignal::default(), RwSignal::default());
        after(done[2], move || said.set(String::new()));
        after(done[3], move || words.sent(DraftPart::Reply));
        after(done[4], move || words.sent(DraftPart::Note));
        after(done[6], move || missing.set(String::new()));
        after(done[11], move || added.set(String::new()));
        Self { sent, done, asked: RwSignal::new(0), words, said, missing, added, public: Typed::default() }
    }

    /// Goes up when the case is to be read again: after each act that succeeded, and when somebody asks. A refused act does
    /// not count, so that its form stays as it is.
    pub fn readings(&self) -> usize {
        self.asked.get() + self.done.iter().map(|done| done.get()).sum::<usize>()
    }

    /// Reads the case again and forgets what was refused; what is typed stays.
    pub fn read_again(&self) {
        self.sent.dispatch.clear();
        self.sent.accept.clear();
        self.sent.contact.clear();
        self.sent.reply.clear();
        self.sent.note.clear();
        self.sent.sign.clear();
        self.sent.give_back.clear();
        self.sent.release.clear();
        self.sent.publish.clear();
        self.sent.claim.clear();
        self.sent.let_go.clear();
        self.sent.add_for.clear();
        self.asked.update(|asked| *asked += 1);
    }

    /// The forms.
    pub fn view(self, file: CaseFile, now: Timestamp) -> impl IntoView {
        let lang = lang();
        let idle = match file.head.stage {
            Stage::Answered | Stage::Closed => t::nothing_answered(lang),
            _ => t::nothing_to_do(lang),
        };
        let done = self.done.iter().any(|done| done.get_untracked() > 0);
        let moves = |act: &&Act| act.is_work() || **act == Act::Publish;
        let idle = (!file.acts.iter().any(|act| moves(&act))).then(|| view! { <p class="empty">{idle}</p> });
        let acts: Vec<_> = file.acts.iter().map(|act| self.form(*act, &file)).collect();
        view! {
            {done.then(|| view! { <Done/> })}
            {self.hold(&file)}
            {idle}
            {acts}
            {self.composer(file, now)}
        }
    }

    /// The words to the citizen and to colleagues.
    fn composer(self, file: CaseFile, now: Timestamp) -> AnyView {
        if !file.acts.iter().any(|act| matches!(act, Act::Reply | Act::Note)) {
            return ().into_any();
        }
        let again = Callback::new(move |()| self.read_again());
        view! { <Composer file now reply=self.sent.reply note=self.sent.note words=self.words again/> }.into_any()
    }

    /// Who works on it, above everything else.
    fn hold(self, file: &CaseFile) -> AnyView {
        let (seen, again) = (Seen::of(file), Callback::new(move |()| self.read_again()));
        if file.acts.contains(&Act::LetGo) {
            return view! { <LetGoForm action=self.sent.let_go seen again/> }.into_any();
        }
        if file.acts.contains(&Act::Claim) {
            return view! { <ClaimForm action=self.sent.claim seen holder=file.head.holder.clone() again/> }.into_any();
        }
        ().into_any()
    }

    fn form(self, act: Act, file: &CaseFile) -> AnyView {
        let seen = Seen::of(file);
        let words = file.reply.clone().unwrap_or_default();
        let again = Callback::new(move |()| self.read_again());
        match act {
            Act::Dispatch => {
                let (departments, proposal) = (file.departments.clone(), file.proposal.clone());
                view! { <DispatchForm action=self.sent.dispatch seen departments proposal again/> }.into_any()
            }
            Act::Accept => view! { <AcceptForm action=self.sent.accept seen again/> }.into_any(),
            Act::Contact => {
                let spoken = file.entries.iter().any(|entry| entry.what == What::Contacted);
                view! { <ContactForm action=self.sent.contact seen spoken typed=self.said again/> }.into_any()
            }
            Act::Sign => view! { <SignForm action=self.sent.sign seen words again/> }.into_any(),
            Act::Return => view! { <ReturnForm action=self.sent.give_back seen typed=self.missing again/> }.into_any(),
            Act::Release => view! { <ReleaseForm action=self.sent.release seen words again/> }.into_any(),
            Act::Publish => {
                let seen = seen.fields().into_any();
                view! { <PublishForm action=self.sent.publish seen reply=words typed=self.public again/> }.into_any()
            }
            Act::AddFor => {
                let nobody = (file.who == Who::Anonymous).then(|| plain::text("form__note", t::renew_nobody(lang())));
                view! { <AddForForm action=self.sent.add_for seen typed=self.added again/>{nobody} }.into_any()
            }
            Act::RenewCode => {
                let phone = file.contact.phone.clone();
                view! { <RenewCodeForm action=self.sent.renew_code seen phone/> }.into_any()
            }
            Act::Unmask => view! { <UnmaskForm action=self.sent.unmask seen/> }.into_any(),
            // elsewhere on the page: above the forms, beside the points, in the composer
            Act::Claim | Act::LetGo | Act::TakeBack | Act::Split | Act::Reply | Act::Note => ().into_any(),
        }
    }
}

/// What was sent is typed no more.
fn after(done: Memo<usize>, forget: impl Fn() + 'static) {
    Effect::new(move |before: Option<usize>| {
        let now = done.get();
        if before.is_some_and(|before| before < now) {
            forget();
        }
        now
    });
}
