fn main() {
    println!("{}", std::fs::read_to_string("static/page.html").unwrap());
}
