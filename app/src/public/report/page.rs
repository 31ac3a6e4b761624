//! What a page of the report shows, and what its forms send along.

use crate::{
    lang::{Lang, lang, t},
    public::report::files,
    ui::{field::Errors, problems, send::Send},
};
use clearway::{
    evidence::{FileHead, FileProblem},
    id::DraftId,
    personal_data::Found,
    policy::DRAFT_DAYS,
    publication::Similar,
    region::Region,
    report::{Problem, ReportForm, Step},
    service::ServiceItem,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A page, or where to go instead.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Reading {
    /// The page.
    Page(Box<StepPage>),
    /// This page is not asked, or the draft is no more.
    Elsewhere(String),
}

/// A page of the report as it stands in the draft.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct StepPage {
    /// The draft that holds what is typed.
    pub draft: DraftId,
    /// Which page.
    pub step: Step,
    /// Which it is, of how many.
    pub place: (usize, usize),
    /// The page before; nothing before the first.
    pub before: Option<Step>,
    /// What was answered: this page's part of it, all of it on the last page.
    pub form: ReportForm,
    /// Whether this browser came by the link: how to reach the person stands there masked.
    pub by_link: bool,
    /// What is wrong with this page, in its order.
    pub problems: Vec<Problem>,
    /// Whether it was sent and something broke.
    pub failed: bool,
    /// What this page alone needs beside the answers.
    pub with: With,
}

/// What some pages need beside the answers; empty on all others.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct With {
    /// Counties or townships to choose from; on the last page those that were chosen.
    pub regions: Vec<Region>,
    /// What was found for the words; on the last page the one that was chosen.
    pub services: Vec<ServiceItem>,
    /// Published cases that could be the same.
    pub similar: Vec<Similar>,
    /// What was handed in.
    pub files: Vec<FileHead>,
    /// What was wrong with the files handed in last.
    pub uploads: Vec<FileProblem>,
    /// Numbers of persons in what is told, and in how they want it solved.
    pub personal: [Vec<Found>; 2],
    /// The pages that were asked.
    pub steps: Vec<Step>,
    /// The year, as an example of one.
    pub year: i16,
}

impl StepPage {
    /// What is wrong, in words.
    pub fn errors(&self, lang: Lang) -> Errors {
        if self.step == Step::Files {
            return files::errors(lang, self);
        }
        let words = |problem: &Problem| (problem.field(), problems::problem(lang, *problem));
        Errors::new(self.problems.iter().map(words).collect())
    }

    /// What every form of this page sends along.
    pub fn hidden(&self, change: bool) -> impl IntoView + use<> {
        view! {
            <input type="hidden" name="draft" value=self.draft.to_string()/>
            <input type="hidden" name="step" value=self.step.as_str()/>
            {change.then(|| view! { <input type="hidden" name="change" value="1"/> })}
        }
    }
}

/// The foot of a page's form: on, or later.
#[component]
pub fn Onward(
    /// What pressing does.
    text: &'static str,
    /// Whether it is happening.
    #[prop(into)]
    pending: Signal<bool>,
) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="onward">
            <Send text pending/>
            <button class="button button--quiet" name="act" value="later">{t::later(lang)}</button>
        </div>
        <p class="onward__note">{t::later_note(lang, DRAFT_DAYS)}</p>
    }
}
