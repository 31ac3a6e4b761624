//! The desk: dense and quiet, the late things first.

use super::{
    room,
    samples::{self, NOW},
};
use crate::{
    lang::lang,
    staff::{due_tag::DueTag, marks::marks, start},
    ui::plain,
};
use clearway::{
    case::Stage,
    queue::{Bucket, QueueCount},
};
use leptos::prelude::*;

/// The room.
pub fn show() -> AnyView {
    let lang = lang();
    let due = |(stage, after): (Stage, i64)| {
        let head = samples::head(stage, after);
        let marked = (after < 0).then(|| marks(&head).into_any());
        let tag = view! { <DueTag head now=NOW/> }.into_any();
        plain::line("case-line", [tag].into_iter().chain(marked).collect())
    };
    let states =
        [(Stage::Filed, -30), (Stage::Accepted, 3), (Stage::Accepted, 26), (Stage::Replied, 120), (Stage::Closed, 120)];
    let tiles = [(Bucket::ToDispatch, 12, 3), (Bucket::ToReply, 4, 0)]
        .map(|(bucket, open, overdue)| start::tile(lang, QueueCount { bucket, open, overdue }));
    let parts = states.map(due).into_iter().chain([plain::list("desk-home", tiles.into())]).collect();
    view! { <div class="staff">{room("The desk", parts)}</div> }.into_any()
}
