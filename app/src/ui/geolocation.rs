//! Where this device is, when it can tell and its owner lets it.

use leptos::{
    html,
    prelude::*,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
    web_sys::{
        HtmlInputElement,
        js_sys::{Function, Reflect},
    },
};

/// Whether the browser can be asked.
pub fn is_there() -> bool {
    service().is_some()
}

/// Asks once; nothing when it was refused or could not be found.
pub fn ask(tell: impl Fn(Option<(f64, f64)>) + Clone + 'static) {
    let found = {
        let tell = tell.clone();
        Closure::once_into_js(move |position: JsValue| tell(degrees(&position)))
    };
    let refused = Closure::once_into_js(move |_: JsValue| tell(None));
    let Some(service) = service() else { return };
    let asked = Reflect::get(&service, &JsValue::from_str("getCurrentPosition"));
    if let Some(asked) = asked.ok().and_then(|asked| asked.dyn_into::<Function>().ok()) {
        // a browser that throws here has told by not calling back
        drop(asked.call2(&service, &found, &refused));
    }
}

/// Writes a position into the two fields inside an element, to a few metres.
pub fn fill(fields: NodeRef<html::Div>, north: f64, east: f64) {
    let Some(fields) = fields.get_untracked() else { return };
    for (name, degrees) in [("latitude", north), ("longitude", east)] {
        let field = fields.query_selector(&format!("[name={name}]")).ok().flatten();
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            field.set_value(&format!("{degrees:.5}"));
        }
    }
}

fn service() -> Option<JsValue> {
    let found = Reflect::get(&window().navigator(), &JsValue::from_str("geolocation")).ok()?;
    (!found.is_undefined()).then_some(found)
}

fn degrees(position: &JsValue) -> Option<(f64, f64)> {
    let coordinates = Reflect::get(position, &JsValue::from_str("coords")).ok()?;
    let degrees = |name| Reflect::get(&coordinates, &JsValue::from_str(name)).ok()?.as_f64();
    Some((degrees("latitude")?, degrees("longitude")?))
}
