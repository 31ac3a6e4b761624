//! One act on the selected rows: first what it would do and what not, and why; then what became of each, and the way back.

use crate::{
    denied::Denied,
    lang::{Lang, lang, t},
    live::later,
    staff::{
        queue::follow::Followed,
        queue_doors::{do_bulk, preview_bulk, undo_bulk},
    },
    ui::{plain, words},
};
use clearway::{
    id::{CaseId, DepartmentId},
    policy::TAKE_BACK_MINUTES,
    queue::{BulkAct, BulkLine, Picked},
    refusal::Refusal,
};
use leptos::{ev, html, prelude::*, task::spawn_local};
use web_sys::js_sys::Date;

/// How long what was done can be undone, in milliseconds.
const OFFERED: f64 = TAKE_BACK_MINUTES as f64 * 60_000.0;

/// An act that is under way.
#[derive(Clone, Copy)]
struct Bulk {
    followed: Followed,
    act: RwSignal<BulkAct>,
    department: RwSignal<String>,
    /// Whether it was done, and not only asked.
    done: RwSignal<bool>,
    answer: RwSignal<Option<Result<Vec<BulkLine>, Denied>>>,
    /// What became of each row that was to be undone, or why nothing was.
    undone: RwSignal<Option<Result<Vec<BulkLine>, Denied>>>,
    /// Whether undoing is offered.
    offered: RwSignal<bool>,
    /// Until when.
    until: StoredValue<f64>,
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
        self.send(false, async move { preview_bulk(act, rows, department).await });
        self.show();
    }

    fn show(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            drop(dialog.show_modal());
        }
    }

    fn go_on(self) {
        let (act, department, rows) = (self.act.get_untracked(), self.department.get_untracked(), self.rows());
        self.send(true, async move { do_bulk(act, rows, department).await });
    }

    fn send(self, done: bool, answer: impl Future<Output = Result<Vec<BulkLine>, Denied>> + 'static) {
        self.answer.set(None);
        self.undone.set(None);
        self.offered.set(false);
        self.done.set(done);
        spawn_local(async move {
            let answer = answer.await;
            let offers = done && answer.is_ok();
            self.answer.try_set(Some(answer));
            if offers {
                self.until.try_set_value(Date::now() + OFFERED);
                self.offered.try_set(true);
                later(OFFERED, move || {
                    // a later act has a time of its own
                    if self.until.try_get_value().is_some_and(|until| until <= Date::now()) {
                        self.offered.try_set(false);
                    }
                });
            }
            if done {
                self.followed.call(self.followed.sheet.ids());
            }
        });
    }

    /// What was done and can be undone: these rows.
    fn open(self) -> Vec<Picked> {
        let (Some(Ok(lines)), true) = (self.answer.get(), self.done.get() && self.offered.get()) else {
            return Vec::new();
        };
        let undone = self.undone();
        let open = |line: &BulkLine| line.refused.is_none() && undone.iter().all(|known| known.case != line.case);
        lines.into_iter().filter(open).map(|line| Picked { case: line.case, seen: line.version }).collect()
    }

    fn undone(self) -> Vec<BulkLine> {
        self.undone.get().and_then(Result::ok).unwrap_or_default()
    }

    /// Undoes one row, or all that are open.
    fn undo(self, only: Option<CaseId>) {
        let act = self.act.get_untracked();
        let (open, before) = untrack(|| (self.open(), self.undone()));
        let rows = open.into_iter().filter(|row| only.is_none_or(|case| row.case == case)).collect();
        spawn_local(async move {
            let answer = undo_bulk(act, rows).await;
            self.undone.try_set(Some(answer.map(|lines| before.into_iter().chain(lines).collect())));
            self.followed.call(self.followed.sheet.ids());
        });
    }

    fn close(self) {
        if self.done.get_untracked() {
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
        done: RwSignal::new(false),
        answer: RwSignal::new(None),
        undone: RwSignal::new(None),
        offered: RwSignal::new(false),
        until: StoredValue::new(0.0),
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
        let last = || plain::button("button button--quiet", t::bulk_last(lang), move || bulk.show());
        match count {
            // the way back stands there as long as there is one
            0 => (!bulk.open().is_empty()).then(last).into_iter().collect(),
            _ => acts.into_iter().chain(give(bulk)).chain([none]).collect(),
        }
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
    let count = |lines: &[BulkLine]| lines.iter().filter(|line| line.refused.is_none()).count();
    let undone = bulk.undone();
    let sum = match bulk.done.get() {
        false => t::bulk_will(lang, count(&lines)),
        true if undone.is_empty() => t::bulk_did(lang, count(&lines)),
        true => t::bulk_undid(lang, count(&undone)),
    };
    let open = bulk.open();
    let until = (!open.is_empty()).then(|| plain::text("bulk__until", t::bulk_undo_until(lang, TAKE_BACK_MINUTES)));
    let failed = bulk.undone.get().and_then(Result::err);
    let failed = failed.map(|denied| plain::text("bulk__refused", words::denied(lang, &denied)));
    let line = |line: BulkLine| {
        let back = undone.iter().find(|known| known.case == line.case);
        let open = open.iter().any(|row| row.case == line.case);
        row(lang, bulk, line, back, open)
    };
    let lines = plain::list("bulk__lines", lines.into_iter().map(line).collect());
    let said = [plain::text("bulk__sum", sum)].into_iter().chain(until).chain(failed);
    plain::group("bulk__answer", said.chain([lines]).collect())
}

/// A row: what became of it, or the way back.
fn row(lang: Lang, bulk: Bulk, line: BulkLine, back: Option<&BulkLine>, open: bool) -> AnyView {
    let number = line.number.map(|number| number.grouped()).unwrap_or_default();
    let why = |why: Refusal| plain::span("bulk__refused", words::denied(lang, &Denied::Refused(why)));
    let said = match (line.refused.or(back.and_then(|back| back.refused)), back) {
        (Some(refusal), _) => Some(why(refusal)),
        (None, Some(_)) => Some(plain::span("bulk__undone", t::bulk_undone(lang))),
        (None, None) => open.then(|| {
            let words = vec![plain::span("", t::bulk_undo(lang)), plain::span("unseen", format!(" {number}"))];
            plain::button("claim", words, move || bulk.undo(Some(line.case)))
        }),
    };
    plain::item("bulk__line", [plain::span("bulk__number", number.clone())].into_iter().chain(said).collect())
}

fn steps(lang: Lang, bulk: Bulk) -> Option<AnyView> {
    let good = matches!(&*bulk.answer.read(), Some(Ok(lines)) if lines.iter().any(|line| line.refused.is_none()));
    match bulk.done.get() {
        false if good => Some(plain::button("button", name(lang, bulk.act.get()), move || bulk.go_on())),
        true if !bulk.open().is_empty() => {
            Some(plain::button("button button--quiet", t::bulk_undo_all(lang), move || bulk.undo(None)))
        }
        _ => None,
    }
}

const fn name(lang: Lang, act: BulkAct) -> &'static str {
    match act {
        BulkAct::Dispatch => t::dispatch_send(lang),
        BulkAct::Claim => t::claim(lang),
        BulkAct::LetGo => t::let_go(lang),
        BulkAct::TakeBack => t::bulk_undo(lang),
    }
}
