//! A draw list in, pixels out.
