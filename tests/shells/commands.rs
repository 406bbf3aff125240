//! The commands of a generated script.

use super::generate::{Maker, STUBS};

impl Maker {
    pub fn element(&mut self, depth: usize) -> String {
        match self.random.below(20) {
            0 => format!("! {}", self.simple()),
            1 | 2 => format!("{} | {}", self.simple(), self.simple()),
            3 => self.state(),
            4 if self.random.one_in(2) => self.state(),
            5 if depth < 2 => self.compound(depth + 1),
            6 => format!(
                "{} > {}",
                self.simple(),
                self.random.pick(&["out", "d1/o", "out2"])
            ),
            7 => format!("{} 2>&1", self.simple()),
            _ => self.simple(),
        }
    }

    fn compound(&mut self, depth: usize) -> String {
        let (a, b) = (self.element(depth), self.element(depth));
        let c = self.simple();
        match self.random.below(9) {
            0 => format!("if {a}; then {b}; else {c}; fi"),
            1 => format!("for x in a b; do {a}; {c} $x; done"),
            2 => format!("case \"$FROM_ENV\" in g*) {a};; *) {b};; esac"),
            3 => format!("({a}; {b})"),
            4 => format!("{{ {a}; {b}; }}"),
            5 => format!("( {a} && {b} )"),
            6 => format!("(set -e; {a}; {b})"),
            7 => format!("{{ {a} || {b}; }}"),
            _ => format!("if {a}; then {b}; fi"),
        }
    }

    pub fn simple(&mut self) -> String {
        let mut text = match self.random.below(12) {
            0 => "echo".to_string(),
            1 => "V=local make".to_string(),
            2 => {
                return self
                    .random
                    .pick(&["true", "false", ":", "test -f a.txt", "[ -n \"$V\" ]"])
                    .into();
            }
            3 => self.random.pick(&["make", "build", "curl"]).to_string(),
            _ => self.random.pick(&STUBS[..11]).to_string(),
        };
        for _ in 0..self.random.below(3) {
            text.push(' ');
            text += &self.word();
        }
        text
    }

    fn word(&mut self) -> String {
        let plain = [
            "a",
            "-y",
            "install",
            "update",
            "b/c",
            "'one word'",
            "\"two words\"",
            "*.txt",
            "a\\ b",
            "'#'",
            "$((1+2))",
            "x#y",
            "'&& x'",
            "\"; y\"",
            "~",
        ];
        let expanding = [
            "$V",
            "\"$V\"",
            "${V:-default}",
            "$FROM_ENV",
            "\"${FROM_ENV}x\"",
            "$UNSET",
            "$?",
            "$#",
            "${V:=assigned}",
            "\"$(pwd)\"",
            "$(umask)",
            "$-",
            "$$x",
        ];
        match self.random.below(10) {
            0..=5 => self.random.pick(&plain).into(),
            6 => format!("$({})", self.simple()),
            7 => format!("\"$({}; {})\"", self.simple(), self.simple()),
            8 => format!("`{}`", self.random.pick(STUBS)),
            _ => match self.random.pick(&expanding) {
                "$$x" => "z".into(),
                "$-" => "$#".into(),
                other => other.into(),
            },
        }
    }

    fn state(&mut self) -> String {
        let posix = [
            "cd d1",
            "cd d1/d2",
            "cd missing",
            "cd ..",
            "cd d1",
            "export V=exported",
            "V=assigned",
            "umask 077",
            "set -u",
            "set +e",
            "set -e",
            "set -x",
            "f() { make; }; f",
            "trap 'echo t' EXIT",
            "exit 0",
            "exit 3",
            "unset FROM_ENV",
            "set -- p q",
            "readonly R=1",
            "read V < a.txt",
            ". ./script",
            "eval 'V=evaluated'",
            "exec make",
            "FROM_ENV=changed",
            "export PATH",
            "make & wait",
            "make &",
            "alias m=make",
            "set -f",
            "IFS=a",
            "while read line; do echo $line; done < a.txt",
            "export FROM_ENV",
        ];
        let bash = [
            "shopt -s nullglob",
            "A=(a b)",
            "[[ -f a.txt ]]",
            "declare -x W=1",
            "pushd d1",
            "(( 1 > 2 ))",
        ];
        match self.bash && self.random.one_in(3) {
            true => self.random.pick(&bash).into(),
            false => self.random.pick(&posix).into(),
        }
    }
}
