//! A spoiled, missing or stray file is found, and a publication that was tampered with.

use super::*;
