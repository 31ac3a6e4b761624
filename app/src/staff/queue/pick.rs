//! Which rows are selected, for acts on several at once.

use clearway::id::CaseId;
use leptos::{ev, prelude::*};

/// What is selected.
#[derive(Clone, Copy)]
pub struct Picks {
    /// The cases.
    pub cases: RwSignal<Vec<CaseId>>,
    last: StoredValue<Option<CaseId>>,
}

impl Picks {
    /// Nothing.
    pub fn new() -> Self {
        Self { cases: RwSignal::default(), last: StoredValue::new(None) }
    }

    /// Whether it is selected.
    pub fn has(self, id: CaseId) -> bool {
        self.cases.read().contains(&id)
    }

    /// Selects a row or lets it go; as a range, all between it and the last one are what it becomes.
    pub fn press(self, id: CaseId, range: bool, order: &[CaseId]) {
        let on = !self.cases.read_untracked().contains(&id);
        let from = self.last.get_value().filter(|_| range).unwrap_or(id);
        self.last.set_value(Some(id));
        self.cases.update(|cases| {
            for case in between(order, from, id) {
                cases.retain(|picked| *picked != case);
                if on {
                    cases.push(case);
                }
            }
        });
    }

    /// Lets everything go.
    pub fn clear(self) {
        self.cases.set(Vec::new());
    }

    /// Lets go what is not on the screen any more.
    pub fn keep(self, order: &[CaseId]) {
        if self.cases.read_untracked().iter().any(|case| !order.contains(case)) {
            self.cases.update(|cases| cases.retain(|case| order.contains(case)));
        }
    }
}

fn between(order: &[CaseId], from: CaseId, to: CaseId) -> Vec<CaseId> {
    let place = |id| order.iter().position(|case| *case == id);
    match (place(from), place(to)) {
        (Some(from), Some(to)) => order[from.min(to)..=from.max(to)].to_vec(),
        _ => vec![to],
    }
}

/// The box in front of a row.
pub fn pick_box(picks: Picks, id: CaseId, label: String, order: impl Fn() -> Vec<CaseId> + 'static) -> AnyView {
    let press = move |event: ev::MouseEvent| picks.press(id, event.shift_key(), &order());
    view! {
        <label class="pick">
            <input class="pick__box" type="checkbox" aria-label=label prop:checked=move || picks.has(id) on:click=press/>
        </label>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(number: u128) -> CaseId {
        CaseId(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn a_range_goes_from_the_last_press_to_this_one_whichever_is_above() {
        let order: Vec<_> = (1..=5).map(case).collect();
        assert_eq!(between(&order, case(2), case(4)), [case(2), case(3), case(4)]);
        assert_eq!(between(&order, case(4), case(2)), [case(2), case(3), case(4)]);
        assert_eq!(between(&order, case(9), case(2)), [case(2)], "one that left is no end of a range");
    }
}
