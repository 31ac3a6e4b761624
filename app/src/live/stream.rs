//! The stream of notices from the server (server-sent events).

use super::{Live, Notice, later};
use clearway::id::CaseId;
use leptos::serde_json;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Event, EventSource, MessageEvent, js_sys::Math};

/// The longest wait before a refused stream is tried again, in milliseconds.
const LONGEST: f64 = 60_000.0;

/// What stands in a notice.
#[derive(Deserialize)]
struct Change {
    case_id: CaseId,
    version: i64,
    kind: String,
}

/// An open stream; it ends when it is dropped.
pub struct Stream {
    source: EventSource,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _open: Closure<dyn FnMut(Event)>,
    _error: Closure<dyn FnMut(Event)>,
}

impl Stream {
    /// Opens it after a notice; should it be refused, it is tried again after so many milliseconds.
    pub fn open(live: Live, since: i64, wait: f64) -> Result<Self, JsValue> {
        let source = EventSource::new(&format!("/live?since={since}"))?;
        let message = Closure::new(move |event: MessageEvent| {
            live.hears_the_server();
            if let Some(notice) = read(&event) {
                live.pass_on(&notice);
                live.hear(notice);
            }
        });
        let open = Closure::new(move |_| {
            live.hears_the_server();
        });
        let error = Closure::new({
            let source = source.clone();
            move |_| trouble(live, &source, wait)
        });
        for kind in ["change", "resync", "beat"] {
            source.add_event_listener_with_callback(kind, message.as_ref().unchecked_ref())?;
        }
        source.set_onopen(Some(open.as_ref().unchecked_ref()));
        source.set_onerror(Some(error.as_ref().unchecked_ref()));
        Ok(Self { source, _message: message, _open: open, _error: error })
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

fn read(event: &MessageEvent) -> Option<Notice> {
    if event.type_() == "beat" {
        return None;
    }
    let number = event.last_event_id().parse().ok()?;
    if event.type_() == "resync" {
        return Some(Notice { number, case_id: None, version: 0, kind: "resync".to_owned() });
    }
    let Change { case_id, version, kind } = serde_json::from_str(&event.data().as_string()?).ok()?;
    Some(Notice { number, case_id: Some(case_id), version, kind })
}

/// A stream that broke comes back by itself; one that was refused is closed, and tried again after a while.
fn trouble(live: Live, source: &EventSource, wait: f64) {
    live.breaks();
    if source.ready_state() == EventSource::CLOSED {
        later(wait * (0.5 + Math::random() / 2.0), move || live.open((wait * 2.0).min(LONGEST)));
    }
}
