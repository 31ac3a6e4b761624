//! Similar cases are found by what they share, in time, and within bounds.

use super::*;
