//! Real pictures, made here: what is beside the pixels goes, and what would harm is refused.

use super::*;
use image::{GenericImageView as _, Rgb, RgbImage, Rgba, RgbaImage};

/// The upper half red, the lower half blue.
fn flag(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |_, y| if y < height / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) })
}

fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut content = Cursor::new(Vec::new());
    picture.write_to(&mut content, format).unwrap();
    content.into_inner()
}

fn flag_as(format: ImageFormat) -> Vec<u8> {
    written(&flag(64, 32).into(), format)
}

/// EXIF as a telephone writes it: turned by 90 degrees, with a place.
fn exif() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [tag.to_le_bytes().as_slice(), &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let directory = [
        b"Exif\0\0II\x2a\0\x08\0\0\0".as_slice(),
        &3u16.to_le_bytes(),
        &entry(0x0112, 3, 1, 6),
        &entry(0x010f, 2, 16, 50),
        &entry(0x8825, 4, 1, 66),
        &0u32.to_le_bytes(),
        b"SecretCameraName",
        &1u16.to_le_bytes(),
        &entry(0x0001, 2, 2, u32::from(b'N')),
        &0u32.to_le_bytes(),
    ];
    directory.concat()
}

/// A JPEG with a segment of its own behind the first marker.
fn jpeg_with(marker: u8, segment: &[u8]) -> Vec<u8> {
    let plain = flag_as(ImageFormat::Jpeg);
    let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xff, marker], &length, segment, &plain[2..]].concat()
}

fn contains(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|window| window == part)
}

#[test]
fn a_photograph_loses_place_and_camera_and_stands_upright() {
    let sent = jpeg_with(0xe1, &exif());
    assert!(contains(&sent, b"SecretCameraName"));
    let kept = write_anew(&sent, Media::Jpeg).ok().unwrap();
    assert_eq!(kept.media, Media::Jpeg);
    for gone in [b"Exif".as_slice(), b"SecretCameraName", b"\xff\xe1"] {
        assert!(!contains(&kept.content, gone), "{gone:?}");
    }
    let picture = image::load_from_memory(&kept.content).unwrap();
    assert_eq!(picture.dimensions(), (32, 64), "turned by 90 degrees");
    let (right, left) = (picture.get_pixel(28, 32), picture.get_pixel(4, 32));
    assert!(right[0] > 150 && left[2] > 150, "what was above is right: {right:?} {left:?}");
}

#[test]
fn comments_and_what_hangs_behind_the_end_are_gone() {
    let page = b"<html><script>alert(1)</script></html>";
    let jpeg = [jpeg_with(0xfe, page), page.to_vec()].concat();
    let png = [flag_as(ImageFormat::Png), page.to_vec()].concat();
    for (sent, media) in [(jpeg, Media::Jpeg), (png, Media::Png)] {
        let kept = write_anew(&sent, media).ok().unwrap();
        assert_eq!(kept.media, media);
        assert!(!contains(&kept.content, b"script"), "{media:?}");
    }
}

#[test]
fn a_webp_becomes_a_jpeg_on_white() {
    let clear = RgbaImage::from_pixel(20, 20, Rgba([0, 0, 0, 0]));
    let kept = write_anew(&written(&clear.into(), ImageFormat::WebP), Media::Webp).ok().unwrap();
    assert_eq!(kept.media, Media::Jpeg);
    assert_eq!(image::load_from_memory(&kept.content).unwrap().get_pixel(5, 5), Rgba([255; 4]));
}

#[test]
fn every_depth_of_colour_is_read() {
    let deep = [
        DynamicImage::new_luma8(9, 9),
        DynamicImage::new_luma16(9, 9),
        DynamicImage::new_luma_a16(9, 9),
        DynamicImage::new_rgb16(9, 9),
        DynamicImage::new_rgba16(9, 9),
    ];
    for picture in deep {
        let kept = write_anew(&written(&picture, ImageFormat::Png), Media::Png);
        assert!(kept.is_ok_and(|kept| kept.media == Media::Png), "{:?}", picture.color());
    }
}

#[test]
fn a_huge_photograph_gets_smaller_and_a_long_screen_stays_legible() {
    let size = |width, height| {
        let sent = written(&DynamicImage::new_rgb8(width, height), ImageFormat::Png);
        image::load_from_memory(&write_anew(&sent, Media::Png).ok().unwrap().content).unwrap().dimensions()
    };
    assert_eq!(size(4000, 3000), (2560, 1920));
    assert_eq!(size(300, 2560), (300, 2560));
    assert_eq!(size(1080, 8000), (815, 6034));
    assert_eq!(size(1, 20_000), (1, 20_000));
}

#[test]
fn a_small_file_that_unfolds_into_a_huge_picture_is_refused_by_its_header() {
    // such a header before 64 × 32 pixels, with the colours of PNG
    const RGB: u8 = 2;
    const RGBA: u8 = 6;
    let bomb = |width: u32, height: u32, depth: u8, colour: u8| {
        let mut bomb = flag_as(ImageFormat::Png);
        bomb[16..20].copy_from_slice(&width.to_be_bytes());
        bomb[20..24].copy_from_slice(&height.to_be_bytes());
        bomb[24..26].copy_from_slice(&[depth, colour]);
        let sum = crc(&bomb[12..29]).to_be_bytes();
        bomb[29..33].copy_from_slice(&sum);
        write_anew(&bomb, Media::Png).err()
    };
    assert_eq!(bomb(30_000, 30_000, 8, RGB), Some(FileFault::Pixels));
    assert_eq!(bomb(8_000, 5_001, 8, RGB), Some(FileFault::Pixels));
    assert_eq!(bomb(7_000, 5_000, 16, RGBA), Some(FileFault::Pixels), "35 megapixels with eight bytes each");
    assert_eq!(bomb(64, 32, 8, RGB), None, "the header as it was");
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum: u32, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    })
}

#[test]
fn what_is_broken_off_or_something_else_is_refused() {
    for (format, media) in
        [(ImageFormat::Png, Media::Png), (ImageFormat::WebP, Media::Webp), (ImageFormat::Jpeg, Media::Jpeg)]
    {
        let whole = flag_as(format);
        for length in [12, 20, whole.len() / 2, whole.len() - 40] {
            assert_eq!(write_anew(&whole[..length], media).err(), Some(FileFault::Broken), "{media:?} {length}");
        }
    }
    let page = b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script>";
    assert_eq!(write_anew(page, Media::Png).err(), Some(FileFault::Broken));
}
