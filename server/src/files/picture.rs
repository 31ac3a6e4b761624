//! Pictures: decoded within limits, turned upright, made smaller where they are huge, written anew. Nothing that a camera or
//! a hand wrote beside the pixels (place, time, owner, a second file behind the end) comes through.

use super::jpeg;
use clearway::evidence::{FILE_BYTES_MAX, FileFault, Media, PIXELS_MAX};
use fast_image_resize::{ResizeOptions, Resizer};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder,
    imageops::overlay,
};
use std::io::Cursor;

/// Longest side of a photograph: every word of a photographed sheet can be read.
const SIDE: f64 = 2560.0;
/// A picture longer than this many times its width is a long picture of a screen: it keeps the area of a photograph, not
/// its length, or nobody could read it.
const STRIP: f64 = 2.0;
const STRIP_AREA: f64 = 2560.0 * 1920.0;
const QUALITY: u8 = 85;
/// Most memory that decoding may take: 40 megapixels with four bytes each, and some.
const MEMORY: u64 = 256 * 1024 * 1024;

/// A picture written anew.
pub struct Written {
    /// What it became.
    pub media: Media,
    /// Its content.
    pub content: Vec<u8>,
}

/// Reads a picture and writes it anew. Takes long: not for a thread that answers.
///
/// # Errors
/// Why it cannot be taken.
pub fn write_anew(content: &[u8], media: Media) -> Result<Written, FileFault> {
    if media == Media::Jpeg {
        jpeg::check(content)?;
    }
    let picture = upright(read(content, format(media)?)?);
    let written = if media == Media::Png { png(&picture)? } else { None };
    match written {
        Some(content) => Ok(Written { media: Media::Png, content }),
        None => Ok(Written { media: Media::Jpeg, content: photograph(picture)? }),
    }
}

fn format(media: Media) -> Result<ImageFormat, FileFault> {
    match media {
        Media::Jpeg => Ok(ImageFormat::Jpeg),
        Media::Png => Ok(ImageFormat::Png),
        Media::Webp => Ok(ImageFormat::WebP),
        Media::Pdf => Err(FileFault::Kind),
    }
}

/// A picture, small enough, and how it must be turned.
struct Read {
    picture: DynamicImage,
    turned: image::metadata::Orientation,
}

fn read(content: &[u8], format: ImageFormat) -> Result<Read, FileFault> {
    let mut reader = ImageReader::with_format(Cursor::new(content), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(fault)?;
    // the header alone has been read so far
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX || decoder.total_bytes() > MEMORY {
        return Err(FileFault::Pixels);
    }
    let turned = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(fault)?;
    Ok(Read { picture: smaller(eight_bits(picture))?, turned })
}

fn fault(error: ImageError) -> FileFault {
    match error {
        ImageError::Limits(_) => FileFault::Pixels,
        ImageError::Unsupported(_) => FileFault::Kind,
        _ => FileFault::Broken,
    }
}

fn upright(read: Read) -> DynamicImage {
    let Read { mut picture, turned } = read;
    picture.apply_orientation(turned);
    picture
}

fn eight_bits(picture: DynamicImage) -> DynamicImage {
    use image::ColorType::{L8, L16, La8, La16, Rgb8, Rgba8};
    match picture.color() {
        L8 | La8 | Rgb8 | Rgba8 => picture,
        L16 => picture.into_luma8().into(),
        La16 => picture.into_luma_alpha8().into(),
        color if color.has_alpha() => picture.into_rgba8().into(),
        _ => picture.into_rgb8().into(),
    }
}

fn smaller(picture: DynamicImage) -> Result<DynamicImage, FileFault> {
    let scale = scale(picture.width(), picture.height());
    if scale >= 1.0 {
        return Ok(picture);
    }
    let side = |length: u32| (f64::from(length) * scale).round().max(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "smaller than what it was")]
    let (width, height) = (side(picture.width()) as u32, side(picture.height()) as u32);
    let mut small = DynamicImage::new(width, height, picture.color());
    Resizer::new().resize(&picture, &mut small, &ResizeOptions::default()).map_err(|_| FileFault::Broken)?;
    Ok(small)
}

fn scale(width: u32, height: u32) -> f64 {
    let (long, short) = (f64::from(width.max(height)), f64::from(width.min(height)));
    if long > STRIP * short { (STRIP_AREA / (long * short)).sqrt() } else { SIDE / long }
}

/// Nothing when it would be too large, as a photograph kept without loss is.
fn png(picture: &DynamicImage) -> Result<Option<Vec<u8>>, FileFault> {
    let mut content = Cursor::new(Vec::new());
    picture.write_to(&mut content, ImageFormat::Png).map_err(|_| FileFault::Broken)?;
    Ok(Some(content.into_inner()).filter(|content| content.len() <= FILE_BYTES_MAX))
}

fn photograph(picture: DynamicImage) -> Result<Vec<u8>, FileFault> {
    let mut content = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut content, QUALITY);
    let written = match on_white(picture) {
        DynamicImage::ImageLuma8(grey) => grey.write_with_encoder(encoder),
        other => other.into_rgb8().write_with_encoder(encoder),
    };
    written.map_err(|_| FileFault::Broken)?;
    Ok(content)
}

/// What can be seen through lies on white: a JPEG has no holes.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture;
    }
    let mut sheet = image::RgbaImage::from_pixel(picture.width(), picture.height(), image::Rgba([255; 4]));
    overlay(&mut sheet, &picture.into_rgba8(), 0, 0);
    sheet.into()
}

#[cfg(test)]
#[path = "picture_tests.rs"]
mod tests;
