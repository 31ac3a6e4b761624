//! Odd input, made by dice that fall the same every time.

use axum::http::{HeaderName, HeaderValue, Method, header};
use std::collections::BTreeMap;

/// Fields of all server functions, each with something that a form could say; the desk says the rest.
pub const FIELDS: [(&str, &str); 62] = [
    ("act", "claim"),
    ("added", "The window was closed again."),
    ("after", ""),
    ("answer", "The registry takes the copy that it has; nothing else has to be brought."),
    ("answered", "yes"),
    ("before", ""),
    ("body", "date,kind,name\n2027-01-01,holiday,New Year\n"),
    ("called", "yes"),
    ("change", ""),
    ("channel", "hotline"),
    ("checked", "yes"),
    ("county", "990101"),
    ("declared", "yes"),
    ("digits", "123456"),
    ("done[0][id]", "00000000-0000-0000-0000-000000000000"),
    ("end", ""),
    ("field", "what"),
    ("file", "00000000-0000-0000-0000-000000000000"),
    ("from", "0"),
    ("id", "00000000-0000-0000-0000-000000000000"),
    ("key", ""),
    ("kind", "help"),
    ("lang", "en"),
    ("link", "0000000000"),
    ("mark", "1"),
    ("missing", "What is missing here?"),
    ("mode", "elder"),
    ("name", "Wang"),
    ("new", "a long enough new password"),
    ("note", "Called back."),
    ("over", ""),
    ("page", "0"),
    ("part", "note"),
    ("password", "demo"),
    ("path", "/help"),
    ("phone", "13800138000"),
    ("place", "0"),
    ("points", "One\nTwo"),
    ("query", "due=soon&sort=filed"),
    ("reached", "yes"),
    ("reason", "other"),
    ("role", "officer"),
    ("roles[]", "officer"),
    ("said", "They will come."),
    ("seen", "1"),
    ("settings", "{}"),
    ("shared", ""),
    ("sheet[name]", "Registry"),
    ("shown", ""),
    ("since", "0"),
    ("step", "what"),
    ("text", "The registry takes the copy that it has; nothing else has to be brought."),
    ("theme", "dark"),
    ("thing", "templates"),
    ("title", "What to bring to it"),
    ("to", "/s"),
    ("typed", "deed"),
    ("username", "jill"),
    ("view", "open"),
    ("way", "phone"),
    ("why", "call"),
    ("wrong", "false"),
];

/// Words that have broken programs before; written as they go over the line, so that what is no UTF-8 can stand among them.
const ODD: [&str; 34] = [
    "",
    "%00",
    "a%00b",
    "%FF%FE",
    "%ED%A0%80",
    "%C0%AF",
    "%",
    "%zz",
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "99999999999999999999999999",
    "1e309",
    "NaN",
    "-0",
    "null",
    "true",
    "[]",
    "{}",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "%7B%22keys%22%3A%7B%22a%22%3A%7B%7D%7D%7D",
    "'%3B+drop+table+cases%3B+--",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "..%2F..%2F..%2Fetc%2Fpasswd",
    "%2F%2Felsewhere.example",
    "%5C%5Celsewhere.example",
    "https%3A%2F%2Felsewhere.example%2F",
    "%0D%0ASet-Cookie%3A+a%3Db",
    "%E2%80%AE%E2%80%8B%EF%BB%BF",
    "%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7",
    "2026-13-45",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "urged.1.-9223372036854775808.00000000-0000-0000-0000-000000000000",
    "due=overdue%26region%3D990101%26holder%3Dx%26service%3D%00",
];

/// What a browser of ours would not say of where it comes from.
const REFERERS: [&str; 5] = [
    "http://clearway.test/s",
    "http://clearway.test//elsewhere.example/",
    "http://clearway.test/\t/elsewhere.example",
    "http://clearway.test/\\elsewhere.example",
    "no address at all",
];

/// Dice that fall the same in every run.
pub struct Dice(u64);

impl Dice {
    pub const fn new() -> Self {
        Self(20_261_127)
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// One request.
pub struct Asked {
    pub method: Method,
    pub headers: Vec<(HeaderName, HeaderValue)>,
    pub accept: Option<&'static str>,
    pub body: Vec<u8>,
}

impl Asked {
    /// The body where it stands in an address: only what may stand there.
    pub fn query(&self) -> String {
        let may = |byte: &&u8| byte.is_ascii_alphanumeric() || b"%&=+-_.~[]".contains(byte);
        self.body.iter().filter(may).take(8_000).map(|byte| char::from(*byte)).collect()
    }

    /// For whoever reads what failed.
    pub fn shown(&self) -> String {
        let (method, headers) = (&self.method, &self.headers);
        format!("{method} {headers:?} {}", String::from_utf8_lossy(&self.body[..self.body.len().min(3_000)]))
    }
}

/// A request in which something is odd: words, names, their number, their shape, the headers.
pub fn ask(plain: &BTreeMap<&'static str, String>, dice: &mut Dice) -> Asked {
    let (mut fields, mut kind) = (encoded(plain), "application/x-www-form-urlencoded");
    for _ in 0..=dice.below(3) {
        let place = dice.below(fields.len());
        fields[place].1 = if dice.below(12) == 0 { long(dice) } else { dice.one(&ODD).to_owned() };
    }
    let body = match dice.below(16) {
        0 => Vec::new(),
        1 => (0..dice.below(300)).map(|_| u8::try_from(dice.below(256)).unwrap()).collect(),
        2 => {
            kind = "application/json";
            serde_json::to_vec(plain).unwrap()
        }
        3 => serde_json::to_vec(plain).unwrap(),
        4 => {
            kind = dice.one(&["multipart/form-data; boundary=x", "text/plain", "application/cbor", "\u{1}"]);
            form(&fields)
        }
        5 => form(&[fields.clone(), fields].concat()),
        6 => {
            fields.retain(|_| dice.below(2) == 0);
            form(&fields)
        }
        7 => form(&fields.into_iter().map(|(name, value)| (format!("{name}[a][b][]"), value)).collect::<Vec<_>>()),
        8 => format!("a{}=1&{}", "[b]".repeat(2_000), "=&".repeat(2_000)).into_bytes(),
        9 => format!("text={}", "x".repeat(1 << 20)).into_bytes(),
        _ => form(&fields),
    };
    let mut headers = vec![(header::ORIGIN, HeaderValue::from_static("http://clearway.test"))];
    headers.extend(HeaderValue::from_str(dice.one(&REFERERS)).ok().map(|value| (header::REFERER, value)));
    headers.extend(HeaderValue::from_str(kind).ok().map(|value| (header::CONTENT_TYPE, value)));
    let method = if dice.below(10) == 0 { Method::GET } else { Method::POST };
    Asked { method, headers, accept: dice.one(&[Some("application/json"), Some("application/json"), None]), body }
}

/// Under the 64 KB that a form may have; letters of three bytes are nine on the line.
fn long(dice: &mut Dice) -> String {
    match dice.below(3) {
        0 => "x".repeat(40_000),
        1 => "%E9%95%BF".repeat(4_000),
        _ => "%0A".repeat(10_000),
    }
}

fn encoded(plain: &BTreeMap<&'static str, String>) -> Vec<(String, String)> {
    let encode = |value: &String| {
        let one =
            |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
        value.bytes().map(one).collect::<String>()
    };
    plain.iter().map(|(name, value)| ((*name).to_owned(), encode(value))).collect()
}

fn form(fields: &[(String, String)]) -> Vec<u8> {
    let pairs: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join("&").into_bytes()
}
