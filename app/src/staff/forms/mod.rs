//! The forms of what the reader of a case can do now: each with the door it is sent to.

pub mod accept;
pub mod add_for;
pub mod dispatch;
pub mod hold;
pub mod release;
pub mod renew_code;
pub mod sign;
pub mod speak;
pub mod unmask;

use crate::{
    lang::{lang, t},
    ui::focus,
};
use clearway::{case::CaseFile, id::CaseId};
use leptos::{html, prelude::*};

/// Where the focus goes after an act.
#[component]
pub fn Done() -> impl IntoView {
    let note = NodeRef::<html::P>::new();
    focus::arrive(note);
    view! { <p class="case-page__done" role="status" tabindex="-1" node_ref=note>{t::act_done(lang())}</p> }
}

/// The case as its reader saw it: whoever was faster is told apart by the version.
#[derive(Clone)]
pub struct Seen {
    number: String,
    case: CaseId,
    version: i64,
}

impl Seen {
    /// What the file says.
    pub fn of(file: &CaseFile) -> Self {
        let head = &file.head;
        Self { number: head.number.to_string(), case: head.id, version: head.version }
    }

    /// The version that was seen.
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// As fields of a form.
    pub fn fields(self) -> impl IntoView {
        view! {
            <input type="hidden" name="number" value=self.number/>
            <input type="hidden" name="case" value=self.case.to_string()/>
            <input type="hidden" name="seen" value=self.version.to_string()/>
        }
    }
}
