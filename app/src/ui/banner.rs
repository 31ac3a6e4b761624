//! A line that must not be missed, and what to do about it.

use leptos::prelude::*;

/// How a banner looks and how soon it is read out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// When there is time.
    Quiet,
    /// At once.
    Alarm,
}

/// The line.
#[component]
pub fn Banner(
    /// How it looks.
    tone: Tone,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let (class, role) = match tone {
        Tone::Quiet => ("banner", "status"),
        Tone::Alarm => ("banner banner--alarm", "alert"),
    };
    view! { <div class=class role=role>{children()}</div> }
}
