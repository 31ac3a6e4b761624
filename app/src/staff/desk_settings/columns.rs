//! The columns: those that are shown in their order, then the others. A press moves one, and the focus goes with it.

use super::group;
use crate::{
    lang::{Lang, t},
    live::later,
    staff::queue::columns,
    ui::{focus, plain},
};
use clearway::queue::{Column, DeskSettings};
use leptos::{ev, prelude::*};

/// The part of the page.
pub fn part(lang: Lang, settings: RwSignal<DeskSettings>) -> AnyView {
    let said = RwSignal::new(String::new());
    let moved = RwSignal::new(String::new());
    let list = Columns { lang, settings, said, moved };
    // The list is drawn anew first; then the focus is where the moved thing is. Here, since what was pressed is drawn anew,
    // too, and its timers end with it.
    Effect::new(move |_| {
        let id = moved.get();
        later(0.0, move || focus::arrive_at(&id));
    });
    let shown = move || {
        let shown = settings.read().columns.clone();
        let most = shown.len();
        shown.into_iter().enumerate().map(|(place, column)| list.shown(column, place, most)).collect()
    };
    let others = move || {
        let shown = settings.read().columns.clone();
        let left = Column::ALL.into_iter().filter(|column| !shown.contains(column));
        left.map(|column| plain::item("columns__item", vec![list.tick(column, false)])).collect()
    };
    let parts = vec![
        plain::text("field__hint", t::desk_columns_hint(lang)),
        plain::ordered("columns columns--shown", vec![plain::live_list(shown)]),
        plain::list("columns", vec![plain::live_list(others)]),
        view! { <p class="unseen" role="status">{plain::live_text(move || said.get())}</p> }.into_any(),
    ];
    group(t::desk_columns(lang), parts)
}

/// The list, and what is said of it.
#[derive(Clone, Copy)]
struct Columns {
    lang: Lang,
    settings: RwSignal<DeskSettings>,
    said: RwSignal<String>,
    /// The id of what the focus goes to.
    moved: RwSignal<String>,
}

impl Columns {
    /// A column that is shown: it can be left out, and moved as far as there is room.
    fn shown(self, column: Column, place: usize, most: usize) -> AnyView {
        let earlier = (place > 0).then(|| self.mover(column, true));
        let later = (place + 1 < most).then(|| self.mover(column, false));
        let movers = earlier.into_iter().chain(later).collect();
        plain::item("columns__item", vec![self.tick(column, true), plain::group("columns__movers", movers)])
    }

    fn tick(self, column: Column, shown: bool) -> AnyView {
        let change = move |event: ev::Event| self.show(column, event_target_checked(&event));
        view! {
            <label class="desk-settings__tick">
                <input class="pick__box" type="checkbox" id=id(column, "") prop:checked=shown checked=shown on:change=change/>
                <span>{columns::name(self.lang, column)}</span>
            </label>
        }
        .into_any()
    }

    fn mover(self, column: Column, earlier: bool) -> AnyView {
        let name = columns::name(self.lang, column);
        let (label, sign, way, class) = match earlier {
            true => (t::desk_column_earlier(self.lang, name), "↑", UP, "columns__mover"),
            false => (t::desk_column_later(self.lang, name), "↓", DOWN, "columns__mover columns__mover--later"),
        };
        view! {
            <button class=class type="button" id=id(column, way) aria-label=label.clone() title=label on:click=move |_| self.step(column, earlier)>
                <span aria-hidden="true">{sign}</span>
            </button>
        }
        .into_any()
    }

    fn step(self, column: Column, earlier: bool) {
        let Some(place) = self.settings.try_update(|settings| settings.move_column(column, earlier)).flatten() else {
            return;
        };
        let most = self.settings.read_untracked().columns.len();
        self.said.set(t::desk_column_moved(self.lang, columns::name(self.lang, column), place, most));
        // at either end only the way back is left
        let way = match (earlier, place) {
            (true, 1) => DOWN,
            (false, place) if place == most => UP,
            (true, _) => UP,
            (false, _) => DOWN,
        };
        self.moved.set(id(column, way));
    }

    fn show(self, column: Column, shown: bool) {
        let place = self.settings.try_update(|settings| settings.show_column(column, shown)).flatten();
        let name = columns::name(self.lang, column);
        self.said.set(match place {
            Some(place) => t::desk_column_shown(self.lang, name, place),
            None => t::desk_column_hidden(self.lang, name),
        });
        self.moved.set(id(column, ""));
    }
}

const UP: &str = "-earlier";
const DOWN: &str = "-later";

fn id(column: Column, way: &str) -> String {
    format!("column-{}{way}", column.as_str())
}
