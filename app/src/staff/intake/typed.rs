//! What is typed on the page of a call, as the other parts of the page follow it: told by the events of the form itself.

use crate::{
    denied::Denied,
    staff::intake::{Beside, IntakeNow, read_beside, read_caller},
    typed::Typed,
    ui::settled::settled,
};
use clearway::{
    intake::EarlierCase,
    report::{Kind, ReportForm, TriedAt, Who},
};
use leptos::{ev::Event, prelude::*, task::spawn_local};
use web_sys::HtmlInputElement;

/// The answers on which others depend, and what was found for them.
#[derive(Clone, Copy)]
pub struct Live {
    /// The form, as far as the page follows it.
    pub form: RwSignal<ReportForm>,
    /// What belongs to it.
    pub beside: RwSignal<Beside>,
    /// What the person reported before.
    pub earlier: RwSignal<Vec<EarlierCase>>,
}

impl Live {
    /// From the page as it was read.
    pub fn new(page: &IntakeNow) -> Self {
        let live = Self {
            form: RwSignal::new(page.form.clone()),
            beside: RwSignal::new(page.beside.clone()),
            earlier: RwSignal::new(page.earlier.clone()),
        };
        live.follow();
        live
    }

    /// Takes over what somebody types or chooses anywhere in the form.
    pub fn hear(self, event: &Event) {
        let (name, value) = (event_target::<HtmlInputElement>(event).name(), event_target_value(event));
        self.form.update(|form| {
            let field = match name.as_str() {
                "county" => &mut form.county,
                "service" => &mut form.service,
                "service_q" => &mut form.service_q,
                "kind" => &mut form.kind,
                "tried_at" => &mut form.tried_at,
                "what" => &mut form.what,
                "who" => &mut form.who,
                "phone" => &mut form.phone,
                _ => return,
            };
            *field = value;
        });
    }

    /// Whether something stood in the way that can be named.
    pub fn met_an_obstacle(self) -> bool {
        self.form.with(|form| Kind::parse(&form.kind).is_none_or(Kind::met_an_obstacle))
    }

    /// Whether it was tried at a place with a name.
    pub fn has_a_site(self) -> bool {
        self.form.with(|form| TriedAt::parse(&form.tried_at).is_some_and(TriedAt::has_a_site))
    }

    /// For whom the person speaks.
    pub fn who(self) -> Option<Who> {
        self.form.with(|form| Who::parse(&form.who))
    }

    /// Asks the server again whenever what it answers for has changed and typing paused.
    fn follow(self) {
        let phone = settled(move || self.form.with(|form| form.phone.clone()));
        ask(phone, read_caller, self.earlier);
        let matter = settled(move || {
            self.form.with(|form| {
                ["county", "service", "service_q", "what"]
                    .map(str::to_owned)
                    .into_iter()
                    .zip([&form.county, &form.service, &form.service_q, &form.what].map(Clone::clone))
                    .collect::<Typed>()
            })
        });
        ask(matter, read_beside, self.beside);
    }
}

/// Keeps the newest answer; of two that are on their way the one asked for later counts.
fn ask<Asked, Answer, Answering>(
    asked: Signal<Asked>,
    server: impl Fn(Asked) -> Answering + 'static,
    kept: RwSignal<Answer>,
) where
    Asked: Clone + PartialEq + Send + Sync + 'static,
    Answer: PartialEq + Send + Sync + 'static,
    Answering: Future<Output = Result<Answer, Denied>> + 'static,
{
    let turn = StoredValue::new(0_u32);
    Effect::new(move |before: Option<()>| {
        let asked = asked.get();
        if before.is_none() {
            return;
        }
        turn.update_value(|turn| *turn += 1);
        let (mine, answer) = (turn.get_value(), server(asked));
        spawn_local(async move {
            if let (Ok(answer), Some(newest)) = (answer.await, turn.try_get_value())
                && newest == mine
                && kept.try_with_untracked(|old| *old != answer) == Some(true)
            {
                kept.set(answer);
            }
        });
    });
}
