//! What is typed on a case and not sent: it outlives a new reading of the page, and is kept on the server.

use crate::{denied::Denied, live::later, staff::composer::keep::KeepDraft};
use clearway::{case::CaseFile, id::CaseId, reply::DraftPart};
use jiff::Timestamp;
use leptos::prelude::*;

/// How long after the last key it is kept, in milliseconds.
const AFTER: f64 = 3_000.0;
/// How long after a try that failed it is tried again, in milliseconds.
const AGAIN: f64 = 10_000.0;

/// The words of both parts.
#[derive(Clone, Copy)]
pub struct Words {
    /// Which part is shown.
    pub part: RwSignal<DraftPart>,
    reply: RwSignal<String>,
    note: RwSignal<String>,
    /// The version of the case when somebody began to type.
    pub base: RwSignal<Option<i64>>,
    case: StoredValue<Option<CaseId>>,
    keys: StoredValue<[u32; 2]>,
    keep: [ServerAction<KeepDraft>; 2],
}

impl Default for Words {
    /// Nothing typed yet.
    fn default() -> Self {
        Self {
            part: RwSignal::new(DraftPart::Reply),
            reply: RwSignal::default(),
            note: RwSignal::default(),
            base: RwSignal::new(None),
            case: StoredValue::new(None),
            keys: StoredValue::new([0; 2]),
            keep: [ServerAction::new(), ServerAction::new()],
        }
    }
}

impl Words {
    /// Takes up what was kept, where nothing is typed here.
    pub fn begin(self, file: &CaseFile) {
        let first = self.case.get_value().is_none();
        self.case.set_value(Some(file.head.id));
        for (part, body) in file.drafts.iter().filter(|_| first) {
            if self.of(*part).read_untracked().is_empty() {
                self.of(*part).set(body.clone());
            }
        }
        let any = [self.reply, self.note].iter().any(|words| !words.read_untracked().is_empty());
        if any && self.base.get_untracked().is_none() {
            self.base.set(Some(file.head.version));
        }
    }

    /// The words of a part.
    pub fn of(self, part: DraftPart) -> RwSignal<String> {
        match part {
            DraftPart::Reply => self.reply,
            DraftPart::Note => self.note,
        }
    }

    /// Somebody typed: it is kept soon.
    pub fn typed(self, part: DraftPart, words: String, version: i64) {
        self.of(part).set(words);
        self.base.update(|base| *base = base.or(Some(version)));
        let index = index(part);
        let mut key = 0;
        self.keys.update_value(|keys| {
            keys[index] += 1;
            key = keys[index];
        });
        later(AFTER, move || {
            if self.keys.try_get_value().is_some_and(|keys| keys[index] == key) {
                self.keep_now(part);
            }
        });
    }

    /// Keeps the words of a part as they are.
    pub fn keep_now(self, part: DraftPart) {
        let (Some(case), Some(body)) = (self.case.try_get_value().flatten(), self.of(part).try_get_untracked()) else {
            return;
        };
        self.keep[index(part)].dispatch(KeepDraft { case, part: part.as_str().to_owned(), body });
    }

    /// Tries again to keep what could not be kept: the line comes back, and who was signed out signs in elsewhere.
    pub fn keep_again(self, part: DraftPart) {
        let failed = move || self.keep[index(part)].value().try_with_untracked(is_failure) == Some(true);
        let again = move || {
            if failed() {
                self.keep_now(part);
            }
        };
        later(AGAIN, again);
    }

    /// It was sent.
    pub fn sent(self, part: DraftPart) {
        // what a timer would keep is out of date
        self.keys.update_value(|keys| keys[index(part)] += 1);
        self.of(part).set(String::new());
        self.base.set(None);
        // and so may be what was kept on the way out, a moment before or after the words arrived
        self.keep_now(part);
    }

    /// When the words of a part were last kept; where there are none, nothing is.
    pub fn kept_at(self, part: DraftPart) -> Option<Timestamp> {
        let any = !self.of(part).read().is_empty();
        self.keep[index(part)].value().get().and_then(Result::ok).filter(|_| any)
    }

    /// Whether the last try to keep them failed.
    pub fn not_kept(self, part: DraftPart) -> bool {
        self.keep[index(part)].value().with(is_failure)
    }

    /// Whether it was refused: then somebody is not signed in any more.
    pub fn is_refused(self, part: DraftPart) -> bool {
        self.keep[index(part)].value().with(|answer| matches!(answer, Some(Err(Denied::Refused(_)))))
    }
}

const fn is_failure(answer: &Option<Result<Timestamp, Denied>>) -> bool {
    matches!(answer, Some(Err(_)))
}

const fn index(part: DraftPart) -> usize {
    match part {
        DraftPart::Reply => 0,
        DraftPart::Note => 1,
    }
}
