//! What stands around a request: its headers, the bytes of a list, and the settings of the process.

use crate::{
    client::Proxies,
    config::{Config, Purpose},
    lists::decode,
};
use app::{
    desk::{browser_token, in_query, prefs, session_token, track_pass},
    lang::Prefs,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use std::net::IpAddr;

/// A line is a header: its first letter says which. Preferences survive their cookie; only a proxy of ours says for whom it asks.
pub(super) fn headers(data: &[u8]) {
    let mut asked = HeaderMap::new();
    for line in data.split(|byte| *byte == b'\n') {
        let Some((which, value)) = line.split_first() else { continue };
        let name = match which {
            b'c' => header::COOKIE,
            b'l' => header::ACCEPT_LANGUAGE,
            b'e' => header::ACCEPT_ENCODING,
            _ => HeaderName::from_static("x-forwarded-for"),
        };
        if let Ok(value) = HeaderValue::from_bytes(value) {
            asked.append(name, value);
        }
    }
    let kept = prefs(&asked);
    assert_eq!(Prefs::default().with_cookie(&kept.to_cookie()), kept);
    for secure in [true, false] {
        session_token(&asked, secure);
        browser_token(&asked, secure);
        let pass = track_pass(&asked, secure);
        assert!(pass.is_none_or(|pass| !pass.as_str().contains(';')));
    }
    crate::assets::answer("manifest.json", &asked, HeaderValue::from_static("no-store"));
    let stranger: IpAddr = "198.51.100.7".parse().unwrap();
    let proxies = Proxies::parse("10.0.0.0/8,2001:db8::/32").unwrap();
    assert_eq!(proxies.client(stranger, &asked), stranger, "a stranger cannot say who they are");
    proxies.client("10.0.0.1".parse().unwrap(), &asked);
    let address = in_query(&String::from_utf8_lossy(data));
    assert!(address.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'%') && address.len() <= 60 * 12);
}

/// What is read as text is text.
pub(super) fn list_bytes(data: &[u8]) {
    if let Some(text) = decode(data) {
        assert!(!text.contains('\0') && text.len() <= data.len() * 3 + 3);
    }
}

/// A line is a setting. Each that cannot be used has a sentence, which never repeats a secret.
pub(super) fn settings(data: &[u8]) {
    let typed = String::from_utf8_lossy(data);
    let lines: Vec<_> = typed.lines().filter_map(|line| line.split_once('=')).collect();
    let lookup = |name: &str| {
        let value = |(known, value): &(&str, &str)| {
            (name.strip_prefix("CLEARWAY_") == Some(*known)).then(|| (*value).to_owned())
        };
        lines.iter().find_map(value)
    };
    for purpose in [Purpose::Serve, Purpose::Tend] {
        match Config::read(purpose, &lookup) {
            Ok(config) => {
                let url = config.public_url(config.addr);
                assert!(!url.ends_with('/') && config.secure() == url.starts_with("https://"), "{url}");
            }
            Err(problems) => {
                assert!(problems.iter().all(|sentence| sentence.ends_with('.')), "{problems:?}");
                let secret = lookup("CLEARWAY_S3_SECRET").filter(|secret| secret.len() > 20);
                assert!(secret.is_none_or(|secret| !problems.concat().contains(&secret)), "a secret is told");
            }
        }
    }
    Proxies::parse(&typed);
}
