//! One stream a browser: whichever tab holds the lock "live" opens it and passes on what it hears. Browsers allow six
//! connections to a host, and a stream in every tab would use them up.

use super::{FIRST, Live, Notice};
use leptos::serde_json;
use serde::{Deserialize, Serialize};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{
    JsCast, JsValue,
    prelude::{Closure, wasm_bindgen},
};
use web_sys::{
    BroadcastChannel, MessageEvent,
    js_sys::{Function, Promise},
};

#[wasm_bindgen]
extern "C" {
    /// Web Locks; `web_sys` has them behind a build flag.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"], js_name = request)]
    fn request_lock(name: &str, granted: &Function) -> Result<Promise, JsValue>;
}

/// What tabs say to each other.
#[derive(Serialize, Deserialize)]
enum Talk {
    Heard(Notice),
    Beat,
    Lost,
    Since(i64),
    Who,
    Here(String),
}

/// This tab among the tabs of its browser.
pub struct Tabs {
    channel: BroadcastChannel,
    turn: Rc<Turn>,
    _message: Closure<dyn FnMut(MessageEvent)>,
}

/// Whether this tab is still there when the lock is granted, and how to give the lock back.
#[derive(Default)]
struct Turn {
    over: Cell<bool>,
    release: Cell<Option<Function>>,
}

impl Tabs {
    /// Listens to the others, asks what was missed, and waits for the lock.
    pub fn join(live: Live, since: i64) -> Result<Self, JsValue> {
        let channel = BroadcastChannel::new("clearway-live")?;
        let message = Closure::new(move |event: MessageEvent| match read(&event) {
            Some(Talk::Heard(notice)) => {
                live.is_alive();
                live.hear(notice);
            }
            Some(Talk::Beat) => live.is_alive(),
            Some(Talk::Lost) => live.is_lost(),
            Some(Talk::Since(since)) => live.repeat(since),
            Some(Talk::Who) => live.says_here(),
            Some(Talk::Here(path)) => live.is_looked_at(path),
            None => {}
        });
        channel.set_onmessage(Some(message.as_ref().unchecked_ref()));
        let turn = Rc::new(Turn::default());
        // resolved when the lock is given back, which nobody waits for
        drop(request_lock("clearway-live", &on_turn(live, Rc::clone(&turn)))?);
        let tabs = Self { channel, turn, _message: message };
        tabs.say(&Talk::Since(since));
        Ok(tabs)
    }

    /// Passes on what the stream said.
    pub fn tell(&self, notice: &Notice) {
        self.say(&Talk::Heard(notice.clone()));
    }

    /// Passes on that the server was heard.
    pub fn beat(&self) {
        self.say(&Talk::Beat);
    }

    /// Passes on that the server is not heard.
    pub fn lost(&self) {
        self.say(&Talk::Lost);
    }

    /// Asks the others which page is looked at.
    pub fn who(&self) {
        self.say(&Talk::Who);
    }

    /// Says that this page is looked at.
    pub fn here(&self, path: String) {
        self.say(&Talk::Here(path));
    }

    fn say(&self, talk: &Talk) {
        if let Ok(text) = serde_json::to_string(talk) {
            // fails only when the channel is closed, which is when this tab leaves
            drop(self.channel.post_message(&text.into()));
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
        self.turn.over.set(true);
        if let Some(release) = self.turn.release.take() {
            drop(release.call0(&JsValue::NULL));
        }
    }
}

/// Runs once, when the lock is granted; the lock is held until the promise it answers with is resolved.
fn on_turn(live: Live, turn: Rc<Turn>) -> Function {
    let granted = move |_lock: JsValue| {
        if turn.over.get() {
            return Promise::resolve(&JsValue::NULL);
        }
        live.open(FIRST);
        Promise::new(&mut |resolve, _| turn.release.set(Some(resolve)))
    };
    Closure::once_into_js(granted).unchecked_into()
}

fn read(event: &MessageEvent) -> Option<Talk> {
    serde_json::from_str(&event.data().as_string()?).ok()
}
