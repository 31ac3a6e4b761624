//! The lists of an office as files: sent by whoever runs the installation, in the encodings that spreadsheets write, and handed out.

use crate::{
    files::multipart::{Halt, Parts},
    router::Doors,
    sorry::{bare, failed},
};
use app::{
    desk::{prefs, session_token},
    lang::Lang,
    routes,
    setup::vocabulary,
    sorry::Sorry,
};
use axum::{
    Router,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use clearway::{
    office::{
        csv,
        lists::{BYTES_MAX, List},
    },
    refusal::Refusal,
    staff::Staff,
    store::{Error, Fault},
};
use encoding_rs::{Encoding, GB18030, UTF_8};

/// Most that is read of a form that is too large, so that its owner reads why.
const SENT_MAX: usize = 8 * BYTES_MAX;

/// All of them.
pub fn all() -> Router<Doors> {
    Router::new()
        .route("/admin/lists/{list}/send", post(send))
        .route("/admin/lists/{list}/list.csv", get(file))
        .route("/admin/lists/{list}/template.csv", get(template))
        .route(routes::ADMIN_LINKS_FILE, get(links))
}

async fn who(doors: &Doors, asked: &HeaderMap) -> Result<Staff, Error> {
    let token = session_token(asked, doors.office.secure).ok_or(Refusal::SignedOut)?;
    doors.office.store.use_session(&token, doors.office.clock.now()).await
}

fn named(list: &str) -> Result<List, Error> {
    List::parse(list).ok_or(Refusal::NotFound.into())
}

/// Keeps a list until it is applied; its page says what is wrong with it.
async fn send(State(doors): State<Doors>, Path(list): Path<String>, request: Request) -> Response {
    let asked = request.headers().clone();
    let (staff, list) = match (who(&doors, &asked).await, named(&list)) {
        (Ok(staff), Ok(list)) => (staff, list),
        (Err(error), _) | (_, Err(error)) => return not_done(&error),
    };
    let page = routes::office_list(list);
    let back = |mark: &str| Redirect::to(&format!("{page}?e={mark}")).into_response();
    let body = match receive(request).await {
        Ok(bytes) if bytes.iter().all(u8::is_ascii_whitespace) => return back("nothing"),
        Ok(bytes) => bytes,
        Err(Halt::Large) => return back("large"),
        Err(_) => return bare(Sorry::Unread),
    };
    let Some(text) = decode(&body) else { return back("text") };
    let at = crate::chance::moment(&doors.office.clock);
    match doors.office.store.send_list(&staff, list, &text, at).await {
        Ok(()) => Redirect::to(&page).into_response(),
        Err(error) => not_done(&error),
    }
}

/// The file, or what was pasted where there is none.
async fn receive(request: Request) -> Result<Vec<u8>, Halt> {
    let (head, body) = request.into_parts();
    let mut parts = Parts::new(&head.headers, body, SENT_MAX)?;
    let (mut file, mut pasted, mut large) = (Vec::new(), Vec::new(), false);
    while let Some(head) = parts.next().await? {
        let place = match head.name.as_str() {
            "file" => &mut file,
            "text" => &mut pasted,
            _ => continue,
        };
        while let Some(piece) = parts.piece().await? {
            large |= place.len() + piece.len() > BYTES_MAX;
            if !large {
                place.extend_from_slice(&piece);
            }
        }
    }
    match (large, file.is_empty()) {
        (true, _) => Err(Halt::Large),
        (false, true) => Ok(pasted),
        (false, false) => Ok(file),
    }
}

/// The text, in UTF-8 or in what spreadsheets in China write; nothing where it is no text.
pub(crate) fn decode(bytes: &[u8]) -> Option<String> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.unwrap_or(if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { GB18030 });
    let (text, _, broken) = encoding.decode(bytes);
    (!broken && !text.contains('\0')).then(|| text.into_owned())
}

async fn file(State(doors): State<Doors>, Path(list): Path<String>, asked: HeaderMap) -> Response {
    let read = async {
        let (staff, list) = (who(&doors, &asked).await?, named(&list)?);
        Ok((list, doors.office.store.list_lines(&staff, list).await?))
    };
    match read.await {
        Ok((list, lines)) => table(list, prefs(&asked).lang, &lines),
        Err(error) => not_done(&error),
    }
}

async fn template(State(doors): State<Doors>, Path(list): Path<String>, asked: HeaderMap) -> Response {
    match (who(&doors, &asked).await, named(&list)) {
        (Ok(_), Ok(list)) => table(list, prefs(&asked).lang, &[]),
        (Err(error), _) | (_, Err(error)) => not_done(&error),
    }
}

fn table(list: List, lang: Lang, lines: &[Vec<String>]) -> Response {
    let columns = list.columns();
    let head = columns.iter().map(|column| vocabulary::column(lang, list, *column).to_owned()).collect();
    let said = |line: &Vec<String>| {
        columns.iter().zip(line).map(|(column, field)| vocabulary::said(lang, *column, field)).collect()
    };
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(lines.iter().map(said)).collect();
    hand_out(list.as_str(), &rows)
}

async fn links(State(doors): State<Doors>, asked: HeaderMap) -> Response {
    let read = async {
        let staff = who(&doors, &asked).await?;
        doors.office.store.read_new_links(&staff, doors.office.clock.now()).await
    };
    let links = match read.await {
        Ok(links) => links,
        Err(error) => return not_done(&error),
    };
    let whole = |token: &str| doors.office.link_to(&routes::choose_password(token));
    let head = vocabulary::link_columns(prefs(&asked).lang);
    let row =
        |link: &clearway::office::lists::NewLink| vec![link.username.clone(), link.name.clone(), whole(&link.token)];
    let rows: Vec<_> = std::iter::once(head).chain(links.iter().map(row)).collect();
    hand_out("links", &rows)
}

fn hand_out(name: &str, rows: &[Vec<String>]) -> Response {
    let text = csv::write(rows.iter().map(|row| row.iter().map(String::as_str).collect()));
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}.csv\""));
    headers.insert(header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment")));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

fn not_done(error: &Error) -> Response {
    match error {
        Error::Refused(Refusal::SignedOut | Refusal::SecondFactor) => Redirect::to(routes::SIGN_IN).into_response(),
        Error::Refused(_) => bare(Sorry::Missing),
        Error::Fault(fault) => broken(fault),
    }
}

fn broken(fault: &Fault) -> Response {
    tracing::error!(%fault, "a list could not be sent or read");
    failed(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_write_is_read_and_what_is_no_text_is_not() {
        let text = "用户名,姓名\nlina,李娜";
        assert_eq!(decode(text.as_bytes()).as_deref(), Some(text));
        assert_eq!(decode(&GB18030.encode(text).0).as_deref(), Some(text));
        assert_eq!(decode(&[&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat()).as_deref(), Some(text));
        let wide: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide).as_deref(), Some(text));
        for no_text in [&b"PK\x03\x04\x00\x00\xff\xff"[..], b"\xff\xff\xff", b"a\0b"] {
            assert_eq!(decode(no_text), None, "{no_text:?}");
        }
    }
}
