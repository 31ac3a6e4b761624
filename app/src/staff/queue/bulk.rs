//! One act on the selected rows: first what it would do and what not, and why; then what became of each, and the way back.

use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    staff::{
        queue::follow::Followed,
        queue_doors::{do_bulk, preview_bulk, undo_bulk},
    },
    ui::{plain, words},
};
use clearway::{
    id::DepartmentId,
    queue::{BulkAct, BulkLine, Picked},
};
use leptos::{ev, html, prelude::*, task::spawn_local};

/// How far it has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Only asked.
    Asked,
    /// Done.
    Done,
    /// Taken back.
    Undone,
}

/// An act that is under way.
#[derive(Clone, Copy)]
struct Bulk {
    followed: Followed,
    act: RwSignal<BulkAct>,
    department: RwSignal<String>,
    step: RwSignal<Step>,
    answer: RwSignal<Option<Result<Vec<BulkLine>, Denied>>>,
    dialog: NodeRef<html::Dialog>,
}

impl Bulk {
    fn rows(self) -> Vec<Picked> {
        let seen = |case| Picked { case, seen: self.followed.sheet.version(case) };
        self.followed.picks.cases.get_untracked().into_iter().map(seen).collect()
    }

    fn ask(self, act: BulkAct, department: String) {
        self.act.set(act);
        self.department.set(department.clone());
        let rows = self.rows();
        self.send(Step::Asked, async move { preview_bulk(act, rows, department).await });
        if let Some(dialog) = self.dialog.get_untracked() {
            drop(dialog.show_modal());
        }
    }

    fn go_on(self) {
        let (act, department, rows) = (self.act.get_untracked(), self.department.get_untracked(), self.rows());
        self.send(Step::Done, async move { do_bulk(act, rows, department).await });
    }

    fn undo(self) {
        let act = self.act.get_untracked();
        let Some(Ok(lines)) = self.answer.get_untracked() else { return };
        let done = |line: &BulkLine| line.refused.is_none().then_some(Picked { case: line.case, seen: line.version });
        let done: Vec<_> = lines.iter().filter_map(done).collect();
        self.send(Step::Undone, async move { undo_bulk(act, done).await });
    }

    fn send(self, step: Step, answer: impl Future<Output = Result<Vec<BulkLine>, Denied>> + 'static) {
        self.answer.set(None);
        self.step.set(step);
        spawn_local(async move {
            let answer = answer.await;
            self.answer.try_set(Some(answer));
            if step != Step::Asked {
                self.followed.call(self.followed.sheet.ids());
            }
        });
    }

    fn close(self) {
        if self.step.get_untracked() != Step::Asked {
            self.followed.picks.clear();
        }
    }
}

/// What can be done with the selected rows.
#[component]
pub fn BulkBar(
    /// The list.
    followed: Followed,
) -> impl IntoView {
    let lang = lang();
    let picks = followed.picks;
    let bulk = Bulk {
        followed,
        act: RwSignal::new(BulkAct::Claim),
        department: RwSignal::default(),
        step: RwSignal::new(Step::Asked),
        answer: RwSignal::new(None),
        dialog: NodeRef::new(),
    };
    let button = move |act: BulkAct| {
        plain::button("button button--quiet", name(lang, act), move || bulk.ask(act, String::new()))
    };
    let bar = move || {
        let count = picks.cases.read().len();
        let said = plain::span("bulk__count", t::bulk_count(lang, count));
        let none = plain::button("button button--quiet", t::bulk_clear(lang), move || picks.clear());
        let acts = [said, button(BulkAct::Claim), button(BulkAct::LetGo)];
        if count == 0 { Vec::new() } else { acts.into_iter().chain(give(bulk)).chain([none]).collect() }
    };
    view! {
        <div class="bulk">{plain::live_list(bar)}</div>
        <dialog class="dialog" aria-labelledby="bulk-title" node_ref=bulk.dialog on:close=move |_| bulk.close()>
            <h2 class="section__title" id="bulk-title">{plain::live_text(move || name(lang, bulk.act.get()).to_owned())}</h2>
            {plain::live(move || Some(answer(lang, bulk)))}
            <form method="dialog" class="actions">{plain::live(move || steps(lang, bulk))}<button class="button button--quiet">{t::close(lang)}</button></form>
        </dialog>
    }
}

/// Departments to give them to, for whoever may.
fn give(bulk: Bulk) -> Option<AnyView> {
    let lang = lang();
    let choices = bulk.followed.sheet.choices.get_untracked();
    if bulk.followed.view.get_untracked().as_str() != "to-dispatch" || choices.departments.is_empty() {
        return None;
    }
    let option = |choice: clearway::queue::Choice<DepartmentId>| {
        view! { <option value=choice.id.to_string()>{choice.name}</option> }.into_any()
    };
    let options: Vec<_> = choices.departments.into_iter().map(option).collect();
    let change = move |event: ev::Event| {
        let department = event_target_value(&event);
        if !department.is_empty() {
            bulk.ask(BulkAct::Dispatch, department);
        }
    };
    Some(view! {
        <select class="input bulk__give" aria-label=t::bulk_dispatch(lang) on:change=change><option value="">{t::bulk_dispatch(lang)}</option>{options}</select>
    }.into_any())
}

fn answer(lang: Lang, bulk: Bulk) -> AnyView {
    let lines = match bulk.answer.get() {
        None => return plain::text("empty", t::sending(lang)),
        Some(Err(denied)) => return plain::text("bulk__refused", words::denied(lang, &denied)),
        Some(Ok(lines)) => lines,
    };
    let good = lines.iter().filter(|line| line.refused.is_none()).count();
    let sum = match bulk.step.get() {
        Step::Asked => t::bulk_will(lang, good),
        Step::Done => t::bulk_did(lang, good),
        Step::Undone => t::bulk_undid(lang, good),
    };
    let line = |line: BulkLine| {
        let number = line.number.map(|number| number.grouped()).unwrap_or_default();
        let why = line.refused.map(|why| plain::span("bulk__refused", words::denied(lang, &Denied::Refused(why))));
        plain::item("bulk__line", [plain::span("bulk__number", number)].into_iter().chain(why).collect())
    };
    plain::group(
        "bulk__answer",
        vec![plain::text("bulk__sum", sum), plain::list("bulk__lines", lines.into_iter().map(line).collect())],
    )
}

fn steps(lang: Lang, bulk: Bulk) -> Option<AnyView> {
    let good = matches!(&*bulk.answer.read(), Some(Ok(lines)) if lines.iter().any(|line| line.refused.is_none()));
    let back = bulk.act.get().undone_by().is_some();
    match bulk.step.get() {
        Step::Asked if good => Some(plain::button("button", name(lang, bulk.act.get()), move || bulk.go_on())),
        Step::Done if good && back => Some(plain::button("button", t::bulk_undo(lang), move || bulk.undo())),
        _ => None,
    }
}

const fn name(lang: Lang, act: BulkAct) -> &'static str {
    match act {
        BulkAct::Dispatch => t::dispatch_send(lang),
        BulkAct::Claim => t::claim(lang),
        BulkAct::LetGo => t::let_go(lang),
    }
}
