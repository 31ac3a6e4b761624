//! Choices that are one word each: in a form, in an address, in a column and in an event alike.

/// Makes an enum of such choices, with `ALL`, `as_str` and `parse`.
macro_rules! choices {
    ($($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// All of them, in the order in which people are asked.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The word in forms, addresses and columns.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// Reads the word back.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|choice| choice.as_str() == word)
            }
        }
    )+};
}
pub(crate) use choices;
