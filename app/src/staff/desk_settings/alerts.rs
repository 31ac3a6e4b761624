//! What somebody is told of while they look elsewhere: by a sound, by a notice of the system, and when not.

use super::{group, tick};
use crate::{
    lang::{Lang, t},
    staff::alerts::{
        Chime,
        notification::{self, Allowed},
    },
    ui::plain,
};
use clearway::queue::{Alert, Alerts, DeskSettings, Minute, Quiet};
use leptos::{ev, prelude::*, task::spawn_local};

/// The part of the page.
pub fn part(lang: Lang, settings: RwSignal<DeskSettings>) -> AnyView {
    let allowed = RwSignal::new(Allowed::Yes);
    let audible = RwSignal::new(true);
    let page = AlertPart { lang, settings, allowed, audible, chime: use_context() };
    // what the browser can is known in the browser only
    Effect::new(move |_| {
        allowed.set(Allowed::now());
        audible.set(Chime::is_possible());
    });
    let ways: Vec<_> = Alert::ALL.into_iter().map(|alert| page.row(alert)).collect();
    let mut parts = vec![plain::text("field__hint", t::alerts_hint(lang)), plain::group("alerts", ways)];
    parts.extend([page.sound(), page.desktop(), page.quiet()]);
    group(t::alerts_title(lang), parts)
}

#[derive(Clone, Copy)]
struct AlertPart {
    lang: Lang,
    settings: RwSignal<DeskSettings>,
    allowed: RwSignal<Allowed>,
    audible: RwSignal<bool>,
    chime: Option<Chime>,
}

impl AlertPart {
    /// What is told of, and the ways in which it can be.
    fn row(self, alert: Alert) -> AnyView {
        let (name, title) = (name(self.lang, alert), format!("alert-{}", alert.as_str()));
        let named = title.clone();
        let sound =
            move || self.audible.get().then(|| self.way(t::alert_by_sound(self.lang), alert, sounds, Self::hear));
        let desktop = move || {
            let there = self.allowed.get() != Allowed::Missing;
            there.then(|| self.way(t::alert_by_desktop(self.lang), alert, shows, Self::see))
        };
        view! {
            <div class="alerts__row" role="group" aria-labelledby=named>
                <span class="alerts__name" id=title>{name}</span>
                {plain::live(sound)}
                {plain::live(desktop)}
            </div>
        }
        .into_any()
    }

    /// A box that is ticked as the settings say: where the browser refuses it is not.
    fn way(self, label: &'static str, alert: Alert, of: Of, change: fn(Self, Alert, bool)) -> AnyView {
        let on = move || self.settings.with(|settings| of(&settings.alerts).contains(&alert));
        let change = move |event: ev::Event| change(self, alert, event_target_checked(&event));
        view! {
            <label class="desk-settings__tick">
                <input class="pick__box" type="checkbox" prop:checked=on checked=on on:change=change/>
                <span>{label}</span>
            </label>
        }
        .into_any()
    }

    fn hear(self, alert: Alert, on: bool) {
        self.settings.update(|settings| put(&mut settings.alerts.sound, alert, on));
    }

    /// The browser is asked when somebody switches it on, and shows one: whoever sees it knows what to expect.
    fn see(self, alert: Alert, on: bool) {
        let first = self.settings.with_untracked(|settings| settings.alerts.desktop.is_empty());
        self.settings.update(|settings| put(&mut settings.alerts.desktop, alert, on));
        if on && (first || self.allowed.get_untracked() != Allowed::Yes) {
            self.ask();
        }
    }

    fn ask(self) {
        spawn_local(async move {
            let mut allowed = match Allowed::now() {
                Allowed::Asks => Allowed::ask().await,
                known => known,
            };
            if allowed == Allowed::Yes && !notification::show(self.lang, t::alert_sample(self.lang), None) {
                allowed = Allowed::Missing;
            }
            if allowed != Allowed::Yes {
                self.settings.try_update(|settings| settings.alerts.desktop.clear());
            }
            self.allowed.try_set(allowed);
        });
    }

    /// A button to hear it, where something is told by it.
    fn sound(self) -> AnyView {
        let ring = move || {
            if let Some(chime) = self.chime {
                chime.wake();
                chime.ring();
            }
        };
        plain::live(move || {
            if !self.audible.get() {
                return Some(plain::text("field__hint", t::alert_no_sound(self.lang)));
            }
            let button = plain::button("button button--quiet", t::alert_try(self.lang), ring);
            let hint = plain::span("field__hint", t::alert_try_hint(self.lang));
            Some(plain::group("alerts__try", vec![button, hint]))
        })
    }

    /// What is to be done where the browser shows none.
    fn desktop(self) -> AnyView {
        let said = move || {
            let wants = self.settings.with(|settings| !settings.alerts.desktop.is_empty());
            match self.allowed.get() {
                Allowed::Missing => Some(plain::text("field__hint", t::alert_missing(self.lang))),
                Allowed::Denied => Some(plain::text("alerts__denied", t::alert_denied(self.lang))),
                // on the desk of another computer it was allowed: here it is not yet
                Allowed::Asks if wants => {
                    let button = plain::button("button button--quiet", t::alert_allow(self.lang), move || self.ask());
                    let hint = plain::span("field__hint", t::alert_allow_hint(self.lang));
                    Some(plain::group("alerts__try", vec![button, hint]))
                }
                Allowed::Asks | Allowed::Yes => None,
            }
        };
        view! { <div role="status">{plain::live(said)}</div> }.into_any()
    }

    fn quiet(self) -> AnyView {
        let settings = self.settings;
        let on = settings.with_untracked(|settings| settings.alerts.quiet.is_some());
        let tick = tick(t::alert_quiet(self.lang), on, move |on| {
            settings.update(|settings| settings.alerts.quiet = on.then_some(Quiet::USUAL));
        });
        // drawn anew when it is switched on or off only, not while somebody types a time
        let on = Memo::new(move |_| settings.with(|settings| settings.alerts.quiet.is_some()));
        let times = move || {
            let Quiet { from, until } = on.get().then(|| settings.with_untracked(|it| it.alerts.quiet)).flatten()?;
            let from = self.time(t::alert_quiet_from(self.lang), from, |quiet, minute| quiet.from = minute);
            let until = self.time(t::alert_quiet_until(self.lang), until, |quiet, minute| quiet.until = minute);
            let hint = plain::text("field__hint", t::alert_quiet_hint(self.lang));
            Some(plain::group("alerts__quiet", vec![from, until, hint]))
        };
        plain::group("", vec![tick, plain::live(times)])
    }

    fn time(self, label: &'static str, now: Minute, keep: fn(&mut Quiet, Minute)) -> AnyView {
        let change = move |event: ev::Event| {
            if let Some(minute) = Minute::parse(&event_target_value(&event)) {
                self.settings.update(|settings| settings.alerts.quiet.iter_mut().for_each(|quiet| keep(quiet, minute)));
            }
        };
        view! {
            <label class="alerts__time">
                <span>{label}</span>
                <input class="input" type="time" required=true value=now.shown() on:change=change/>
            </label>
        }
        .into_any()
    }
}

/// One of the two ways, in the settings.
type Of = fn(&Alerts) -> &Vec<Alert>;

const fn sounds(alerts: &Alerts) -> &Vec<Alert> {
    &alerts.sound
}

const fn shows(alerts: &Alerts) -> &Vec<Alert> {
    &alerts.desktop
}

fn put(alerts: &mut Vec<Alert>, alert: Alert, on: bool) {
    alerts.retain(|known| *known != alert);
    if on {
        alerts.push(alert);
    }
}

const fn name(lang: Lang, alert: Alert) -> &'static str {
    match alert {
        Alert::Work => t::alert_work(lang),
        Alert::Late => t::alert_late(lang),
        Alert::Mine => t::alert_mine(lang),
    }
}
