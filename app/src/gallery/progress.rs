//! How a case stands, as the person who reported it sees it.

use super::{
    room,
    samples::{self, NOW},
};
use crate::{
    lang::{lang, t},
    ui::{
        deadline::Deadline,
        facts::{Fact, Facts},
        file_list::FileList,
        plain, receipt,
        stage_tag::StageTag,
        timeline::Timeline,
    },
};
use clearway::case::Stage;
use leptos::prelude::*;

/// The rooms.
pub fn show() -> AnyView {
    [standing(), way(), taken_along()].into_any()
}

fn standing() -> AnyView {
    let lang = lang();
    let tags = [
        Stage::Filed,
        Stage::Dispatched,
        Stage::Accepted,
        Stage::Replied,
        Stage::Answered,
        Stage::Closed,
        Stage::Withdrawn,
    ]
    .map(|stage| view! { <StageTag stage/> }.into_any());
    let answer = vec![
        plain::heading("answer__title", t::answer_from(lang, "Example Registry")),
        plain::text("words", "We now look the certificate up ourselves. You need not bring it again."),
    ];
    let deadline = |case| view! { <Deadline case now=NOW/> }.into_any();
    room(
        "How a case stands",
        vec![
            plain::line("case-line", tags.into()),
            plain::group("answer", answer),
            deadline(samples::case(Stage::Accepted, Some(3))),
            deadline(samples::case(Stage::Accepted, None)),
            deadline(samples::case(Stage::Closed, None)),
        ],
    )
}

fn way() -> AnyView {
    let lang = lang();
    let case = samples::case(Stage::Accepted, Some(3));
    let facts = view! {
        <Facts>
            <Fact name=t::number(lang)>{case.number.grouped()}</Fact>
            <Fact name=t::contact_phone(lang)>{case.phone.clone()}</Fact>
        </Facts>
    };
    let files = view! { <FileList files=vec![samples::file()] folder="/dev/ui".to_owned()/> };
    let timeline = view! { <Timeline entries=case.entries now=NOW files=String::new()/> };
    room("What has happened", vec![timeline.into_any(), facts.into_any(), files.into_any()])
}

fn taken_along() -> AnyView {
    let case = samples::case(Stage::Filed, Some(5));
    let codes = view! {
        <div class="receipt">
            <receipt::Codes number=case.number.grouped() code="8F3K 2M7P".to_owned() picture="/favicon.svg".to_owned()/>
        </div>
    };
    room("What is taken along", vec![codes.into_any(), receipt::next(case.filed_at, case.due, false)])
}
