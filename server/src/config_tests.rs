//! The settings, one sentence of the manual at a time.

use super::*;

fn read(purpose: Purpose, settings: &[(&str, &str)]) -> Result<Config, Vec<String>> {
    Config::read(purpose, &|name| {
        settings.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    })
}

fn serve(settings: &[(&str, &str)]) -> Result<Config, Vec<String>> {
    read(Purpose::Serve, settings)
}

fn problem(settings: &[(&str, &str)]) -> String {
    serve(settings).unwrap_err().join("\n")
}

const REGION: (&str, &str) = ("CLEARWAY_REGION", "990100");

#[test]
fn with_a_region_everything_else_has_a_default() {
    let config = serve(&[REGION]).unwrap();
    assert_eq!(config.addr.to_string(), "127.0.0.1:8080");
    assert_eq!(config.settings.database_url, "sqlite://var/data/clearway.db");
    assert_eq!(config.settings.keys, Path::new("var/keys"));
    assert_eq!(config.public_url(config.addr), "http://127.0.0.1:8080");
    assert!(!config.secure() && !config.demo && config.metrics_addr.is_none());
}

#[test]
fn the_keys_stand_beside_the_data_folder_wherever_it_is() {
    assert_eq!(
        serve(&[REGION, ("CLEARWAY_DATA", "/srv/clearway/data")]).unwrap().settings.keys,
        Path::new("/srv/clearway/keys")
    );
    assert_eq!(serve(&[REGION, ("CLEARWAY_DATA", "data")]).unwrap().settings.keys, Path::new("keys"));
    assert_eq!(serve(&[REGION, ("CLEARWAY_KEYS", "/k")]).unwrap().settings.keys, Path::new("/k"));
}

#[test]
fn a_region_may_be_missing_and_a_wrong_one_is_told() {
    assert!(serve(&[]).is_ok(), "the browser asks for it when the installation is set up");
    assert!(problem(&[("CLEARWAY_REGION", "12345")]).contains("six-digit"));
    assert!(serve(&[("CLEARWAY_DEMO", "1")]).is_ok(), "the demo brings its own");
    assert!(read(Purpose::Tend, &[]).is_ok(), "tools need none");
}

#[test]
fn the_demo_stays_on_this_machine_unless_told() {
    let out = ("CLEARWAY_ADDR", "0.0.0.0:80");
    let closed = ("CLEARWAY_INSECURE_HTTP", "1");
    let typed = ("CLEARWAY_PUBLIC_URL", "http://demo.example");
    assert!(problem(&[("CLEARWAY_DEMO", "1"), out, closed]).contains("CLEARWAY_DEMO_PUBLIC=1"));
    assert!(serve(&[("CLEARWAY_DEMO", "1"), ("CLEARWAY_DEMO_PUBLIC", "1"), out, closed, typed]).is_ok());
}

#[test]
fn plain_http_is_refused_beyond_loopback() {
    assert!(problem(&[REGION, ("CLEARWAY_ADDR", "0.0.0.0:80")]).contains("unencrypted"));
    assert!(problem(&[REGION, ("CLEARWAY_PUBLIC_URL", "http://service.example")]).contains("unencrypted"));
    assert!(serve(&[REGION, ("CLEARWAY_PUBLIC_URL", "http://localhost:8080")]).is_ok());
    assert!(serve(&[REGION, ("CLEARWAY_PUBLIC_URL", "http://[::1]:8080")]).is_ok());
    let closed = [REGION, ("CLEARWAY_PUBLIC_URL", "http://desk.office"), ("CLEARWAY_INSECURE_HTTP", "1")];
    assert!(serve(&closed).unwrap().unencrypted(), "staff pages say so");
    assert!(!serve(&[REGION]).unwrap().unencrypted());
}

#[test]
fn links_lead_where_people_type_and_to_no_address_that_is_none() {
    let everywhere = ("CLEARWAY_ADDR", "0.0.0.0:443");
    let tls = [("CLEARWAY_TLS_CERT", "c"), ("CLEARWAY_TLS_KEY", "k")];
    assert!(problem(&[REGION, everywhere, tls[0], tls[1]]).contains("nobody reaches 0.0.0.0"));
    let typed = |url| serve(&[REGION, everywhere, tls[0], tls[1], ("CLEARWAY_PUBLIC_URL", url)]);
    assert!(typed("https://service.example").is_ok());
    assert!(typed("http://localhost").unwrap_err().join("\n").contains("must begin with https://"));
}

#[test]
fn https_makes_cookies_secure_whoever_ends_it() {
    let behind_a_proxy = serve(&[REGION, ("CLEARWAY_PUBLIC_URL", "https://service.example/")]).unwrap();
    assert!(behind_a_proxy.secure());
    assert_eq!(behind_a_proxy.public_url(behind_a_proxy.addr), "https://service.example");
    let own =
        serve(&[REGION, ("CLEARWAY_TLS_CERT", "c"), ("CLEARWAY_TLS_KEY", "k"), ("CLEARWAY_ADDR", "192.0.2.1:443")])
            .unwrap();
    assert!(own.secure());
    assert_eq!(own.public_url(own.addr), "https://192.0.2.1:443");
}

#[test]
fn every_wrong_setting_is_told_at_once() {
    let sentences = serve(&[
        ("CLEARWAY_ADDR", "here"),
        ("CLEARWAY_DEMO", "yes"),
        ("CLEARWAY_TLS_CERT", "c"),
        ("CLEARWAY_PUBLIC_URL", "here"),
        ("CLEARWAY_REGION", "here"),
    ])
    .unwrap_err();
    for part in ["CLEARWAY_ADDR", "CLEARWAY_DEMO must", "CLEARWAY_TLS_KEY", "CLEARWAY_PUBLIC_URL", "CLEARWAY_REGION"] {
        assert!(sentences.iter().any(|sentence| sentence.contains(part)), "{part} in {sentences:?}");
    }
}

#[test]
fn a_scanner_and_proxies_are_there_only_when_they_are_set() {
    let plain = serve(&[REGION]).unwrap();
    assert!(plain.scanner.is_none() && plain.proxies == Proxies::default());
    let set = serve(&[REGION, ("CLEARWAY_CLAMD", "/run/clamav/clamd.ctl"), ("CLEARWAY_PROXIES", "10.0.0.5")]).unwrap();
    assert_eq!(set.scanner, Some(Scanner::Unix("/run/clamav/clamd.ctl".into())));
    assert_ne!(set.proxies, Proxies::default());
    assert!(problem(&[REGION, ("CLEARWAY_CLAMD", "yes")]).contains("127.0.0.1:3310"));
    assert!(problem(&[REGION, ("CLEARWAY_PROXIES", "all")]).contains("CLEARWAY_PROXIES must"));
}

#[test]
fn a_bucket_is_named_whole_or_not_at_all() {
    assert!(serve(&[REGION]).unwrap().settings.bucket.is_none());
    let bucket = [
        REGION,
        ("CLEARWAY_S3_ENDPOINT", "https://s3.example"),
        ("CLEARWAY_S3_BUCKET", "files"),
        ("CLEARWAY_S3_KEY_ID", "id"),
        ("CLEARWAY_S3_SECRET", "hush"),
    ];
    let set = serve(&bucket).unwrap().settings.bucket.unwrap();
    assert_eq!((set.name.as_str(), set.region.as_str(), set.secret.as_str()), ("files", "us-east-1", "hush"));
    let half = problem(&bucket[..4]);
    assert!(half.contains("Set CLEARWAY_S3_SECRET too") && !half.contains("KEY_ID"), "{half}");
    assert!(problem(&[REGION, ("CLEARWAY_S3_REGION", "cn")]).contains("CLEARWAY_S3_ENDPOINT, CLEARWAY_S3_BUCKET"));
    let wrong = [&bucket[..1], &bucket[2..], &[("CLEARWAY_S3_ENDPOINT", "s3.example")]].concat();
    assert!(problem(&wrong).contains("like https://"));
}

#[test]
fn a_wrong_database_address_is_not_repeated() {
    let sentence = problem(&[REGION, ("CLEARWAY_DATABASE_URL", "mysql://root:secret@db/clearway")]);
    assert!(sentence.contains("postgres://") && !sentence.contains("secret"));
}
