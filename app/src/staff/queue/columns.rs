//! The columns that can be left out: what each is called and shows.

use crate::{
    lang::{Lang, t},
    staff::queue::sheet::part,
    ui::{choices, when::When, words},
};
use clearway::{case::CaseHead, queue::Column};
use jiff::Timestamp;
use leptos::prelude::*;

/// What it is called.
pub const fn name(lang: Lang, column: Column) -> &'static str {
    match column {
        Column::Service => t::col_service(lang),
        Column::Region => t::col_region(lang),
        Column::Department => t::col_department(lang),
        Column::Holder => t::col_holder(lang),
        Column::Stage => t::col_stage(lang),
        Column::Channel => t::col_channel(lang),
        Column::Filed => t::col_filed(lang),
        Column::Number => t::col_number(lang),
    }
}

/// Which mark says that it has just changed.
pub const fn part_of(column: Column) -> u8 {
    match column {
        Column::Service => part::SERVICE,
        Column::Department => part::DEPARTMENT,
        Column::Holder => part::HOLDER,
        Column::Stage => part::STAGE,
        Column::Region | Column::Channel | Column::Filed | Column::Number => 0,
    }
}

/// What it shows of a case.
pub fn content(lang: Lang, column: Column, head: &CaseHead, now: Timestamp) -> AnyView {
    let text = match column {
        Column::Service => head.service_name.clone().unwrap_or_else(|| t::no_service(lang).to_owned()),
        Column::Region => head.region_name.clone(),
        Column::Department => head.department_name.clone().unwrap_or_else(|| t::no_department(lang).to_owned()),
        // an empty cell is told from one with no words in it: a card leaves it out
        Column::Holder => match &head.holder {
            Some(holder) => holder.name.clone(),
            None => return ().into_any(),
        },
        Column::Stage => words::stage(lang, head.stage).to_owned(),
        Column::Channel => choices::channel(lang, head.channel).to_owned(),
        Column::Filed => return view! { <When at=head.filed_at now/> }.into_any(),
        Column::Number => head.number.grouped(),
    };
    text.into_any()
}
