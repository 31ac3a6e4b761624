//! The rows of a list: a table, and cards on a telephone. The roles are written out because cards take them away.

use crate::{
    lang::{lang, t},
    staff::queue::{follow::Followed, head::Head, row::row, sheet::Line},
};
use clearway::queue::Density;
use leptos::{ev, prelude::*};

/// The table.
#[component]
pub fn Table(
    /// The list.
    followed: Followed,
    /// Whether another page is on its way.
    busy: Signal<bool>,
) -> impl IntoView {
    let Followed { sheet, touch, settings, .. } = followed;
    let enter = move |_: ev::MouseEvent| touch.hover.set(true);
    let leave = move |_: ev::MouseEvent| touch.hover.set(false);
    let focus = move |_: ev::FocusEvent| touch.focus.set(true);
    let blur = move |_: ev::FocusEvent| touch.focus.set(false);
    let class = move || match settings.read().density {
        Density::Roomy => "sheet",
        Density::Compact => "sheet sheet--compact",
    };
    view! {
        <div class=class aria-busy=move || busy.get().then_some("true") on:mouseenter=enter on:mouseleave=leave on:focusin=focus on:focusout=blur>
            <table class="case-table" role="table">
                <caption class="unseen">{t::queue_caption(lang())}</caption>
                <Head followed/>
                <tbody role="rowgroup">
                    <For each=move || sheet.lines.get() key=|line| line.id children=move |line: Line| row(line, followed)/>
                </tbody>
            </table>
        </div>
    }
}
