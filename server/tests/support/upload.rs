//! A form with files, as browsers write it, and the files that people choose.

use super::{Browser, Page};
use axum::{
    body::Body,
    http::{Method, Response, header},
};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

/// A form with files.
#[derive(Clone, Default)]
pub struct Upload(Vec<u8>);

impl Upload {
    /// The part of a plain field.
    pub fn field(self, name: &str, value: &str) -> Self {
        self.part(&format!("name=\"{name}\""), value.as_bytes())
    }

    /// A file that was chosen; the browser's word of its kind may be a lie.
    pub fn file(self, name: &str, content: &[u8]) -> Self {
        self.part(&format!("name=\"files\"; filename=\"{name}\"\r\nContent-Type: image/jpeg"), content)
    }

    /// A file for a field of another name.
    pub fn file_for(self, field: &str, name: &str, content: &[u8]) -> Self {
        self.part(&format!("name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: text/csv"), content)
    }

    fn part(mut self, head: &str, content: &[u8]) -> Self {
        self.0.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes());
        self.0.extend(content);
        self.0.extend(b"\r\n");
        self
    }

    /// Every byte of it.
    pub fn bytes(mut self) -> Vec<u8> {
        self.0.extend(format!("--{BOUNDARY}--\r\n").bytes());
        self.0
    }
}

impl Browser {
    /// Sends a form with files and follows where that leads.
    pub async fn upload(&mut self, path: &str, upload: Upload) -> Page {
        let answer = self.upload_bytes(path, upload.bytes()).await;
        self.follow(path.to_owned(), answer).await
    }

    /// Sends whatever it is as a form with files, and follows nothing.
    pub async fn upload_bytes(&mut self, path: &str, bytes: Vec<u8>) -> Response<Body> {
        self.send_as(path, &format!("multipart/form-data; boundary={BOUNDARY}"), bytes).await
    }

    /// Sends anything under any name.
    pub async fn send_as(&mut self, path: &str, kind: &str, bytes: Vec<u8>) -> Response<Body> {
        let request = self.request(Method::POST, path).header(header::CONTENT_TYPE, kind);
        self.send(request.body(Body::from(bytes)).unwrap()).await
    }
}

/// A photograph of a door, with what its camera writes into it.
pub fn photograph() -> Vec<u8> {
    let plain = drawn(ImageFormat::Jpeg);
    let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x0f\0\x02\0\0\0\x11\0\0\0\x1aSecretCameraName\0";
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, exif, &plain[2..]].concat()
}

/// A picture of a screen.
pub fn screenshot() -> Vec<u8> {
    drawn(ImageFormat::Png)
}

/// A document; whatever stands in it stands between its beginning and its end.
pub fn document(inside: &str) -> Vec<u8> {
    format!("%PDF-1.4\n{inside}\ntrailer\n%%EOF\n").into_bytes()
}

fn drawn(format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(48, 32, |x, y| Rgb([(x * 5) as u8, (y * 7) as u8, 90]));
    let mut content = Cursor::new(Vec::new());
    DynamicImage::from(picture).write_to(&mut content, format).unwrap();
    content.into_inner()
}
