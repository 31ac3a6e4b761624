//! What is typed, once nothing more was typed for a moment: then the server is asked.

use leptos::{
    leptos_dom::helpers::{TimeoutHandle, set_timeout},
    prelude::*,
};
use std::time::Duration;

/// How long nothing has to be typed, in milliseconds.
const PAUSE: u64 = 300;

/// The value as it stood when typing paused last; at first as it stands now.
pub fn settled<Value>(typed: impl Fn() -> Value + Send + Sync + 'static) -> Signal<Value>
where
    Value: Clone + PartialEq + Send + Sync + 'static,
{
    let value = RwSignal::new(untrack(&typed));
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || waiting.get_value().into_iter().for_each(|handle| handle.clear());
    Effect::new(move |_| {
        let new = typed();
        stop();
        let settle = move || {
            if value.with_untracked(|old| *old != new) {
                value.set(new);
            }
        };
        waiting.set_value(set_timeout(settle, Duration::from_millis(PAUSE)).ok());
    });
    on_cleanup(stop);
    value.into()
}
