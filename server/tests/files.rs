//! Files on their way in: kept when they are good, told when they are not, shown to nobody else.

use crate::support::{Browser, Page, TestDesk, Upload, document, photograph, read, screenshot};
use axum::{
    body::Body,
    http::{Method, header},
};
use image::GenericImageView as _;
use server::{files::clamd::Scanner, router::Around};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

journeys!(
    what_is_good_is_kept_and_what_is_not_is_told,
    a_picture_is_shown_without_what_its_camera_wrote,
    a_document_is_only_saved,
    three_files_and_no_more,
    a_file_is_for_those_who_hold_its_draft,
    whatever_is_sent_is_answered_with_a_page,
    an_address_sends_so_much_and_no_more,
    files_of_a_case_are_for_its_reporter_and_its_staff,
    what_the_scanner_finds_is_refused_and_so_is_everything_while_it_is_away,
);

const WHAT: &str = "The window asked for the same certificate three times.";

/// A browser with a report that has just begun, and where its files go.
async fn begun(desk: &TestDesk) -> (Browser, String) {
    let mut browser = desk.browser();
    let page = browser.get("/report").await;
    let form = page.form_to("report/begin").expect("a report can be begun");
    let page = browser.submit(&page, &form).await;
    let draft = page.path.split('/').nth(3).expect("a draft has an id").to_owned();
    (browser, format!("/report/d/{draft}/files"))
}

/// Where the files of a page can be read.
fn files_on(page: &Page, folder: &str) -> Vec<String> {
    let mut links: Vec<_> = page.links().into_iter().filter(|link| link.starts_with(&format!("{folder}/"))).collect();
    links.sort();
    links.dedup();
    links
}

async fn what_is_good_is_kept_and_what_is_not_is_told(desk: &TestDesk) {
    let (mut browser, folder) = begun(desk).await;
    let upload = Upload::default()
        .file("door.jpg", &photograph())
        .file("IMG_0001.HEIC", b"\0\0\0\x24ftypheic\0\0\0\0mif1heic")
        .file("page.pdf", b"<html><script>alert(1)</script>")
        .file("empty.png", b"")
        .file("half.pdf", b"%PDF-1.4 and then the line broke")
        .file("letter.pdf", &document("a letter"));
    let page = browser.upload(&folder, upload).await;
    page.is(200);
    assert_eq!(page.path, format!("{folder}?e=1"));
    page.says("door.jpg").says("letter.pdf");
    for told in ["IMG_0001.HEIC", "page.pdf", "empty.png", "half.pdf"] {
        page.says(&format!("“{told}”"));
    }
    assert_eq!(files_on(&page, &folder).len(), 2);
    // what was wrong is told until files are sent again
    browser.get(&format!("{folder}?e=1")).await.says("“empty.png”");
    let page = browser.upload(&folder, Upload::default().field("change", "1").file("screen.png", &screenshot())).await;
    page.is(200).does_not_say("“empty.png”");
    assert_eq!(page.path, format!("{folder}?change=1"));
    assert_eq!(files_on(&page, &folder).len(), 3);
    let remove = page.form_to("report/remove_file").expect("a file can be taken away");
    let page = browser.submit(&page, &remove).await;
    page.does_not_say("door.jpg").says("letter.pdf");
    assert_eq!(files_on(&page, &folder).len(), 2);
}

async fn a_picture_is_shown_without_what_its_camera_wrote(desk: &TestDesk) {
    let (mut browser, folder) = begun(desk).await;
    let page = browser.upload(&folder, Upload::default().file("C:\\Pictures\\门.webp", &photograph())).await;
    let file = files_on(&page, &folder).remove(0);
    let (headers, content) = browser.takes(&file).await;
    assert_eq!(headers[header::CONTENT_TYPE], "image/jpeg");
    assert_eq!(headers[header::CONTENT_DISPOSITION], "inline; filename=\"_.jpg\"; filename*=UTF-8''%E9%97%A8.jpg");
    assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(headers[header::CACHE_CONTROL], "private, no-store");
    assert!(headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().starts_with("sandbox; default-src 'none'"));
    assert!(!content.windows(12).any(|part| part == b"SecretCamera"));
    assert_eq!(image::load_from_memory(&content).unwrap().dimensions(), (48, 32));
}

async fn a_document_is_only_saved(desk: &TestDesk) {
    let (mut browser, folder) = begun(desk).await;
    let sent = document("<html><script>alert(1)</script></html>");
    let page = browser.upload(&folder, Upload::default().file("invoice.html", &sent)).await;
    let (headers, content) = browser.takes(&files_on(&page, &folder)[0]).await;
    assert_eq!(headers[header::CONTENT_TYPE], "application/pdf");
    let manner = headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(manner.starts_with("attachment; filename=\"invoice.html.pdf\""), "{manner}");
    assert!(headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("sandbox"));
    assert!(content == sent, "as it came");
}

async fn three_files_and_no_more(desk: &TestDesk) {
    let (mut browser, folder) = begun(desk).await;
    let two = Upload::default().file("1.png", &screenshot()).file("2.png", &screenshot());
    browser.upload(&folder, two).await.is(200);
    let page =
        browser.upload(&folder, Upload::default().file("3.png", &screenshot()).file("4.png", &screenshot())).await;
    assert_eq!(page.path, format!("{folder}?e=1"));
    assert_eq!(files_on(&page, &folder).len(), 3);
    let many = (0..1000).fold(Upload::default(), |form, number| form.file(&format!("{number}.png"), b"\x89PNG"));
    let page = browser.upload(&folder, many).await;
    assert_eq!(files_on(&page, &folder).len(), 3);
}

async fn a_file_is_for_those_who_hold_its_draft(desk: &TestDesk) {
    let (mut browser, folder) = begun(desk).await;
    let page = browser.upload(&folder, Upload::default().file("1.png", &screenshot())).await;
    let file = files_on(&page, &folder).remove(0);
    let (mut stranger, other) = begun(desk).await;
    stranger.get(&file).await.is(404).says("12345");
    // under the stranger's own draft it is none of theirs either
    let id = file.rsplit('/').next().unwrap();
    stranger.get(&format!("{other}/{id}")).await.is(404);
    stranger.get(&format!("/track/990101261122000001X/files/{id}")).await.is(404);
    stranger.get(&format!("/s/c/990101261122000001X/files/{id}")).await.is(404);
    let page = stranger.upload(&folder, Upload::default().file("2.png", &screenshot())).await;
    assert_eq!((page.path.as_str(), page.status), ("/report/lost", 410));
    assert_eq!(files_on(&browser.get(&folder).await, &folder).len(), 1);
    for odd in ["..", "%2e%2e%2f%2e%2e%2fkeys%2f0001.key", "x", "%00", "00000000-0000-0000-0000-000000000000", "%ff"] {
        let page = browser.get(&format!("{folder}/{odd}")).await;
        assert!(matches!(page.status, 400 | 404), "{odd}: {}", page.status);
    }
    desk.dispatcher().await.browser.get(&format!("/s/c/990101261122000001X/files/{id}")).await.is(404);
}

async fn whatever_is_sent_is_answered_with_a_page(desk: &TestDesk) {
    let (mut browser, folder) = begun(desk).await;
    let good = Upload::default().file("1.png", &screenshot()).bytes();
    for (kind, bytes, status) in [
        ("multipart/form-data", good.clone(), 400),
        ("text/plain", good.clone(), 400),
        ("multipart/form-data; boundary=other", good.clone(), 400),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n".to_vec(), 400),
        ("application/x-www-form-urlencoded", b"files=1".to_vec(), 400),
        ("multipart/form-data; boundary=x", Vec::new(), 400),
    ] {
        let answer = browser.send_as(&folder, kind, bytes).await;
        read(folder.clone(), answer).await.is(status).says("12345");
    }
    let book = Upload::default().field("change", &"x".repeat(1_000_000)).bytes();
    read(folder.clone(), browser.upload_bytes(&folder, book).await).await.is(413).says("10 MB");
    let odd = Upload::default().field("change\0", "\0").file("a\0\u{202E}b.png", &screenshot());
    browser.upload(&folder, odd).await.is(200).says("ab.png");
    // broken off in the middle of the second file: the first is kept
    let mut cut = Upload::default().file("whole.png", &screenshot()).file("cut.png", &screenshot()).bytes();
    cut.truncate(cut.len() - 100);
    let answer = browser.upload_bytes(&folder, cut).await;
    assert_eq!(answer.headers()[header::LOCATION], format!("{folder}?e=1"));
    browser.get(&format!("{folder}?e=1")).await.says("whole.png").says("“cut.png”");
    // other doors stay as narrow as they were
    let page = browser.send_as("/api/report/begin", "application/x-www-form-urlencoded", vec![b'x'; 70_000]).await;
    read(String::new(), page).await.is(413);
}

async fn an_address_sends_so_much_and_no_more(desk: &TestDesk) {
    let (mut browser, folder) = begun(desk).await;
    for _ in 0..600 {
        browser.send_as(&folder, "text/plain", Vec::new()).await;
    }
    let upload = Upload::default().file("1.png", &screenshot());
    let page = browser.upload(&folder, upload.clone()).await;
    page.is(429).says("60 minutes").says("12345");
    assert_eq!(page.header("retry-after"), "3600");
    desk.office.clock.forward(jiff::SignedDuration::from_hours(1));
    browser.upload(&folder, upload).await.is(200).says("1.png");
}

async fn files_of_a_case_are_for_its_reporter_and_its_staff(desk: &TestDesk) {
    let mut citizen = desk.citizen();
    let page = citizen.reaches("files", &[("what", WHAT)]).await;
    let folder = page.path.clone();
    citizen.browser.upload(&folder, Upload::default().file("door.png", &screenshot())).await.is(200);
    let page = citizen.browser.upload(&folder, Upload::default().file("letter.pdf", &document("x"))).await;
    let ids: Vec<_> = files_on(&page, &folder).iter().map(|path| path.rsplit('/').next().unwrap().to_owned()).collect();
    let check = citizen.goes_on(page, "check", &[]).await;
    check.says("door.png").says("letter.pdf");
    let done = citizen.sends(&check).await;
    citizen.keeps(&done);
    let tracked = citizen.tracks().await;
    let (of_case, of_staff) = (format!("/track/{}/files", citizen.number), format!("/s/c/{}/files", citizen.number));
    assert_eq!(files_on(&tracked, &of_case).len(), 2, "{:?}", tracked.links());
    for id in &ids {
        citizen.browser.get(&format!("{folder}/{id}")).await.is(404);
        citizen.browser.takes(&format!("{of_case}/{id}")).await;
    }
    let mut dispatcher = desk.dispatcher().await;
    let page = dispatcher.opens(&citizen.number).await;
    assert_eq!(files_on(&page, &of_staff).len(), 2, "{:?}", page.links());
    dispatcher.browser.takes(&format!("{of_staff}/{}", ids[0])).await;
    // it is with nobody's department yet; and another person's pass opens nothing
    desk.officer_elsewhere().await.browser.get(&format!("{of_staff}/{}", ids[0])).await.is(404);
    let mut other = desk.citizen();
    other.files(WHAT).await;
    other.tracks().await;
    other.browser.get(&format!("{of_case}/{}", ids[0])).await.is(404);
    let added = Upload::default().field("text", "One more sheet, as I was told.").file("sheet.png", &screenshot());
    let page = citizen.browser.upload(&format!("/track/{}/supplement", citizen.number), added.clone()).await;
    page.is(200);
    assert_eq!(files_on(&citizen.tracks().await, &of_case).len(), 3);
    dispatcher.opens(&citizen.number).await.says("One more sheet").says("sheet.png");
    other.browser.upload(&format!("/track/{}/supplement", citizen.number), added).await;
    dispatcher.opens(&citizen.number).await.is(200);
    assert_eq!(files_on(&citizen.tracks().await, &of_case).len(), 3, "nobody adds to the case of another");
}

async fn what_the_scanner_finds_is_refused_and_so_is_everything_while_it_is_away(desk: &TestDesk) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let scanner = Scanner::parse(&listener.local_addr().unwrap().to_string());
    let clamd = tokio::spawn(async move {
        for answer in ["stream: OK\0", "stream: Eicar-Test FOUND\0"] {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut sent = Vec::new();
            while !sent.ends_with(&[0; 4]) {
                stream.read_buf(&mut sent).await.unwrap();
            }
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    let mut browser = Browser::new(desk.router_around(Around { scanner, ..Around::default() }));
    let start = browser.get("/report").await;
    let page = browser.submit(&start, &start.form_to("report/begin").unwrap()).await;
    let folder = format!("/report/d/{}/files", page.path.split('/').nth(3).unwrap());
    let two = Upload::default().file("clean.pdf", &document("x")).file("virus.pdf", &document("y"));
    let page = browser.upload(&folder, two).await;
    page.says("clean.pdf").says("“virus.pdf” did not pass");
    assert_eq!(files_on(&page, &folder).len(), 1);
    clamd.await.unwrap();
    let page = browser.upload(&folder, Upload::default().file("later.png", &screenshot())).await;
    page.says("“later.png” could not be checked").says("Try again");
    assert_eq!(files_on(&page, &folder).len(), 1, "never let through unseen");
}

impl Browser {
    pub async fn takes(&mut self, path: &str) -> (axum::http::HeaderMap, Vec<u8>) {
        let answer = self.send(self.request(Method::GET, path).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status(), 200, "{path}");
        let (parts, body) = answer.into_parts();
        (parts.headers, axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec())
    }
}
