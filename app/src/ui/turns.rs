//! A page about something else is made of new elements, though its parts are alike to the last tag: what was typed or ticked on
//! the one would stand on the other.

use leptos::{either::Either, prelude::*};

/// Builds by turns on one side and on the other.
pub struct Turns<About> {
    about: Option<About>,
    left: bool,
}

impl<About> Default for Turns<About> {
    /// Nothing shown yet.
    fn default() -> Self {
        Self { about: None, left: false }
    }
}

impl<About: PartialEq> Turns<About> {
    /// The page: of the elements that stand there when it is about the same as before.
    pub fn turn(&mut self, about: Option<About>, view: AnyView) -> Either<AnyView, AnyView> {
        self.left ^= about != self.about;
        self.about = about;
        if self.left { Either::Left(view) } else { Either::Right(view) }
    }
}
