//! Where a request comes from: the other end of its connection, or what a proxy of ours says of it; never what a stranger says.

use app::desk::Address;
use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};
use std::{
    net::{IpAddr, SocketAddr},
    str::FromStr,
    sync::Arc,
};

const FORWARDED: &str = "x-forwarded-for";

/// The proxies that may say for whom they ask; none unless they are set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies(Vec<Network>);

/// A network, as `10.0.0.0/8`; a single address is the smallest one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    first: IpAddr,
    bits: u32,
}

impl FromStr for Network {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (first, bits) = text.split_once('/').map_or((text, None), |(first, bits)| (first, Some(bits)));
        let first: IpAddr = first.parse().map_err(drop)?;
        let most = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |bits| bits.parse().map_err(drop))?;
        if bits <= most { Ok(Self { first, bits }) } else { Err(()) }
    }
}

impl Network {
    fn holds(self, other: IpAddr) -> bool {
        let same = |one: u128, other: u128, most: u32| (one ^ other).checked_shr(most - self.bits).unwrap_or(0) == 0;
        match (self.first, other.to_canonical()) {
            (IpAddr::V4(one), IpAddr::V4(other)) => same(one.to_bits().into(), other.to_bits().into(), 32),
            (IpAddr::V6(one), IpAddr::V6(other)) => same(one.to_bits(), other.to_bits(), 128),
            _ => false,
        }
    }
}

impl Proxies {
    /// Reads the setting: addresses and networks with commas between; nothing when one cannot be read.
    pub fn parse(typed: &str) -> Option<Self> {
        typed.split(',').map(|part| part.trim().parse().ok()).collect::<Option<_>>().map(Self)
    }

    /// Whether one of them is there.
    pub fn hold(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.holds(address))
    }

    /// From the nearest hop outwards, the first one that is no proxy of ours. What stands beyond it anybody could have written.
    pub(crate) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let lines = headers.get_all(FORWARDED).iter().filter_map(|line| line.to_str().ok());
        let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
        let mut client = peer;
        for hop in hops.into_iter().rev() {
            if !self.hold(client) {
                break;
            }
            let Some(before) = read_hop(hop.trim()) else { break };
            client = before;
        }
        client
    }
}

/// An address, with or without a port.
fn read_hop(hop: &str) -> Option<IpAddr> {
    let bare = hop.trim_start_matches('[').trim_end_matches(']');
    bare.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

/// Tells everything further in whose request it is.
pub async fn know(State(proxies): State<Arc<Proxies>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    if let Some(peer) = peer {
        let client = proxies.client(peer, request.headers());
        request.extensions_mut().insert(Address::of(client));
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(proxies: &str, peer: &str, forwarded: &[&str]) -> String {
        let proxies = if proxies.is_empty() { Proxies::default() } else { Proxies::parse(proxies).unwrap() };
        let headers = forwarded.iter().map(|line| (FORWARDED.parse().unwrap(), line.parse().unwrap())).collect();
        proxies.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn a_stranger_cannot_say_who_they_are() {
        assert_eq!(client("", "198.51.100.7", &["192.0.2.1"]), "198.51.100.7");
        assert_eq!(client("10.0.0.1", "198.51.100.7", &["192.0.2.1"]), "198.51.100.7");
        assert_eq!(client("10.0.0.1", "10.0.0.1", &["192.0.2.66, 198.51.100.7"]), "198.51.100.7");
    }

    #[test]
    fn proxies_of_ours_are_walked_through() {
        let ours = "10.0.0.0/8, 2001:db8::/32";
        assert_eq!(client(ours, "10.0.0.1", &["192.0.2.66, 198.51.100.7, 10.1.2.3"]), "198.51.100.7");
        assert_eq!(client(ours, "10.0.0.1", &["192.0.2.66", "198.51.100.7", "2001:db8::5"]), "198.51.100.7");
        assert_eq!(client(ours, "::ffff:10.0.0.1", &["198.51.100.7:4711"]), "198.51.100.7");
        assert_eq!(client(ours, "10.0.0.1", &["[2001:db9::1]:443"]), "2001:db9::1");
        assert_eq!(client(ours, "10.0.0.1", &["10.0.0.2"]), "10.0.0.2", "nobody beyond ours");
        assert_eq!(client(ours, "10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(client(ours, "10.0.0.1", &["198.51.100.7, unknown"]), "10.0.0.1");
    }

    #[test]
    fn the_setting_is_addresses_and_networks() {
        for right in ["127.0.0.1", "::1", "0.0.0.0/0", "10.0.0.0/8,192.168.1.1 , fd00::/8"] {
            assert!(Proxies::parse(right).is_some(), "{right}");
        }
        for wrong in ["", "proxy", "10.0.0.0/33", "10.0.0.0/-1", "::1/129", "10.0.0.1,,", "10.0.0/8"] {
            assert!(Proxies::parse(wrong).is_none(), "{wrong}");
        }
        assert_eq!(client("0.0.0.0/0", "198.51.100.7", &["192.0.2.1"]), "192.0.2.1");
    }
}
