//! Who is on the cases of a list: asked now and then while the list can be seen, and said in the row without moving it.

use crate::{
    lang::{Lang, t},
    staff::{presence::read_present, queue::sheet::Sheet},
    ui::plain,
};
use clearway::{
    id::CaseId,
    presence::{Doing, Present},
};
use leptos::{leptos_dom::helpers::set_timeout, prelude::*, task::spawn_local};
use std::time::Duration;

/// How often it is asked.
const EVERY: Duration = Duration::from_secs(20);

/// Asks for as long as the list is on the page.
pub fn follow(sheet: Sheet) {
    Effect::new(move |_| ask(sheet));
}

fn ask(sheet: Sheet) {
    if sheet.present.try_get_untracked().is_none() {
        return;
    }
    let cases = sheet.ids();
    if !document().hidden() && !cases.is_empty() {
        spawn_local(async move {
            // whoever is not told now is told the next time
            let Ok(present) = read_present(cases).await else { return };
            if sheet.present.try_get_untracked().is_some_and(|shown| shown != present) {
                sheet.present.set(present);
            }
        });
    }
    drop(set_timeout(move || ask(sheet), EVERY));
}

/// Who is on a case, in its row.
pub fn words(lang: Lang, sheet: Sheet, case: CaseId) -> AnyView {
    plain::live(move || {
        let present = sheet.present.read();
        let (_, Present { name, doing, .. }) = present.iter().find(|(id, _)| *id == case)?;
        Some(match doing {
            Doing::Viewing => plain::span("case-row__present", t::row_viewing(lang, name)),
            Doing::Replying => plain::span("case-row__present case-row__present--writes", t::row_replying(lang, name)),
        })
    })
}
