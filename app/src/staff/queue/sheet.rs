//! A list as it stands on the screen: each row a signal of its own, so that one changes and the others stay where they are.

use crate::{
    denied::Denied,
    staff::{queue::news::News, queue_doors::QueueNow},
};
use clearway::{
    case::{CaseHead, Holder},
    id::{CaseId, StaffId},
    presence::Present,
    queue::{FilterChoices, Place, QueuePage, QueueRow, ViewCount},
};
use jiff::Timestamp;
use leptos::prelude::*;

/// What can change in a row while somebody looks at it, as bits of a mark.
pub mod part {
    /// The deadline.
    pub const DUE: u8 = 1;
    /// What sets it apart.
    pub const MARKS: u8 = 32;
    /// The department.
    pub const DEPARTMENT: u8 = 2;
    /// Whoever works on it.
    pub const HOLDER: u8 = 4;
    /// How far it has come.
    pub const STAGE: u8 = 8;
    /// The service.
    pub const SERVICE: u8 = 16;
}

/// Why a row is shown that is not there any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Away {
    /// Somebody else took it meanwhile.
    Taken(Holder),
    /// It waits elsewhere now.
    Left,
}

/// A row as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The case.
    pub head: CaseHead,
    /// Set when its acts are not for this reader any more; until the list is read again it keeps its place.
    pub away: Option<Away>,
    /// Which parts have just changed.
    pub changed: u8,
}

impl Shown {
    /// A row that was just read.
    pub const fn new(head: CaseHead) -> Self {
        Self { head, away: None, changed: 0 }
    }

    /// Takes in what the case is now; nothing when it is hidden by now. Says what that means for the list.
    pub fn renew(&mut self, now: Option<QueueRow>, reader: StaffId) -> Change {
        let Some(QueueRow { head, stands }) = now else { return self.leave() };
        let before = self.head.holder.as_ref().map(|holder| holder.id);
        let other = head.holder.clone().filter(|holder| holder.id != reader && Some(holder.id) != before);
        let (changed, taken) = (differences(&self.head, &head), other.is_some());
        let moved = self.head.due != head.due || self.head.next != head.next;
        let none = head == self.head;
        let was = self.away.take().filter(|was| matches!(was, Away::Taken(_)) && head.holder.is_some());
        self.away = other.map(Away::Taken).or(was);
        (self.head, self.changed) = (head, changed);
        match (taken, moved) {
            (true, _) => Change::Taken,
            (false, _) if !stands => self.leave(),
            (false, true) => Change::Moved,
            (false, false) if none => Change::None,
            (false, false) => Change::Cells,
        }
    }

    /// It is not in the list any more; whoever took it is said first.
    fn leave(&mut self) -> Change {
        if self.away.is_some() {
            return Change::None;
        }
        self.away = Some(Away::Left);
        Change::Left
    }
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    None,
    /// Something in it.
    Cells,
    /// Its deadline, so that the order may be another one.
    Moved,
    /// Somebody else took it.
    Taken,
    /// It is not in the list any more.
    Left,
}

fn differences(before: &CaseHead, now: &CaseHead) -> u8 {
    [
        ((before.due, before.next) != (now.due, now.next), part::DUE),
        ((before.urges, before.reopened) != (now.urges, now.reopened), part::MARKS),
        (before.department_name != now.department_name, part::DEPARTMENT),
        (before.holder != now.holder, part::HOLDER),
        (before.stage != now.stage, part::STAGE),
        (before.service_name != now.service_name, part::SERVICE),
    ]
    .into_iter()
    .filter_map(|(changed, part)| changed.then_some(part))
    .fold(0, |all, part| all | part)
}

/// A row of the sheet.
#[derive(Clone)]
pub struct Line {
    /// Which case.
    pub id: CaseId,
    /// It.
    pub shown: ArcRwSignal<Shown>,
}

/// The sheet.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// Its rows in their order.
    pub lines: RwSignal<Vec<Line>>,
    /// When the page was read.
    pub read_at: StoredValue<Option<Timestamp>>,
    /// Where the next page begins.
    pub next: RwSignal<Option<Place>>,
    /// How much waits altogether.
    pub count: RwSignal<Option<ViewCount>>,
    /// When it was read, or a row of it; it goes on by the minute.
    pub now: RwSignal<Timestamp>,
    /// The last notice that it knows of.
    pub seen: StoredValue<i64>,
    /// What it can be filtered by.
    pub choices: RwSignal<FilterChoices>,
    /// Who reads it.
    pub reader: StoredValue<Option<StaffId>>,
    /// Why it could not be read.
    pub failed: RwSignal<Option<Denied>>,
    /// What has happened since it was read.
    pub news: News,
    /// Who else is on its cases.
    pub present: RwSignal<Vec<(CaseId, Present)>>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new() -> Self {
        Self {
            lines: RwSignal::default(),
            read_at: StoredValue::new(None),
            next: RwSignal::default(),
            count: RwSignal::default(),
            now: RwSignal::new(Timestamp::UNIX_EPOCH),
            seen: StoredValue::new(0),
            choices: RwSignal::default(),
            reader: StoredValue::new(None),
            failed: RwSignal::default(),
            news: News::new(),
            present: RwSignal::default(),
        }
    }

    /// Shows what was answered; when nothing was, the old rows stay and it says why.
    pub fn begin(self, answer: Result<QueueNow, Denied>) {
        match answer {
            Ok(QueueNow { page, now, notice, reader, choices }) => {
                self.reader.set_value(Some(reader));
                if *self.choices.read_untracked() != choices {
                    self.choices.set(choices);
                }
                self.seen.set_value(notice.max(self.seen.get_value()));
                self.failed.set(None);
                self.show(page, now);
            }
            Err(denied) => self.failed.set(Some(denied)),
        }
    }

    /// Shows a page that was just read. A row that stays keeps its element, and with it the focus.
    fn show(self, QueuePage { rows, next, count }: QueuePage, now: Timestamp) {
        let before = self.lines.get_untracked();
        let line = |head: CaseHead| {
            let kept = before.iter().find(|line| line.id == head.id).cloned();
            let line = kept.unwrap_or_else(|| Line { id: head.id, shown: ArcRwSignal::new(Shown::new(head.clone())) });
            let shown = Shown::new(head);
            if *line.shown.read_untracked() != shown {
                line.shown.set(shown);
            }
            line
        };
        self.now.set(now);
        self.read_at.set_value(Some(now));
        self.lines.set(rows.into_iter().map(line).collect());
        self.next.set(next);
        self.count.set(Some(count));
        self.news.forget();
    }

    /// Takes in what rows of it are now.
    pub fn take_in(self, rows: Vec<(CaseId, Option<QueueRow>)>, now: Timestamp) {
        let Some(reader) = self.reader.get_value() else { return };
        let lines = self.lines.read_untracked();
        for (id, row) in rows {
            let Some(line) = lines.iter().find(|line| line.id == id) else { continue };
            let mut shown = line.shown.get_untracked();
            let change = shown.renew(row, reader);
            if change != Change::None {
                line.shown.set(shown);
                fade(line.shown.clone());
                self.news.hear(change);
            }
        }
        // by the minute: what is late now says so
        if now.duration_since(self.now.get_untracked()).as_secs() >= 60 {
            self.now.set(now);
        }
    }

    /// The version of a case as it is shown.
    pub fn version(self, id: CaseId) -> i64 {
        let lines = self.lines.read_untracked();
        let line = lines.iter().find(|line| line.id == id);
        line.map(|line| line.shown.read_untracked().head.version).unwrap_or_default()
    }

    /// The cases of all rows.
    pub fn ids(self) -> Vec<CaseId> {
        self.lines.read_untracked().iter().map(|line| line.id).collect()
    }
}

/// How long a change is marked, in milliseconds.
const MARKED: f64 = 2_000.0;

fn fade(shown: ArcRwSignal<Shown>) {
    crate::live::later(MARKED, move || {
        if shown.read_untracked().changed != 0 {
            shown.update(|shown| shown.changed = 0);
        }
    });
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;
