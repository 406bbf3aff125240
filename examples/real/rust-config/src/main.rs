use std::io::{Read, Write};
use std::net::TcpListener;
use std::{env, fs};

fn main() -> std::io::Result<()> {
    let environment = env::var("APP_ENV").unwrap_or_else(|_| "local".into());
    let settings = fs::read_to_string(format!("config/{environment}.toml"))?;
    let listener = TcpListener::bind("0.0.0.0:8080")?;
    for stream in listener.incoming() {
        let mut stream = stream?;
        let mut request = [0; 1024];
        let _ = stream.read(&mut request)?;
        write!(stream, "HTTP/1.0 200 OK\r\n\r\n{settings}")?;
    }
    Ok(())
}
