//! A short, soft sound. Browsers make none before somebody has pressed something on the page.

use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*, wasm_bindgen::JsValue};
use send_wrapper::SendWrapper;
use web_sys::AudioContext;

/// The notes, in hertz, each with when it begins, in seconds.
const NOTES: [(f32, f64); 2] = [(587.33, 0.0), (880.0, 0.16)];
/// How loud: a quarter of what is usual for a call.
const LOUD: f32 = 0.12;
/// How soon a note has its strength, and when it has died away, in seconds.
const RISE: f64 = 0.02;
const FADE: f64 = 0.5;

/// What makes the sound.
#[derive(Clone, Copy)]
pub struct Chime {
    wanted: StoredValue<bool>,
    // there only once somebody pressed something, in the browser
    context: StoredValue<Option<SendWrapper<AudioContext>>>,
}

impl Chime {
    /// Silent until somebody has pressed something.
    pub fn new() -> Self {
        let chime = Self { wanted: StoredValue::new(false), context: StoredValue::new(None) };
        Effect::new(move |_| {
            let pressed = window_event_listener(ev::click, move |_| chime.pressed());
            let typed = window_event_listener(ev::keydown, move |_| chime.pressed());
            on_cleanup(move || {
                pressed.remove();
                typed.remove();
            });
        });
        chime
    }

    /// Whether this browser can make a sound.
    pub fn is_possible() -> bool {
        super::notification::has("AudioContext")
    }

    /// Whether somebody wants to hear it.
    pub fn wanted(self, wanted: bool) {
        self.wanted.set_value(wanted);
    }

    fn pressed(self) {
        if self.wanted.try_get_value() == Some(true) {
            self.wake();
        }
    }

    /// Makes ready, while somebody presses something.
    pub fn wake(self) {
        if self.context.with_value(Option::is_none) && Self::is_possible() {
            self.context.set_value(AudioContext::new().ok().map(SendWrapper::new));
        }
    }

    /// Makes the sound, if it may.
    pub fn ring(self) {
        self.context.try_with_value(|context| context.as_ref().map(|context| play(context)));
    }
}

/// A sound that fails is no fault: what it tells is on the screen, too.
fn play(context: &AudioContext) -> Result<(), JsValue> {
    drop(context.resume()?);
    for (pitch, after) in NOTES {
        let (tone, gain) = (context.create_oscillator()?, context.create_gain()?);
        let begin = context.current_time() + after;
        tone.frequency().set_value(pitch);
        gain.gain().set_value_at_time(0.0, begin)?;
        gain.gain().linear_ramp_to_value_at_time(LOUD, begin + RISE)?;
        gain.gain().linear_ramp_to_value_at_time(0.0, begin + FADE)?;
        tone.connect_with_audio_node(&gain)?.connect_with_audio_node(&context.destination())?;
        tone.start_with_when(begin)?;
        tone.stop_with_when(begin + FADE)?;
    }
    Ok(())
}
