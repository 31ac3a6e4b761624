//! What a list that was sent would change, or what is wrong with it, line by line.

use crate::{
    lang::{Lang, lang, t},
    setup::{
        lists::{ApplyList, DropList},
        vocabulary,
    },
    ui::{plain, send::Send, trouble::Refused},
};
use clearway::office::lists::{LineProblem, List, Preview, Sent, TOLD_MAX};
use leptos::{form::ActionForm, prelude::*};

/// Most lines of each kind that are named.
const NAMED_MAX: usize = 30;

/// What was sent.
#[component]
pub fn SentPart(
    /// Of which list.
    list: List,
    /// What.
    sent: Sent,
) -> impl IntoView {
    let Sent { seen, problems, preview } = sent;
    match problems.is_empty() {
        true => view! { <Changes list seen preview/> }.into_any(),
        false => view! { <Problems list problems/> }.into_any(),
    }
}

#[component]
fn Problems(list: List, problems: Vec<LineProblem>) -> impl IntoView {
    let lang = lang();
    let more = (problems.len() >= TOLD_MAX).then(|| plain::text("", t::list_more_problems(lang)));
    let row = |LineProblem { line, column, wrong, said }: LineProblem| {
        let column = column.map(|column| vocabulary::column(lang, list, column)).unwrap_or_default();
        view! {
            <tr>
                <th class="list-problems__cell" scope="row">{line}</th>
                <td class="list-problems__cell">{column}</td>
                <td class="list-problems__cell"><code>{said}</code></td>
                <td class="list-problems__cell">{vocabulary::wrong(lang, wrong)}</td>
            </tr>
        }
    };
    view! {
        <section class="section" aria-labelledby="problems">
            {plain::title("problems", t::list_problems(lang, problems.len()))}
            {plain::text("", t::list_problems_text(lang))}
            <div class="list-problems__scroll">
                <table class="list-problems">
                    <thead><tr>
                        {[t::list_line(lang), t::list_column(lang), t::list_said(lang), t::list_wrong(lang)]
                            .map(|name| view! { <th class="list-problems__cell" scope="col">{name}</th> }).into_iter().collect_view()}
                    </tr></thead>
                    <tbody>{problems.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            {more}
            <Drop list/>
        </section>
    }
}

#[component]
fn Changes(list: List, seen: String, preview: Preview) -> impl IntoView {
    let lang = lang();
    let action = ServerAction::<ApplyList>::new();
    let nothing = preview.is_nothing();
    let Preview { added, changed, ended, same } = preview;
    let parts = [
        (t::list_added(lang, added.len()), added),
        (t::list_changed_lines(lang, changed.len()), changed),
        (t::list_ended(lang, ended.len()), ended),
    ];
    let parts = parts.into_iter().filter(|(_, lines)| !lines.is_empty()).map(|(title, lines)| part(lang, title, lines));
    let apply = (!nothing).then(|| {
        view! {
            <ActionForm action>
                <input type="hidden" name="list" value=list.as_str()/>
                <input type="hidden" name="seen" value=seen/>
                <Send text=t::list_apply(lang) pending=action.pending()/>
            </ActionForm>
        }
    });
    view! {
        <section class="section" aria-labelledby="preview">
            {plain::title("preview", t::list_preview(lang))}
            {plain::text("", if nothing { t::list_no_change(lang) } else { t::list_preview_text(lang) })}
            {parts.collect_view()}
            {plain::text("", t::list_same(lang, same))}
            <Refused answer=action.value()/>
            <div class="actions">{apply}<Drop list/></div>
        </section>
    }
}

fn part(lang: Lang, title: String, lines: Vec<String>) -> impl IntoView {
    let more = lines.len().saturating_sub(NAMED_MAX);
    let item = |line| plain::item("", vec![plain::span("", line)]);
    view! {
        {plain::subtitle("list-part__title", title)}
        {plain::list("list-part", lines.into_iter().take(NAMED_MAX).map(item).collect())}
        {(more > 0).then(|| plain::text("", t::list_and_more(lang, more)))}
    }
}

#[component]
fn Drop(list: List) -> impl IntoView {
    let action = ServerAction::<DropList>::new();
    view! {
        <ActionForm action>
            <input type="hidden" name="list" value=list.as_str()/>
            <button class="button button--quiet">{t::list_drop(lang())}</button>
        </ActionForm>
    }
}
