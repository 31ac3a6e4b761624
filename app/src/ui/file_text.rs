//! A file that is read into a field for text, to be looked at before it is sent.

use leptos::{
    ev, html,
    prelude::*,
    wasm_bindgen::{JsCast as _, closure::Closure},
    web_sys::js_sys::Uint8Array,
};
use web_sys::{FileReader, HtmlInputElement, TextDecoder, TextDecoderOptions};

/// More than a form may hold is not read: whoever chose the wrong file is told so when it is sent.
const MOST: i32 = 100_000;

/// Puts what stands in the chosen file into the field; what stood there goes.
pub fn pour(event: &ev::Event, into: NodeRef<html::Textarea>) {
    let input: HtmlInputElement = event_target(event);
    let (Some(file), Ok(reader)) = (input.files().and_then(|files| files.get(0)), FileReader::new()) else { return };
    let read = reader.clone();
    let done = Closure::once_into_js(move || {
        if let (Ok(bytes), Some(field)) = (read.result(), into.get_untracked()) {
            field.set_value(&text(&Uint8Array::new(&bytes).to_vec()));
        }
    });
    reader.set_onload(Some(done.unchecked_ref()));
    // a file that cannot be read leaves the field as it is
    let _begun = file.slice_with_i32_and_i32(0, MOST).and_then(|start| reader.read_as_array_buffer(&start));
}

/// UTF-8, or what spreadsheets in China write where they do not write that.
fn text(bytes: &[u8]) -> String {
    let strict = TextDecoderOptions::new();
    strict.set_fatal(true);
    let unicode =
        TextDecoder::new_with_label_and_options("utf-8", &strict).and_then(|to| to.decode_with_u8_array(bytes));
    let other = || TextDecoder::new_with_label("gb18030").and_then(|to| to.decode_with_u8_array(bytes));
    unicode.or_else(|_| other()).unwrap_or_default()
}
